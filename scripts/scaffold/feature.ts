import type { Scaffold } from './scaffold.ts';
import { ScaffoldError } from './scaffold.ts';
import { asks, mdx, mustBeNew, mustBeOneOf, mustBeSlug } from './text.ts';

const fileOf = (id: string): string => `content/features/${id}.mdx`;

export const feature: Scaffold = {
  kind: 'feature',
  words: ['SLUG'],
  describe: 'a feature of the catalogue',
  offer([id = ''], { content, catalog }) {
    mustBeSlug(id);
    mustBeNew(fileOf(id), content.files);
    return [`The catalogue has ${catalog.features.length} features. Codes in use: ${catalog.features.map(({ code }) => code).join(', ')}`];
  },
  questions: ([id = ''], { catalog }) => [
    asks(
      'name',
      'Name, as the workbooks write it',
      id.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    ),
    asks('control', 'Control that it belongs to, such as NS-2'),
    {
      name: 'code',
      ask: 'Code: 2 to 12 capital letters and digits, for ever',
      refuse: (answer) => {
        if (!/^[A-Z][A-Z0-9]{1,11}$/.test(answer)) return 'use 2 to 12 capital letters and digits';
        return catalog.features.some(({ code }) => code === answer) ? `"${answer}" is taken` : undefined;
      },
    },
    asks('summary', 'What it is, in one sentence'),
    asks('what', 'What it is, in a paragraph'),
    asks('how', 'How one goes about it, whatever the service'),
  ],
  write([id = ''], answers, { catalog }) {
    const { name = '', control = '', code = '', summary = '', what = '', how = '' } = answers;
    mustBeOneOf(
      'control',
      control,
      catalog.controls.map((candidate) => candidate.id),
    );
    if (catalog.features.some((candidate) => candidate.code === code)) throw new ScaffoldError(`the code "${code}" is taken`);
    const tasks = {
      configure: {
        do: `Switch on ${name} for each resource of the service.`,
        confirm: `Open the settings of a resource and see that ${name} is on.`,
      },
      verify: {
        do: `Check that ${name} is still on for each resource of the service.`,
        confirm: `List the resources of the service and see ${name} on for all of them.`,
      },
      inherit: {
        do: `Record that Microsoft provides ${name} for this service, with the page that says so.`,
        confirm: 'Open that page once a year and see that it still says the same.',
      },
      compensate: {
        do: `Add another control that covers the risk, or accept the risk in writing.`,
        confirm: 'Show a test of the other control, or the signed acceptance.',
      },
    };
    return new Map([
      [
        fileOf(id),
        mdx({ name, control, code, otherNames: [], summary, tasks }, `## What it is\n\n${what}\n\n## How to go about it\n\n${how}`),
      ],
    ]);
  },
};
