import { z } from 'zod';

/** One field of a content file, as the schema has it. */
export interface FieldRow {
  /** `entries.<feature>.supported`; `[]` stands for each item of a list. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly allowed: readonly string[];
  readonly meaning: string;
  readonly examples: readonly string[];
}

type Json = z.core.JSONSchema.BaseSchema;

/** The fields of a schema, parents before children, in the order of the schema. */
export function fieldsOf(schema: z.ZodType): FieldRow[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const rows: FieldRow[] = [];
  walk(root, '');
  return rows;

  function walk(node: Json, path: string): void {
    const object = branches(node).find((branch) => branch.type === 'object') ?? node;
    for (const [name, child] of Object.entries(object.properties ?? {})) {
      if (typeof child === 'boolean') continue;
      const at = path === '' ? name : `${path}.${name}`;
      rows.push(rowOf(child, at, object.required?.includes(name) ?? false));
      descend(child, at);
    }
    if (typeof object.additionalProperties === 'object') {
      const at = path === '' ? '<id>' : `${path}.<id>`;
      if (object.additionalProperties.type !== 'object') rows.push(rowOf(object.additionalProperties, at, false));
      descend(object.additionalProperties, at);
    }
  }

  function descend(node: Json, path: string): void {
    walk(node, path);
    const list = branches(node).find((branch) => branch.type === 'array');
    if (list && typeof list.items === 'object' && !Array.isArray(list.items)) walk(list.items as Json, `${path}[]`);
  }
}

const branches = (node: Json): Json[] => [node, ...(node.anyOf ?? [])].filter((branch): branch is Json => typeof branch === 'object');

function rowOf(node: Json, path: string, required: boolean): FieldRow {
  return {
    path,
    type: typeOf(node),
    required,
    allowed: allowedOf(node),
    meaning: node.description ?? '',
    examples: (node.examples ?? []).map((example) => (typeof example === 'string' ? example : JSON.stringify(example))),
  };
}

function allowedOf(node: Json): string[] {
  return branches(node).flatMap((branch) => [
    ...(branch.enum ?? []).map(String),
    ...(branch.const === undefined ? [] : [String(branch.const)]),
    ...(branch.type === 'boolean' && branch.enum === undefined && branch.const === undefined ? ['true', 'false'] : []),
  ]);
}

function typeOf(node: Json): string {
  if (node.anyOf) return [...new Set(node.anyOf.filter((branch) => typeof branch === 'object').map(typeOf))].join(' or ');
  if (node.enum || node.const !== undefined) return 'one word';
  if (node.type === 'array') {
    const items = node.items;
    return typeof items === 'object' && !Array.isArray(items) ? `list of ${plural(typeOf(items as Json))}` : 'list';
  }
  const names: Record<string, string> = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    object: 'group',
  };
  return names[String(node.type)] ?? 'text';
}

const plural = (type: string): string => ({ text: 'texts', group: 'groups', 'one word': 'words' })[type] ?? type;
