import { z } from 'zod';
import { codePartSchema, controlIdSchema, referenceSchema, sentenceSchema } from './common.ts';

export const taskSchema = z.strictObject({ do: sentenceSchema, confirm: sentenceSchema });
export type Task = z.output<typeof taskSchema>;

/** A feature that the benchmark asks of every service. Its id is the file's name. */
export const featureSchema = z.strictObject({
  name: z.string().min(1),
  control: controlIdSchema,
  code: codePartSchema,
  otherNames: z.array(z.string().min(1)),
  summary: sentenceSchema,
  tasks: z.strictObject({ configure: taskSchema, verify: taskSchema, inherit: taskSchema, compensate: taskSchema }),
  references: z.array(referenceSchema).default([]),
});
export type FeatureData = z.output<typeof featureSchema>;
