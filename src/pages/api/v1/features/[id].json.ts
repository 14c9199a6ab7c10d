import type { APIRoute } from 'astro';
import { featureJson, toJson } from '../../../../exports/api.ts';
import { getCatalog } from '../../../../site/catalog.ts';

export async function getStaticPaths() {
  const catalog = await getCatalog();
  return catalog.features.map((item) => ({ params: { id: item.id } }));
}

export const GET: APIRoute = async ({ params }) => {
  const catalog = await getCatalog();
  const item = catalog.features.find((candidate) => candidate.id === params.id)!;
  return new Response(toJson(featureJson(catalog, item)), { headers: { 'content-type': 'application/json; charset=utf-8' } });
};
