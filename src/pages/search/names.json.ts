import type { APIRoute } from 'astro';
import { searchNames } from '../../search/names.ts';
import { getCatalog } from '../../site/catalog.ts';
import { searchPages } from '../../site/search-pages.ts';

/** The map of names that search answers from at once. */
export const GET: APIRoute = async () => new Response(JSON.stringify(searchNames(await getCatalog(), searchPages)));
