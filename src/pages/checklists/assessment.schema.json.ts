import type { APIRoute } from 'astro';
import { z } from 'zod';
import { assessmentSchema } from '../../../schemas/assessment.ts';

/** The published schema of the file in which an assessment is handed over. */
export const GET: APIRoute = ({ url }) => {
  const schema = {
    $id: url.href,
    title: 'Plumbline assessment',
    ...z.toJSONSchema(assessmentSchema, { io: 'input', unrepresentable: 'any' }),
  };
  return new Response(`${JSON.stringify(schema, null, 1)}\n`, { headers: { 'content-type': 'application/schema+json; charset=utf-8' } });
};
