import { z } from 'zod';
import { codePartSchema, controlIdSchema, referenceSchema, sentenceSchema } from './common.ts';

export const taskSchema = z.strictObject({
  do: sentenceSchema.meta({ description: 'What to do, in the imperative, for any service.' }),
  confirm: sentenceSchema.meta({ description: 'How to see that it is done.' }),
});
export type Task = z.output<typeof taskSchema>;

/** A feature that the benchmark asks of every service. Its id is the file's name. */
export const featureSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .meta({ description: 'The name in the workbooks.', examples: ['Azure Private Link'] }),
  control: controlIdSchema.meta({ description: 'The control that the feature serves.', examples: ['NS-2'] }),
  code: codePartSchema.meta({ description: 'The last part of item codes. Never changes.', examples: ['PL'] }),
  otherNames: z
    .array(z.string().min(1))
    .meta({ description: 'Former, short and everyday names, for search.', examples: [['Private endpoint']] }),
  summary: sentenceSchema.meta({ description: 'One sentence for lists and search: what the feature is.' }),
  tasks: z
    .strictObject({
      configure: taskSchema.meta({ description: 'Where the feature is supported and off by default.' }),
      verify: taskSchema.meta({ description: 'Where it is on by default and the customer’s to keep.' }),
      inherit: taskSchema.meta({ description: 'Where Microsoft does it.' }),
      compensate: taskSchema.meta({ description: 'Where the service does not support it.' }),
    })
    .meta({ description: 'The checklist item of each action, for services without prose of their own.' }),
  references: z.array(referenceSchema).default([]).meta({ description: 'Pages that support the prose.' }),
});
export type FeatureData = z.output<typeof featureSchema>;
