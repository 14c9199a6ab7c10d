import type { APIRoute } from 'astro';
import { textPages, textRecords } from '../../search/records.ts';
import { getCatalog } from '../../site/catalog.ts';
import { to } from '../../site/routes.ts';
import type { TextSources } from '../../site/search-index.ts';
import { pathOf } from '../../site/search-links.ts';
import { searchPages } from '../../site/search-pages.ts';

const base = to('').replace(/\/$/, '');

/** For the full-text index alone: the integration reads this file when the pages are done, and takes it out of the site. */
export const GET: APIRoute = async () => {
  const catalog = await getCatalog();
  const placed = <T extends Parameters<typeof pathOf>[0], Rest extends object>({ kind, id, ...rest }: Rest & { kind: T; id: string }) => ({
    ...rest,
    url: pathOf(kind, id).slice(base.length),
  });
  const sources: TextSources = {
    records: textRecords(catalog).map(placed),
    pages: [
      ...textPages(catalog).map(placed),
      ...searchPages.filter((page) => page.text).map(({ path }) => ({ url: path, filters: { kind: ['page'] } })),
    ],
  };
  return new Response(JSON.stringify(sources));
};
