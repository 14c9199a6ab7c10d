import { z } from 'zod';
import { referenceSchema, sentenceSchema } from './common.ts';

export const guideSchema = z.strictObject({
  title: z.string().min(1).meta({ description: 'The title of the guide.' }),
  summary: sentenceSchema.meta({ description: 'One sentence for lists and search.' }),
  order: z.int().min(1).meta({ description: 'Its place in the list of guides.' }),
  references: z.array(referenceSchema).default([]).meta({ description: 'Pages that support the prose.' }),
});
export type GuideData = z.output<typeof guideSchema>;
