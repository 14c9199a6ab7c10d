import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hrefOf } from '../../src/site/search-links.ts';
import { search } from './catalog.ts';

const QUERIES = parse(readFileSync(path.join(import.meta.dirname, '../data/search-queries.yaml'), 'utf8')) as Record<
  string,
  Record<string, string>
>;

/** The share of first places that each kind of query has to reach. */
const ASKED: Readonly<Record<string, number>> = { exact: 1, entry: 1, prefix: 0.97, typo: 0.9, other: 1, order: 0.9, question: 0.9 };

const first = (query: string): string => {
  const answer = search.answer(query);
  return answer.found[0] ? hrefOf(answer.found[0], answer.asksForServices) : '(nothing)';
};

test('there are 240 written queries', () => {
  expect(Object.keys(QUERIES).sort()).toEqual(Object.keys(ASKED).sort());
  expect(Object.values(QUERIES).flatMap((queries) => Object.keys(queries))).toHaveLength(240);
});

describe('the page that a query means comes first', () => {
  for (const [kind, queries] of Object.entries(QUERIES)) {
    const share = ASKED[kind]!;
    test(`for ${Math.round(share * 100)} % of the ${Object.keys(queries).length} queries by ${kind}`, () => {
      const missed = Object.entries(queries)
        .filter(([query, expected]) => first(query) !== expected)
        .map(([query, expected]) => `“${query}” finds ${first(query)}, not ${expected}`);
      const reached = 1 - missed.length / Object.keys(queries).length;
      expect(reached, missed.join('\n')).toBeGreaterThanOrEqual(share);
      if (process.env.SHOW_MISSED && missed.length > 0) console.log(missed.join('\n'));
    });
  }
});
