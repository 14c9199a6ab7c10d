import type { Check } from './check.ts';
import { complete } from './complete.ts';
import { CROSSCHECKS } from './crosscheck.ts';
import { glossary } from './glossary.ts';
import { headings } from './headings.ts';
import { knownIds } from './known-ids.ts';
import { links } from './links.ts';
import { knownFile, readableFile, schema, validYaml } from './reader-rules.ts';
import { safeMdx } from './safe-mdx.ts';
import { sentences } from './sentences.ts';
import { spelling } from './spelling.ts';
import { terms } from './terms.ts';
import { uniqueIds } from './unique-ids.ts';

/** Every rule of `npm run check`, in the order in which docs/checks lists them. */
export const CHECKS: readonly Check[] = [
  readableFile,
  validYaml,
  schema,
  knownFile,
  safeMdx,
  knownIds,
  uniqueIds,
  complete,
  links,
  headings,
  terms,
  spelling,
  sentences,
  glossary,
  ...CROSSCHECKS,
];
