import type { SearchNames } from '../search/names.ts';
import { createSearch, type Search } from '../search/search.ts';
import type { Found } from '../search/items.ts';
import { to } from '../site/routes.ts';
import { hrefOf } from '../site/search-links.ts';

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
    .then(createSearch)
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
