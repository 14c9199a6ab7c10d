import type { Check } from './check.ts';
import { knownFile, readableFile, schema, validYaml } from './reader-rules.ts';

/** Every rule of `npm run check`, in the order in which docs/checks lists them. */
export const CHECKS: readonly Check[] = [readableFile, validYaml, schema, knownFile];
