import { z } from 'zod';
import { referenceSchema, sentenceSchema } from './common.ts';

export const guideSchema = z.strictObject({
  title: z.string().min(1),
  summary: sentenceSchema,
  order: z.int().min(1),
  references: z.array(referenceSchema).default([]),
});
export type GuideData = z.output<typeof guideSchema>;
