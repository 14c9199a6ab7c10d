import type { APIRoute } from 'astro';
import { aboutCatalog, EXPORTS } from '../../exports/registry.ts';
import { getCatalog } from '../../site/catalog.ts';
import { version } from '../../site/project.ts';

export const getStaticPaths = () => EXPORTS.map(({ file }) => ({ params: { file } }));

export const GET: APIRoute = async ({ params }) => {
  const catalog = await getCatalog();
  const { mediaType, render } = EXPORTS.find(({ file }) => file === params.file)!;
  const bytes = await render(catalog, aboutCatalog(catalog, version));
  return new Response(bytes as BodyInit, { headers: { 'content-type': mediaType } });
};
