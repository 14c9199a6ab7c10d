import { factsOf, knownFeatures } from '../upstream/import-services.ts';
import { withFacts } from '../upstream/service-file.ts';
import type { Context, Scaffold } from './scaffold.ts';
import { ScaffoldError } from './scaffold.ts';
import { asks, mustBeNew, mustBeSlug } from './text.ts';

const fileOf = (id: string): string => `content/services/${id}/service.yaml`;

function lockedService(id: string, { content }: Context) {
  mustBeSlug(id);
  mustBeNew(fileOf(id), content.files);
  const locked = content.records.lock.services[id];
  if (!locked) {
    throw new ScaffoldError(
      `the lock knows no workbook of "${id}", and a service's facts come from its workbook. Read it first:\n  npm run import-baseline -- FILE\n  npm run update-lock -- --upstream FILE`,
    );
  }
  return locked;
}

export const service: Scaffold = {
  kind: 'service',
  words: ['SLUG'],
  describe: 'a service, with its facts from the lock',
  offer([id = ''], context) {
    const locked = lockedService(id, context);
    return [`${locked.file}: ${locked.rows.length} rows, categories ${locked.profile.categories.join(', ') || 'none'}`];
  },
  questions: ([id = ''], { catalog }) => [
    asks(
      'name',
      'Name for people',
      id.replaceAll('-', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    ),
    {
      name: 'code',
      ask: 'Code: 2 to 12 capital letters and digits, for ever',
      refuse: (answer) => {
        if (!/^[A-Z][A-Z0-9]{1,11}$/.test(answer)) return 'use 2 to 12 capital letters and digits';
        return catalog.services.some(({ code }) => code === answer) ? `"${answer}" is taken` : undefined;
      },
    },
  ],
  write([id = ''], { name = '', code = '' }, context) {
    const { records } = context.content;
    const controls = new Set(records.controls.map((control) => control.id));
    const facts = factsOf(lockedService(id, context), knownFeatures(records), controls, undefined);
    return new Map([[fileOf(id), withFacts(undefined, { name, code }, facts)]]);
  },
};
