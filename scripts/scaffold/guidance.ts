import { ACTION, ENABLED_BY_DEFAULT, labelFor, RESPONSIBILITY, SUPPORT } from '../../schemas/vocabulary.ts';
import type { Context, Scaffold } from './scaffold.ts';
import { ScaffoldError } from './scaffold.ts';
import { asks, asReferences, mdx, mustBeNew, mustBeOneOf, references } from './text.ts';

const fileOf = (service: string, feature: string): string => `content/services/${service}/${feature}.mdx`;

function entryOf(service: string, feature: string, { catalog, content }: Context) {
  mustBeOneOf(
    'service',
    service,
    catalog.services.map(({ id }) => id),
  );
  const { entries, name } = catalog.services.find(({ id }) => id === service)!;
  mustBeOneOf(
    `entry of ${name}`,
    feature,
    entries.map(({ anchor }) => anchor),
  );
  mustBeNew(fileOf(service, feature), content.files);
  const entry = entries.find(({ anchor }) => anchor === feature)!;
  if (entry.action === 'none') throw new ScaffoldError(`"${entry.feature.name}" does not apply to ${name}, so there is nothing to act on`);
  return entry;
}

const rowOf = ({ content }: Context, service: string, row: number | undefined) =>
  content.records.lock.services[service]?.rows.find((candidate) => candidate.row === row);

export const guidance: Scaffold = {
  kind: 'guidance',
  words: ['SERVICE', 'FEATURE'],
  describe: 'what one service does about one feature',
  offer([service = '', feature = ''], context) {
    const entry = entryOf(service, feature, context);
    const { source } = entry;
    return [
      `${entry.code}  ${entry.serviceName}: ${entry.feature.name} (${entry.control.id} ${entry.control.title})`,
      `${labelFor(SUPPORT, entry.supported)}; ${labelFor(ENABLED_BY_DEFAULT, entry.enabledByDefault)}; responsibility: ${labelFor(RESPONSIBILITY, entry.responsibility)}`,
      `So the action is: ${labelFor(ACTION, entry.action)}`,
      ...(source ? [`From ${source.workbook}, ${source.sheet}, row ${source.row}`] : []),
      ...entry.references.map(({ title, url }) => `  ${title}  ${url}`),
    ];
  },
  questions([service = '', feature = ''], context) {
    const entry = entryOf(service, feature, context);
    const known = entry.references.length > 0 ? entry.references : entry.feature.references.slice(0, 1);
    return [
      asks('do', 'What to do, in one sentence', entry.feature.tasks[entry.action as 'configure'].do),
      asks('confirm', 'How to see that it is done, in one sentence', entry.feature.tasks[entry.action as 'configure'].confirm),
      asks('cost', 'What it costs to leave it, in one sentence'),
      asks('what', `What ${entry.serviceName} does here, in a few sentences`),
      asks('how', `${labelFor(ACTION, entry.action)}: the steps`),
      asks('proof', 'Confirm: what one looks at'),
      asks('references', 'References, as "title | address; title | address"', known.length > 0 ? asReferences(known) : undefined),
    ];
  },
  write([service = '', feature = ''], answers, context) {
    const entry = entryOf(service, feature, context);
    const row = rowOf(context, service, entry.source?.row);
    const name = entry.serviceName.replace(/^(?:Azure|Microsoft) /, '');
    return new Map([
      [
        fileOf(service, feature),
        mdx(
          {
            do: answers['do'],
            confirm: answers['confirm'],
            cost: answers['cost'],
            reviewed: row && { on: context.today, upstreamText: row.text },
            references: references(answers['references'] ?? ''),
          },
          `## What ${name} does\n\n${answers['what']}\n\n## ${labelFor(ACTION, entry.action)}\n\n${answers['how']}\n\n## Confirm\n\n${answers['proof']}`,
        ),
      ],
    ]);
  },
};
