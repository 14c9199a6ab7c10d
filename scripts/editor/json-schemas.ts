import { z } from 'zod';
import { controlSchema } from '../../schemas/control.ts';
import { featureSchema } from '../../schemas/feature.ts';
import { frameworkSchema } from '../../schemas/framework.ts';
import { glossarySchema } from '../../schemas/glossary.ts';
import { guidanceSchema } from '../../schemas/guidance.ts';
import { guideSchema } from '../../schemas/guide.ts';
import { roleSchema } from '../../schemas/role.ts';
import { serviceSchema } from '../../schemas/service.ts';
import {
  DEVIATION_FROM,
  ENABLED_BY_DEFAULT,
  HOST_ACCESS,
  RESPONSIBILITY,
  SET_ASIDE_REASONS,
  SUPPORT,
  type Word,
} from '../../schemas/vocabulary.ts';

/** Kinds of content, as editors know them: for completion, for what a field means, and for what is wrong while one types. */
const KINDS: Readonly<Record<string, { readonly title: string; readonly schema: z.ZodType }>> = {
  control: { title: 'A control of the benchmark', schema: controlSchema },
  feature: { title: 'A feature that the benchmark asks of every service', schema: featureSchema },
  framework: { title: 'A framework of the crosswalk', schema: frameworkSchema },
  glossary: { title: 'The glossary', schema: glossarySchema },
  guidance: { title: 'What is special about one feature in one service', schema: guidanceSchema },
  guide: { title: 'A guide', schema: guideSchema },
  role: { title: 'A customer security stakeholder', schema: roleSchema },
  service: { title: 'A service and its baseline', schema: serviceSchema },
};

const VOCABULARIES: readonly (readonly Word<unknown>[])[] = [
  SUPPORT,
  ENABLED_BY_DEFAULT,
  RESPONSIBILITY,
  HOST_ACCESS,
  SET_ASIDE_REASONS,
  DEVIATION_FROM,
];

/** File name to text, of every JSON Schema. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(KINDS).map(([kind, { title, schema }]): [string, string] => {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: ({ jsonSchema }) => explainWords(jsonSchema) });
      const text = JSON.stringify(
        { $comment: 'Generated from schemas/ by `npm run write-schemas`. Do not edit.', title, ...json },
        null,
        2,
      );
      return [`${kind}.schema.json`, `${text}\n`];
    }),
  );
}

/** Editors show the meaning of each closed word beside it. */
function explainWords(schema: z.core.JSONSchema.BaseSchema): void {
  const values: readonly unknown[] | undefined = schema.enum;
  const words =
    values &&
    VOCABULARIES.find((vocabulary) => vocabulary.length === values.length && vocabulary.every(({ value }) => values.includes(value)));
  if (!values || !words) return;
  Object.assign(schema, { enumDescriptions: values.map((value) => words.find((word) => word.value === value)!.meaning) });
}
