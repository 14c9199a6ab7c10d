import { actionOf, KINDS, responsibilityOf, type Found, type Index, type Kind } from './items.ts';
import { rank } from './rank.ts';

/** One search: what the query finds, what the filters leave of it, and what each option of a filter would leave. */

export const FACETS = ['kind', 'domain', 'action', 'responsibility', 'service'] as const;
export type FacetName = (typeof FACETS)[number];

export type Chosen = Readonly<Partial<Record<FacetName, readonly string[]>>>;

export interface Group {
  readonly kind: Kind;
  readonly found: readonly Found[];
}

export interface Answer {
  /** All that was found and passes the filters, best first. */
  readonly found: readonly Found[];
  /** The same by kind; the kind of the best comes first. */
  readonly groups: readonly Group[];
  /** For each option of each filter, how many it would leave. Options that would leave none are not in it. */
  readonly counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
  /** How many the query finds without any filter. */
  readonly unfiltered: number;
  /** Where nothing is left: the one filter without which most would be. */
  readonly drop: { readonly facet: FacetName; readonly count: number } | undefined;
  /** False where nothing has all the words, and this is what comes near. */
  readonly complete: boolean;
  readonly asksForServices: boolean;
}

export interface Search {
  readonly index: Index;
  answer(query: string, chosen?: Chosen): Answer;
}

const valueOf: Readonly<Record<FacetName, (found: Found) => string>> = {
  kind: (found) => found.kind,
  domain: (found) => found.domain,
  action: (found) => actionOf(found) ?? '',
  responsibility: (found) => responsibilityOf(found) ?? '',
  service: (found) => found.service,
};

export function createSearch(index: Index): Search {
  const everything: readonly Found[] = [...index.items, ...index.entries];

  return {
    index,
    answer(query, chosen = {}) {
      const filters = FACETS.flatMap((facet) => {
        const values = chosen[facet] ?? [];
        return values.length > 0 ? [{ facet, values: new Set(values) }] : [];
      });
      const blank = query.trim() === '';
      // A filter alone is a question too: it lists all that it leaves. Without either, only the options are counted.
      const ranking = blank ? { ranked: [], complete: true, asksForServices: false } : rank(index, query);
      const candidates = blank ? everything : ranking.ranked.map((hit) => hit.found);
      const nothingAsked = blank && filters.length === 0;

      const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map<string, number>()])) as Record<
        FacetName,
        Map<string, number>
      >;
      const count = (facet: FacetName, found: Found): void => {
        const value = valueOf[facet](found);
        if (value !== '') counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      };
      const found: Found[] = [];
      const blockedBy = new Map<FacetName, number>();
      for (const candidate of candidates) {
        const against = filters.filter(({ facet, values }) => !values.has(valueOf[facet](candidate)));
        if (against.length === 0) {
          if (!nothingAsked) found.push(candidate);
          for (const facet of FACETS) count(facet, candidate);
        } else if (against.length === 1) {
          const [{ facet }] = against as [(typeof against)[number]];
          count(facet, candidate);
          blockedBy.set(facet, (blockedBy.get(facet) ?? 0) + 1);
        }
      }

      const groups = new Map<Kind, Found[]>();
      for (const one of found) {
        const group = groups.get(one.kind);
        if (group) group.push(one);
        else groups.set(one.kind, [one]);
      }
      const drop =
        found.length > 0 ? undefined : [...blockedBy].map(([facet, many]) => ({ facet, count: many })).sort((a, b) => b.count - a.count)[0];
      return {
        found,
        groups: [...groups].map(([kind, list]) => ({ kind, found: list })),
        counts,
        unfiltered: nothingAsked ? 0 : candidates.length,
        drop,
        complete: ranking.complete,
        asksForServices: ranking.asksForServices,
      };
    },
  };
}

export { KINDS, type Found, type Kind };
