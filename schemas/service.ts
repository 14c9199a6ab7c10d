import { z } from 'zod';
import {
  codePartSchema,
  deviationSchema,
  enabledByDefaultSchema,
  guidSchema,
  oneOf,
  referenceSchema,
  responsibilitySchema,
  slugSchema,
  supportSchema,
} from './common.ts';
import { HOST_ACCESS, SET_ASIDE_REASONS } from './vocabulary.ts';

const unknown = z.literal('unknown');

/** The security profile: four attributes. `unknown` where upstream's cell is empty. */
export const profileSchema = z.strictObject({
  categories: z
    .array(z.string().min(1))
    .meta({ description: 'Product categories, as upstream lists them; empty where its cell is.', examples: [['IoT']] }),
  hostAccess: z.union([oneOf(HOST_ACCESS), unknown]).meta({ description: 'Whether customers reach the host or its operating system.' }),
  deployableInVirtualNetwork: z
    .union([z.boolean(), unknown])
    .meta({ description: 'Whether the service can be put into a customer’s virtual network.' }),
  storesContentAtRest: z.union([z.boolean(), unknown]).meta({ description: 'Whether the service keeps customer content.' }),
});
export type Profile = z.output<typeof profileSchema>;

export const entrySchema = z.strictObject({
  supported: supportSchema.meta({ description: 'Whether the service has the feature.' }),
  enabledByDefault: enabledByDefaultSchema.meta({ description: 'Whether a new deployment has it switched on.' }),
  responsibility: responsibilitySchema.meta({ description: 'Whose job it is to configure it.' }),
  references: z.array(referenceSchema).default([]).meta({ description: 'The pages that the workbook’s row names.' }),
});
export type EntryFacts = z.output<typeof entrySchema>;

export const policySchema = z.strictObject({
  name: z.string().min(1).meta({ description: 'The definition’s display name.' }),
  id: guidSchema.meta({ description: 'The definition’s GUID.' }),
  version: z.string().regex(/^\d+\.\d+\.\d+(-preview|-deprecated)?$/, 'is not a policy version, such as 1.0.0'),
  effects: z
    .array(z.string().min(1))
    .min(1)
    .meta({ description: 'The effects that an assignment may choose.', examples: [['Audit', 'Deny', 'Disabled']] }),
  defaultEffect: z
    .string()
    .min(1)
    .meta({ description: 'The effect where an assignment chooses none.', examples: ['Audit'] }),
  features: z
    .array(slugSchema)
    .min(1)
    .meta({ description: 'The entries of the service that the definition serves.', examples: [['azure-private-link']] }),
});
export type ServicePolicy = z.output<typeof policySchema>;

/** A workbook row that became no entry, and why. Its facts are kept, so that nothing upstream said is lost. */
export const setAsideSchema = z.strictObject({
  row: z.int().min(2).meta({ description: 'The row of the sheet, as a spreadsheet counts.' }),
  feature: z.string().meta({ description: 'The feature that the row names.' }),
  control: z.string().meta({ description: 'The control that the row names.' }),
  reason: oneOf(SET_ASIDE_REASONS).meta({ description: 'Why the row is no entry.' }),
  supported: z.union([supportSchema, z.literal('no-related-feature')]),
  enabledByDefault: z.union([enabledByDefaultSchema, z.literal('no-related-feature')]),
  responsibility: responsibilitySchema,
  references: z.array(referenceSchema).default([]),
});
export type SetAside = z.output<typeof setAsideSchema>;

/** A service: its security profile and the facts of all of its baseline entries, keyed by feature. */
export const serviceSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .meta({ description: 'The name for people.', examples: ['Azure IoT Central'] }),
  code: codePartSchema.meta({ description: 'The first part of item codes. Never changes.', examples: ['IOTC'] }),
  otherNames: z.array(z.string().min(1)).default([]).meta({ description: 'Former, later and short names, for search.' }),
  profile: profileSchema.meta({ description: 'The security profile: four attributes.' }),
  entries: z
    .record(slugSchema, entrySchema)
    .meta({ description: 'What the service says about each feature, by the name of the feature’s file.' }),
  setAside: z.array(setAsideSchema).default([]).meta({ description: 'Rows of the workbook that are no entry. Written by the import.' }),
  policies: z.array(policySchema).default([]).meta({ description: 'Built-in Azure Policy definitions for the service.' }),
  deviations: z.array(deviationSchema).default([]).meta({ description: 'Deliberate differences from upstream.' }),
});
export type ServiceData = z.output<typeof serviceSchema>;
