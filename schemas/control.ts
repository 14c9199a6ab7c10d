import { z } from 'zod';
import { deviationSchema, guidSchema, referenceSchema, sentenceSchema, slugSchema } from './common.ts';

/** A control of the benchmark. Its id is the file's name; its domain follows from the id. */
export const controlSchema = z.strictObject({
  title: z
    .string()
    .min(1)
    .meta({ description: 'The title in the benchmark’s workbook.', examples: ['Secure cloud services with network controls'] }),
  summary: sentenceSchema.meta({ description: 'One sentence for lists and search: what the control asks for.' }),
  roles: z.union([z.literal('all'), z.array(slugSchema).min(1)]).meta({
    description: 'The roles that have a stake in the control, by the names of their files; all stands for every one.',
    examples: [['security-architecture', 'posture-management']],
  }),
  crosswalk: z
    .strictObject({
      'cis-v7.1': z.array(z.string()).meta({ description: 'Safeguards of CIS Controls v7.1.', examples: [['14.1']] }),
      'cis-v8': z.array(z.string()).meta({ description: 'Safeguards of CIS Controls v8.', examples: [['3.12', '4.4']] }),
      'nist-800-53-r4': z.array(z.string()).meta({ description: 'Controls of NIST SP 800-53 revision 4.', examples: [['AC-4', 'SC-7']] }),
      'pci-dss-v3.2.1': z.array(z.string()).meta({ description: 'Requirements of PCI DSS v3.2.1.', examples: [['1.1']] }),
    })
    .meta({ description: 'Ids of the requirements in other frameworks that the benchmark maps the control to.' }),
  policies: z
    .array(
      z.strictObject({
        name: z.string().min(1).meta({ description: 'The definition’s display name.' }),
        id: guidSchema.meta({ description: 'The definition’s GUID.', examples: ['cd870362-211d-4cad-9ad9-11e5ea4ebbc1'] }),
      }),
    )
    .meta({ description: 'Azure Policy definitions that the benchmark names for the control.' }),
  deviations: z.array(deviationSchema).default([]).meta({ description: 'Deliberate differences from upstream.' }),
  references: z.array(referenceSchema).default([]).meta({ description: 'Pages that support the prose.' }),
});
export type ControlData = z.output<typeof controlSchema>;
