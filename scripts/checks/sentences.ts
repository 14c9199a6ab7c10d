import { startOf, textOf, walk } from '../content/prose.ts';
import type { Finding } from '../finding.ts';
import type { Check } from './check.ts';

/** Words; the longest sentence that a reader takes in at once, and then some. */
const LIMIT = 40;

/** A sentence can be read in one go. */
export const sentences: Check = {
  name: 'sentences',
  describe: `A sentence has at most ${LIMIT} words.`,
  run: ({ prose }) =>
    prose.flatMap(({ source, tree }) =>
      [...walk(tree)]
        .filter(({ node }) => node.type === 'paragraph')
        .flatMap(({ node }): Finding[] => {
          const long = textOf(node)
            .split(/(?<=[.!?:;])\s+/)
            .map((sentence) => ({ sentence, words: sentence.split(/\s+/).length }))
            .filter(({ words }) => words > LIMIT);
          return long.map(({ sentence, words }) => ({
            rule: 'sentences',
            severity: 'warning',
            file: source.file,
            ...startOf(node),
            message: `the sentence "${sentence.split(/\s+/).slice(0, 6).join(' ')} …" has ${words} words; ${LIMIT} are the limit`,
            fix: 'Make two of it',
          }));
        }),
    ),
};
