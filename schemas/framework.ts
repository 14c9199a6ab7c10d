import { z } from 'zod';
import { urlSchema } from './common.ts';

/** A framework of the crosswalk, with the titles of the requirements that the benchmark names ('' where it gives none). */
export const frameworkSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  publisher: z.string().min(1),
  url: urlSchema,
  requirements: z.record(z.string(), z.string()),
});
export type FrameworkData = z.output<typeof frameworkSchema>;
