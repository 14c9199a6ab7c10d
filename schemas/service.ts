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
  categories: z.array(z.string().min(1)),
  hostAccess: z.union([oneOf(HOST_ACCESS), unknown]),
  deployableInVirtualNetwork: z.union([z.boolean(), unknown]),
  storesContentAtRest: z.union([z.boolean(), unknown]),
});
export type Profile = z.output<typeof profileSchema>;

export const entrySchema = z.strictObject({
  supported: supportSchema,
  enabledByDefault: enabledByDefaultSchema,
  responsibility: responsibilitySchema,
  references: z.array(referenceSchema).default([]),
});
export type EntryFacts = z.output<typeof entrySchema>;

export const policySchema = z.strictObject({
  name: z.string().min(1),
  id: guidSchema,
  version: z.string().regex(/^\d+\.\d+\.\d+(-preview|-deprecated)?$/, 'is not a policy version, such as 1.0.0'),
  effects: z.array(z.string().min(1)).min(1),
  defaultEffect: z.string().min(1),
  features: z.array(slugSchema).min(1),
});
export type ServicePolicy = z.output<typeof policySchema>;

/** A workbook row that became no entry, and why. Its facts are kept, so that nothing upstream said is lost. */
export const setAsideSchema = z.strictObject({
  row: z.int().min(2),
  feature: z.string(),
  control: z.string(),
  reason: oneOf(SET_ASIDE_REASONS),
  supported: z.union([supportSchema, z.literal('no-related-feature')]),
  enabledByDefault: z.union([enabledByDefaultSchema, z.literal('no-related-feature')]),
  responsibility: responsibilitySchema,
  references: z.array(referenceSchema).default([]),
});
export type SetAside = z.output<typeof setAsideSchema>;

/** A service: its security profile and the facts of all of its baseline entries, keyed by feature. */
export const serviceSchema = z.strictObject({
  name: z.string().min(1),
  code: codePartSchema,
  otherNames: z.array(z.string().min(1)).default([]),
  profile: profileSchema,
  entries: z.record(slugSchema, entrySchema),
  setAside: z.array(setAsideSchema).default([]),
  policies: z.array(policySchema).default([]),
  deviations: z.array(deviationSchema).default([]),
});
export type ServiceData = z.output<typeof serviceSchema>;
