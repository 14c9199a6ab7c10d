import { z } from 'zod';
import { referenceSchema, sentenceSchema } from './common.ts';

/** A customer security stakeholder. `upstreamNames` are the spellings that the workbooks use for the same team. */
export const roleSchema = z.strictObject({
  name: z.string().min(1),
  upstreamNames: z.array(z.string().min(1)).min(1),
  summary: sentenceSchema,
  duties: sentenceSchema,
  reference: referenceSchema,
});
export type RoleData = z.output<typeof roleSchema>;
