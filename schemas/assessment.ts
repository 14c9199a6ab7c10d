import { z } from 'zod';
import { oneOf, slugSchema } from './common.ts';
import { ACTION, STATUS } from './vocabulary.ts';

/**
 * The file in which an assessment is handed over: what /checklists/assessment.schema.json publishes.
 * Version 1. The page itself reads files with src/checklists, which a test holds against this schema.
 */

const time = z
  .string()
  .regex(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/)
  .describe('A time in UTC with milliseconds');
const date = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const digest = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .describe('The first 16 digits of the SHA-256 of the JSON list [title, action, do, confirm]');
const itemCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,11}-[A-Z]{2}-[1-9]\d?-[A-Z][A-Z0-9]{1,11}$/)
  .describe('An item code such as IOTC-NS-2-PL');
const text = (max: number) => z.string().max(max);

const versions = <T extends z.ZodType>(value: T) =>
  z
    .array(
      z.strictObject({
        value,
        at: time,
        by: text(200).describe('Who answered, as they call themselves; empty where they gave no name'),
        dot: z
          .string()
          .regex(/^[a-z0-9]{4,16}:[1-9]\d{0,8}$/)
          .describe('Names this answer: the replica that gave it, and its count there'),
      }),
    )
    .max(40)
    .describe('One answer; several where they were given apart from each other and nobody has decided yet');

export const wordingSchema = z.strictObject({
  digest,
  service: slugSchema,
  title: text(4000),
  action: oneOf(ACTION),
  do: text(4000),
  confirm: text(4000),
});

export const itemRecordSchema = z.strictObject({
  code: itemCode,
  clock: z
    .record(z.string().regex(/^[a-z0-9]{4,16}$/), z.int().min(1).max(999_999_999))
    .describe('For each replica, the latest count that this record has seen'),
  status: versions(oneOf(STATUS)).optional(),
  owner: versions(text(200)).optional(),
  due: versions(z.union([z.literal(''), date])).optional(),
  note: versions(text(10_000)).optional(),
  link: versions(text(2000)).optional(),
  seen: versions(wordingSchema).optional().describe('The wording that the answers are about'),
});

export const assessmentSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('plumbline-assessment'),
    version: z.literal(1),
    id: z.string().regex(/^[a-z0-9]{8,40}$/),
    name: text(200).regex(/\S/),
    named: time,
    created: time,
    exported: z
      .strictObject({
        at: time,
        by: text(200),
        plumbline: text(40),
        pack: text(4000).describe('The address of the list that was on the screen'),
        digest: text(40),
        codes: z.array(itemCode).describe('The items that were on the screen, in their order'),
      })
      .optional(),
    packs: z
      .array(
        z.strictObject({
          pack: text(4000),
          title: text(1000),
          at: time,
          version: text(40),
          items: z.record(itemCode, digest),
        }),
      )
      .max(200)
      .describe('What each list held when it was last looked at'),
    items: z.array(itemRecordSchema).max(5000),
  })
  .describe('A Plumbline assessment: what people answered to the items of security checklists');
export type AssessmentFile = z.output<typeof assessmentSchema>;
