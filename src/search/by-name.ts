import type { Found, Index, Item, Kind, Name } from './items.ts';
import type { Query } from './query.ts';
import { BEGINNING, CORE, CORE_BEGINNING, EXACT, ONE_SLIP, TWO_IN_NAME } from './scores.ts';
import { distance } from './words.ts';

/** The query held against whole names. */

/**
 * A glossary's term gives way to the page of a control, feature or service that is known by the same name, and what other
 * frameworks ask for to both: IR-4 is a control here before it is NIST's.
 */
const GIVES_WAY: Readonly<Partial<Record<Kind, number>>> = { term: 45, framework: 50, requirement: 50 };

const standingOf = ({ kind }: Item, name: Name): number => name.standing * 20 - (GIVES_WAY[kind] ?? 0);

function scoreByName(query: Query, item: Item): number {
  let best = 0;
  for (const name of item.names) {
    const standing = standingOf(item, name);
    let score = 0;
    if (name.text === query.text || name.squeezed === query.squeezed) score = EXACT + standing;
    else if (name.core === query.core) score = CORE + standing / 2;
    else if (name.text.startsWith(query.text)) score = BEGINNING + (100 * query.text.length) / name.text.length + standing / 4;
    else if (name.squeezed.startsWith(query.squeezed)) score = BEGINNING - 10 + (100 * query.text.length) / name.text.length + standing / 4;
    else if (name.core.startsWith(query.core)) score = CORE_BEGINNING + (20 * query.core.length) / name.core.length + standing / 4;
    if (score > best) best = score;
  }
  return best;
}

/** Items whose name, code or other name the query is, or begins. */
export function findByName(query: Query, index: Index): Map<Found, number> {
  const scores = new Map<Found, number>();
  for (const item of index.items) {
    const score = scoreByName(query, item);
    if (score > 0) scores.set(item, score);
  }
  const coded = index.byCode.get(query.squeezed);
  if (coded) scores.set(coded, EXACT);
  return scores;
}

const SHORTEST_WITH_SLIP = 5;
const SHORTEST_WITH_TWO = 12;

/** Names that differ from the query by a slip or two, spaces aside: `keyvalut` for Key Vault. */
export function addSlips(query: Query, index: Index, scores: Map<Found, number>): void {
  if (query.squeezed.length < SHORTEST_WITH_SLIP) return;
  for (const item of index.items) {
    for (const name of item.names) {
      const { length } = name.squeezed;
      const limit = Math.min(length, query.squeezed.length) < SHORTEST_WITH_TWO ? 1 : 2;
      if (length < SHORTEST_WITH_SLIP || Math.abs(length - query.squeezed.length) > limit) continue;
      const edits = distance(query.squeezed, name.squeezed, limit).whole;
      if (edits > limit) continue;
      const score = (edits === 1 ? ONE_SLIP : TWO_IN_NAME) + standingOf(item, name) / 4;
      if (score > (scores.get(item) ?? 0)) scores.set(item, score);
    }
  }
}
