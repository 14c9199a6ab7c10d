import type { SearchNames } from '../search/names.ts';
import { indexInSteps, type Found } from '../search/items.ts';
import { createSearch, type Search } from '../search/search.ts';
import { to } from '../site/routes.ts';
import { hrefOf } from '../site/search-links.ts';

/** Milliseconds of work after which the page may answer to whoever uses it. */
const TURN = 6;

/** Works through the steps, and gives way between them. */
async function inTurns<Result>(steps: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + TURN;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    // Timers set by timers wait longer and longer; not every browser has the other yet.
    await ('scheduler' in globalThis && 'yield' in scheduler ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve)));
  }
}

let search: Promise<Search> | undefined;

/**
 * The map of names, fetched once a page. A failure is forgotten, so that the next try asks again.
 * @param underWay the same request where it was made already, beside the one for this code
 */
export function loadSearch(underWay?: Promise<Response>): Promise<Search> {
  return (search ??= (underWay ?? fetch(to('/search/names.json')))
    .then((response) => {
      if (!response.ok) throw new Error(`the names came with status ${response.status}`);
      return response.json() as Promise<SearchNames>;
    })
    .then(async (names) => createSearch(await inTurns(indexInSteps(names))))
    .catch((error: unknown) => {
      search = undefined;
      throw error;
    }));
}

let places: { readonly of: Search; readonly found: ReadonlyMap<string, Found> } | undefined;

/** What stands at an address, so that a hit in the text is shown by the same name as everywhere. */
export function foundAt(search: Search, href: string): Found | undefined {
  if (places?.of !== search)
    places = { of: search, found: new Map([...search.index.items, ...search.index.entries].map((found) => [hrefOf(found), found])) };
  return places.found.get(href);
}
