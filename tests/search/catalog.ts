import path from 'node:path';
import { readContent } from '../../scripts/content/read-content.ts';
import { buildCatalog } from '../../src/catalog/build-catalog.ts';
import { searchNames } from '../../src/search/names.ts';
import { createSearch } from '../../src/search/search.ts';
import { searchPages } from '../../src/site/search-pages.ts';

/** Search over the real content, as the site serves it. */
export const catalog = buildCatalog(readContent(path.resolve(import.meta.dirname, '../..')).records);
export const names = searchNames(catalog, searchPages);
export const search = createSearch(names);
