import { z } from 'zod';
import { sentenceSchema, slugSchema, urlSchema } from './common.ts';

export const termSchema = z.strictObject({
  term: z
    .string()
    .min(1)
    .meta({ description: 'The term as prose writes it.', examples: ['private endpoint'] }),
  also: z.array(z.string().min(1)).meta({ description: 'Other spellings that link to it.' }),
  meaning: sentenceSchema.meta({ description: 'One or two sentences.' }),
  url: urlSchema.meta({ description: 'The page that supports the meaning.' }),
  link: z.boolean().meta({ description: 'Whether prose links the term to its meaning. Off for ordinary words.' }),
});
export type TermData = z.output<typeof termSchema>;

export const glossarySchema = z.record(slugSchema, termSchema);
