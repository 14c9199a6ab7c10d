import { z } from 'zod';
import { dateSchema, referenceSchema, sentenceSchema } from './common.ts';

/** What is special about one feature in one service. The facts stand in service.yaml beside it. */
export const guidanceSchema = z.strictObject({
  do: sentenceSchema,
  confirm: sentenceSchema,
  cost: sentenceSchema,
  /** The digest of upstream's text cells when this prose was last held against them, and the day. */
  reviewed: z.strictObject({ on: dateSchema, upstreamText: z.string().regex(/^[0-9a-f]{16}$/) }).optional(),
  references: z.array(referenceSchema).min(1, 'has no reference; name the page that supports the text'),
});
export type GuidanceData = z.output<typeof guidanceSchema>;
