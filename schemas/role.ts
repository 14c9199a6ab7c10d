import { z } from 'zod';
import { referenceSchema, sentenceSchema } from './common.ts';

/** A customer security stakeholder. `upstreamNames` are the spellings that the workbooks use for the same team. */
export const roleSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .meta({ description: 'The one spelling that we use.', examples: ['Data security'] }),
  upstreamNames: z.array(z.string().min(1)).min(1).meta({ description: 'The spellings of the workbooks.' }),
  summary: sentenceSchema.meta({ description: 'One sentence for lists and search.' }),
  duties: sentenceSchema.meta({ description: 'What the team decides and does with a baseline.' }),
  reference: referenceSchema.meta({ description: 'The page that describes the team.' }),
});
export type RoleData = z.output<typeof roleSchema>;
