import { z } from 'zod';
import { dateSchema, enabledByDefaultSchema, referenceSchema, responsibilitySchema, supportSchema } from './common.ts';
import { profileSchema } from './service.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const textDigest = z.string().regex(/^[0-9a-f]{16}$/);
const noFeature = z.literal('no-related-feature');

const workbookFields = {
  file: z.string().min(1),
  sha256,
  /** The day that the workbook says it was last modified; '' where it does not say. */
  modified: z.union([z.literal(''), dateSchema]),
};

/** One row of a service workbook's sheet "Feature Summary": facts as upstream states them, white space folded. */
export const lockRowSchema = z.strictObject({
  row: z.int().min(2),
  domain: z.string(),
  control: z.string(),
  title: z.string(),
  feature: z.string(),
  supported: z.union([supportSchema, noFeature]),
  enabledByDefault: z.union([enabledByDefaultSchema, noFeature]),
  responsibility: responsibilitySchema,
  references: z.array(referenceSchema),
  /** Digest of the row's prose: guidance, feature description, feature notes, guidance notes. */
  text: textDigest,
});
export type LockRow = z.output<typeof lockRowSchema>;

export const lockServiceSchema = z.strictObject({ ...workbookFields, profile: profileSchema, rows: z.array(lockRowSchema) });
export type LockService = z.output<typeof lockServiceSchema>;

/** One row of the benchmark workbook. */
export const lockControlSchema = z.strictObject({
  row: z.int().min(2),
  domain: z.string(),
  title: z.string(),
  crosswalk: z.record(z.string(), z.array(z.string())),
  stakeholders: z.array(z.string()),
  policies: z.array(z.strictObject({ name: z.string(), id: z.string() })),
  text: textDigest,
});
export type LockControl = z.output<typeof lockControlSchema>;

export const lockBenchmarkSchema = z.strictObject({
  ...workbookFields,
  sheet: z.string(),
  controls: z.record(z.string(), lockControlSchema),
});
export type LockBenchmark = z.output<typeof lockBenchmarkSchema>;

/** What upstream said when it was last read. */
export const lockSchema = z.strictObject({
  generated: z.string(),
  readOn: dateSchema,
  benchmark: lockBenchmarkSchema,
  services: z.record(z.string(), lockServiceSchema),
});
export type Lock = z.output<typeof lockSchema>;

export const PROFILE_SHEET = 'Security Profile';
export const FEATURE_SHEET = 'Feature Summary';
