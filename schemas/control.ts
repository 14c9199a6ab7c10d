import { z } from 'zod';
import { deviationSchema, guidSchema, referenceSchema, sentenceSchema, slugSchema } from './common.ts';

/** A control of the benchmark. Its id is the file's name; its domain follows from the id. */
export const controlSchema = z.strictObject({
  title: z.string().min(1),
  summary: sentenceSchema,
  roles: z.union([z.literal('all'), z.array(slugSchema).min(1)]),
  crosswalk: z.strictObject({
    'cis-v7.1': z.array(z.string()),
    'cis-v8': z.array(z.string()),
    'nist-800-53-r4': z.array(z.string()),
    'pci-dss-v3.2.1': z.array(z.string()),
  }),
  policies: z.array(z.strictObject({ name: z.string().min(1), id: guidSchema })),
  deviations: z.array(deviationSchema).default([]),
  references: z.array(referenceSchema).default([]),
});
export type ControlData = z.output<typeof controlSchema>;
