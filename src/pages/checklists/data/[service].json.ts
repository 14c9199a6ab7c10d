import type { APIRoute } from 'astro';
import { entriesThatApply } from '../../../catalog/questions.ts';
import { itemOf } from '../../../checklists/item.ts';
import { getCatalog } from '../../../site/catalog.ts';

/** One service's items, as the page that assembles lists asks for them. */
export async function getStaticPaths() {
  const catalog = await getCatalog();
  return catalog.services.map((service) => ({ params: { service: service.id } }));
}

export const GET: APIRoute = async ({ params }) => {
  const catalog = await getCatalog();
  const service = catalog.services.find((candidate) => candidate.id === params.service)!;
  return new Response(JSON.stringify({ items: entriesThatApply(service).map(itemOf) }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
