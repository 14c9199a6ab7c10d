import type { APIRoute } from 'astro';
import { textRecords } from '../../search/records.ts';
import { getCatalog } from '../../site/catalog.ts';
import { to } from '../../site/routes.ts';
import { pathOf } from '../../site/search-links.ts';

const base = to('').replace(/\/$/, '');

/** For the full-text index alone: the integration reads this file when the pages are done, and takes it out of the site. */
export const GET: APIRoute = async () =>
  new Response(
    JSON.stringify(
      textRecords(await getCatalog()).map(({ kind, id, ...record }) => ({ ...record, url: pathOf(kind, id).slice(base.length) })),
    ),
  );
