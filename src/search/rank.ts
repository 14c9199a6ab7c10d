import { addSlips, findByName } from './by-name.ts';
import { findByWords, matches, unknownWords, type Ranked } from './by-words.ts';
import { KINDS, type Found, type Index } from './items.ts';
import { readQuery } from './query.ts';

/** Which items a query finds, best first. */

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** Whether what was asked for was found, or only something near it. */
  readonly complete: boolean;
  /** Whether the query asks which services have something. */
  readonly asksForServices: boolean;
}

export function rank(index: Index, typed: string): Ranking {
  const query = readQuery(index, typed);
  const { asksForServices } = query;
  const ranking = (ranked: readonly Ranked[], complete = true): Ranking => ({ ranked, complete, asksForServices });
  if (query.words.length === 0) return ranking([]);

  const byName = findByName(query, index);
  // A single letter begins half of all words, which says nothing.
  if (query.squeezed.length === 1) return ranking(merge(byName, []), byName.size > 0);

  const plain = matches(index, query, 0);
  const byWords = findByWords(index, query, plain, true);
  const hasName = byName.size > 0;
  if (!hasName) addSlips(query, index, byName);
  if (hasName || byWords.length > 0) return ranking(merge(byName, byWords));

  // Slips within words are looked for only where plain reading finds nothing: in words that no name has, then in all.
  const unknown = unknownWords(query, plain);
  for (const slips of [unknown, query.required]) {
    const found = findByWords(index, query, matches(index, query, slips), true);
    if (found.length > 0) return ranking(merge(byName, found));
  }
  if (byName.size > 0) return ranking(merge(byName, []));
  return ranking(findByWords(index, query, matches(index, query, unknown), false).sort(bestFirst), false);
}

const kindOrder = Object.fromEntries(KINDS.map((kind, place) => [kind, place])) as Record<Found['kind'], number>;

const bestFirst = (a: Ranked, b: Ranked): number =>
  b.score - a.score || kindOrder[a.found.kind] - kindOrder[b.found.kind] || a.found.order - b.found.order;

/** Each once, by its better score. */
function merge(byName: ReadonlyMap<Found, number>, byWords: readonly Ranked[]): Ranked[] {
  const rest = new Map(byName);
  const ranked = byWords.map((hit) => {
    const score = rest.get(hit.found);
    if (score === undefined) return hit;
    rest.delete(hit.found);
    return score > hit.score ? { found: hit.found, score } : hit;
  });
  for (const [found, score] of rest) ranked.push({ found, score });
  return ranked.sort(bestFirst);
}
