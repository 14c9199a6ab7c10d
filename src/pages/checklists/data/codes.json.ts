import type { APIRoute } from 'astro';
import { entriesThatApply } from '../../../catalog/questions.ts';
import type { CodeBook } from '../../../checklists/code-book.ts';
import { getCatalog } from '../../../site/catalog.ts';

/** Every item code: what an import is held against. */
export const GET: APIRoute = async () => {
  const catalog = await getCatalog();
  const book: CodeBook = {
    services: catalog.services.map((service) => ({
      id: service.id,
      name: service.name,
      code: service.code,
      items: entriesThatApply(service).map((entry) => entry.code.slice(service.code.length + 1)),
    })),
  };
  return new Response(JSON.stringify(book), { headers: { 'content-type': 'application/json; charset=utf-8' } });
};
