import path from 'node:path';
import { readContent } from '../../scripts/content/read-content.ts';
import { buildCatalog } from '../../src/catalog/build-catalog.ts';
import { indexInSteps, type Index } from '../../src/search/items.ts';
import { searchNames, type SearchNames } from '../../src/search/names.ts';
import { createSearch } from '../../src/search/search.ts';
import { searchPages } from '../../src/site/search-pages.ts';

/** Search over the real content, as the site serves it. */
export const catalog = buildCatalog(readContent(path.resolve(import.meta.dirname, '../..')).records);
export const names = searchNames(catalog, searchPages);
export const search = createSearch(indexOf(names));

function indexOf(names: SearchNames): Index {
  const steps = indexInSteps(names);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
