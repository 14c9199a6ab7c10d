import { z } from 'zod';
import { dateSchema, referenceSchema, sentenceSchema } from './common.ts';

/** What is special about one feature in one service. The facts stand in service.yaml beside it. */
export const guidanceSchema = z.strictObject({
  do: sentenceSchema.meta({ description: 'The checklist item: what to do in this service.' }),
  confirm: sentenceSchema.meta({ description: 'How to see that it is done: a command, a setting, an answer.' }),
  cost: sentenceSchema.meta({ description: 'What not doing it costs.' }),
  /** The digest of upstream's text cells when this prose was last held against them, and the day. */
  reviewed: z
    .strictObject({
      on: dateSchema.meta({ description: 'The day of the review.', examples: ['2026-11-23'] }),
      upstreamText: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .meta({ description: 'The digest of upstream’s text on that day, from the lock.' }),
    })
    .optional()
    .meta({ description: 'When the prose was last held against upstream’s text. Written by npm run adopt.' }),
  references: z
    .array(referenceSchema)
    .min(1, 'has no reference; name the page that supports the text')
    .meta({ description: 'Pages that support the prose.' }),
});
export type GuidanceData = z.output<typeof guidanceSchema>;
