import type { APIRoute } from 'astro';
import { catalogJson, toJson } from '../../../exports/api.ts';
import { getCatalog } from '../../../site/catalog.ts';
import { version } from '../../../site/project.ts';

export const GET: APIRoute = async () =>
  new Response(toJson(catalogJson(await getCatalog(), version)), { headers: { 'content-type': 'application/json; charset=utf-8' } });
