import type { APIRoute } from 'astro';
import { serviceJson, toJson } from '../../../../exports/api.ts';
import { getCatalog } from '../../../../site/catalog.ts';

export async function getStaticPaths() {
  const catalog = await getCatalog();
  return catalog.services.map((item) => ({ params: { id: item.id } }));
}

export const GET: APIRoute = async ({ params }) => {
  const catalog = await getCatalog();
  const item = catalog.services.find((candidate) => candidate.id === params.id)!;
  return new Response(toJson(serviceJson(item)), { headers: { 'content-type': 'application/json; charset=utf-8' } });
};
