import { z } from 'zod';
import { DEVIATION_FIELDS, DEVIATION_FROM, ENABLED_BY_DEFAULT, RESPONSIBILITY, SUPPORT, type Word } from './vocabulary.ts';

/** `a-b-c`: what names a file, an address and an anchor. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug; use lower-case letters, digits and single hyphens, such as azure-private-link');

export const controlIdSchema = z
  .string()
  .regex(/^[A-Z]{2}-[1-9]\d?$/, 'is not a control id; use two capital letters, a hyphen and a number, such as NS-2');

/** One part of an item code such as IOTC-NS-2-PL. Never changes once published: people quote it. */
export const codePartSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,11}$/, 'is not a code; use 2 to 12 capital letters and digits, such as IOTC');

/** Microsoft published one policy (transparent data encryption on SQL databases) under an id with a "k" in it. */
export const guidSchema = z
  .string()
  .regex(
    /^([0-9a-f]{8}|17k78e20)(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'is not a GUID in lower case, such as cd870362-211d-4cad-9ad9-11e5ea4ebbc1',
  );

export const urlSchema = z.string().regex(/^https?:\/\/[^\s/]+\.[^\s]+$/, 'is not an address; use https://host/path');

/** A date without a time, as text: YAML readers differ in what they make of an unquoted date. */
export const dateSchema = z.preprocess(
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'is not a date; use YYYY-MM-DD, such as 2026-11-30'),
);

/** Text of one line that is read as it stands: no Markdown. */
export const sentenceSchema = z.string().min(1, 'is empty; write a sentence');

export const referenceSchema = z.strictObject({
  title: z
    .string()
    .min(1, 'is empty; give the title of the page')
    .meta({ description: 'The title of the page, as it stands there.', examples: ['What is a private endpoint?'] }),
  url: urlSchema.meta({
    description: 'The address of the page, without a locale.',
    examples: ['https://learn.microsoft.com/azure/private-link/private-endpoint-overview'],
  }),
});
export type Reference = z.output<typeof referenceSchema>;

/** A schema that allows exactly the values of a closed list of words. */
export function oneOf<V extends string | boolean>(words: readonly Word<V>[]) {
  return z.literal(words.map((word) => word.value) as [V, ...V[]]);
}

export const supportSchema = oneOf(SUPPORT);
export const enabledByDefaultSchema = oneOf(ENABLED_BY_DEFAULT);
export const responsibilitySchema = oneOf(RESPONSIBILITY);

/** A deliberate difference from upstream, with its reason, its source and the day it has to be looked at again. */
export const deviationSchema = z.strictObject({
  feature: slugSchema.optional().meta({
    description: 'The feature that the deviation is about; left out where it is about the file as a whole.',
    examples: ['azure-private-link'],
  }),
  field: z.enum(DEVIATION_FIELDS).meta({ description: 'The fact that differs.' }),
  from: oneOf(DEVIATION_FROM).meta({ description: 'Which of upstream’s texts ours departs from.' }),
  upstream: z.union([z.string(), z.boolean()]).meta({ description: 'What upstream says there, as it says it.' }),
  ours: z.union([z.string(), z.boolean()]).meta({ description: 'What the content says instead. It has to equal the fact in the file.' }),
  reason: sentenceSchema.meta({ description: 'Why ours is right.' }),
  source: urlSchema.meta({ description: 'The page that shows it.' }),
  reviewBy: dateSchema.meta({
    description: 'The day by which somebody looks again. After it, the deviation is an error.',
    examples: ['2027-06-30'],
  }),
});
export type Deviation = z.output<typeof deviationSchema>;
