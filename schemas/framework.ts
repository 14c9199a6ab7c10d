import { z } from 'zod';
import { urlSchema } from './common.ts';

/** A framework of the crosswalk, with the titles of the requirements that the benchmark names ('' where it gives none). */
export const frameworkSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .meta({ description: 'The framework’s name.', examples: ['NIST SP 800-53'] }),
  version: z
    .string()
    .min(1)
    .meta({ description: 'Its version.', examples: ['Revision 4'] }),
  publisher: z.string().min(1).meta({ description: 'Who publishes it.' }),
  url: urlSchema.meta({ description: 'Where it is published.' }),
  requirements: z
    .record(z.string(), z.string())
    .meta({ description: 'Ids and titles of the requirements that the benchmark names; an empty title where it gives none.' }),
});
export type FrameworkData = z.output<typeof frameworkSchema>;
