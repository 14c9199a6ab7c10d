import { z } from 'zod';
import { sentenceSchema, slugSchema, urlSchema } from './common.ts';

export const termSchema = z.strictObject({
  term: z.string().min(1),
  also: z.array(z.string().min(1)),
  meaning: sentenceSchema,
  url: urlSchema,
  /** Whether prose links the term to its meaning. Off for ordinary words. */
  link: z.boolean(),
});
export type TermData = z.output<typeof termSchema>;

export const glossarySchema = z.record(slugSchema, termSchema);
