import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';

type Issue = z.core.$ZodIssue;

export interface Explanation {
  readonly path: readonly PropertyKey[];
  /** Whether the finding points at the key or at the value. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly fix?: string;
  /** The YAML to put in the place of the key or the value, where the remedy is certain enough to apply. */
  readonly replacement?: string;
  /** The field is not there at all. */
  readonly missing?: boolean;
}

/** Says a zod issue in the words of the house: what is wrong, what is allowed, what was likely meant. */
export function explainIssue(issue: Issue, schema: z.ZodType, value: unknown): Explanation[] {
  const name = nameOf(issue.path);
  const found = valueAt(value, issue.path);

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const allowed = keysOf(schemaAt(schema, issue.path));
        const present = Object.keys((found ?? {}) as object);
        const meant = didYouMean(
          key,
          allowed.filter((candidate) => !present.includes(candidate)),
        );
        return {
          path: [...issue.path, key],
          at: 'key',
          message: `unknown field "${key}"; the fields here are ${list(allowed)}`,
          fix: meant ? `Did you mean "${meant}"?` : `Delete "${key}"`,
          ...(meant ? { replacement: meant } : {}),
        };
      });
    case 'invalid_value':
      return [choose(issue.path, name, found, issue.values.map(String))];
    case 'invalid_union': {
      const allowed = literalsOf(schemaAt(schema, issue.path));
      if (allowed.length > 0 && (typeof found !== 'object' || found === null)) return [choose(issue.path, name, found, allowed)];
      const branch = issue.errors.find((errors) => errors.some((error) => error.path.length > 0));
      if (branch) return branch.flatMap((inner) => explainIssue({ ...inner, path: [...issue.path, ...inner.path] } as Issue, schema, value));
      return [{ path: issue.path, at: 'value', message: `${name} ${quote(found)} is none of the allowed forms`, fix: 'Compare it with a file that passes' }];
    }
    case 'invalid_type':
      if (found === undefined) {
        const last = issue.path.at(-1);
        return [{ path: issue.path, at: 'value', message: `the field "${String(last)}" is missing`, missing: true, fix: `Add "${String(last)}: …", ${article(issue.expected)}` }];
      }
      return [{ path: issue.path, at: 'value', message: `${name} ${quote(found)} is not ${article(issue.expected)}`, ...typeFix(issue.expected, found) }];
    case 'invalid_key': {
      const last = String(issue.path.at(-1));
      return [{ path: issue.path, at: 'key', message: `"${last}" ${issue.issues[0]?.message ?? 'is not a valid key'}`, fix: 'Rename it' }];
    }
    case 'too_small':
      return [{ path: issue.path, at: 'value', message: `${name} ${/^(is|has) /.test(issue.message) ? issue.message : `is too short; at least ${issue.minimum}`}`, fix: 'Fill it in' }];
    case 'invalid_format':
      return [{ path: issue.path, at: 'value', message: `${name} ${quote(found)} ${issue.message}`, ...formatFix(schemaAt(schema, issue.path), found) }];
    default:
      return [{ path: issue.path, at: 'value', message: `${name} ${quote(found)}: ${issue.message}`, fix: 'Compare it with a file that passes' }];
  }
}

function choose(path: readonly PropertyKey[], name: string, found: unknown, allowed: readonly string[]): Explanation {
  if (found === undefined) {
    return { path, at: 'value', message: `the field "${String(path.at(-1))}" is missing`, missing: true, fix: `Add it; use ${list(allowed)}` };
  }
  // 'true' in quotes is text, and so are a name in a list and a word in a group.
  if (typeof found === 'string' && allowed.includes(found)) {
    return { path, at: 'value', message: `${quote(found)} is text, and ${name} is not; use ${list(allowed)}`, fix: `Write ${found} without quotes`, replacement: found };
  }
  const meant = typeof found === 'object' ? undefined : didYouMean(String(found), allowed);
  return { path, at: 'value', message: `${quote(found)} is not a value of ${name}; use ${list(allowed)}`, ...(meant ? { fix: `Did you mean "${meant}"?`, replacement: meant } : { fix: `Use one of the ${allowed.length} words` }) };
}

export const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
};

const nameOf = (path: readonly PropertyKey[]): string => {
  const names = path.filter((step) => typeof step === 'string');
  return names.length > 0 ? `"${names.at(-1)}"` : 'the file';
};

const ARTICLES: Record<string, string> = { string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a group of fields', record: 'a group of fields' };
const article = (expected: string): string => ARTICLES[expected] ?? expected;

function typeFix(expected: string, found: unknown): { fix: string; replacement?: string } {
  if (expected === 'string' && typeof found !== 'object') return { fix: `Put it into quotes: '${String(found)}'`, replacement: `'${String(found)}'` };
  if (expected === 'array' && typeof found === 'string' && /^[\w.-]+$/.test(found)) return { fix: `Make it a list: [${found}]`, replacement: `[${found}]` };
  if (expected === 'array') return { fix: 'Make it a list: [one, two]' };
  if (expected === 'boolean') return { fix: 'Use true or false, without quotes' };
  return { fix: `Write ${article(expected)}` };
}

/** The same value in the form that was asked for, where a small change brings it there. */
function formatFix(schema: z.core.$ZodType | undefined, found: unknown): { fix: string; replacement?: string } {
  if (schema === undefined || typeof found !== 'string') return { fix: 'Write it in that form' };
  const slug = found.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const candidates = [found.trim(), found.toLowerCase(), found.toUpperCase(), `https://${found.replace(/^[a-z]*:?\/*/i, '')}`, slug, found.replace(/^(\d{4})\D(\d\d)\D(\d\d)$/, '$1-$2-$3')];
  const good = candidates.find((candidate) => z.safeParse(schema, candidate).success);
  return good === undefined ? { fix: 'Write it in that form' } : { fix: `Did you mean "${good}"?`, replacement: good };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, step) => (typeof current === 'object' && current !== null && Object.hasOwn(current, step) ? (current as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}

/** The schema of the value at `path`, seen through defaults, options and unions. */
function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let current: z.core.$ZodType | undefined = unwrap(schema);
  for (const step of path) {
    if (current instanceof z.ZodObject) current = unwrap((current.shape as Record<PropertyKey, z.core.$ZodType>)[step]);
    else if (current instanceof z.ZodRecord) current = unwrap(current.valueType as z.core.$ZodType);
    else if (current instanceof z.ZodArray) current = unwrap(current.element as z.core.$ZodType);
    else if (current instanceof z.ZodUnion) {
      const option = (current.options as z.core.$ZodType[]).map((branch) => unwrap(branch)).find((branch) => branch instanceof z.ZodArray || branch instanceof z.ZodObject);
      current = option && schemaAt(option, [step]);
    } else return undefined;
  }
  return current;
}

function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.unwrap() as z.core.$ZodType);
  if (schema instanceof z.ZodPipe) return unwrap(schema.out as z.core.$ZodType);
  return schema;
}

const keysOf = (schema: z.core.$ZodType | undefined): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

function literalsOf(schema: z.core.$ZodType | undefined): string[] {
  const unwrapped = unwrap(schema);
  if (unwrapped instanceof z.ZodLiteral) return [...unwrapped.values].map(String);
  if (unwrapped instanceof z.ZodEnum) return unwrapped.options.map(String);
  if (unwrapped instanceof z.ZodBoolean) return ['true', 'false'];
  if (unwrapped instanceof z.ZodUnion) return (unwrapped.options as z.core.$ZodType[]).flatMap(literalsOf);
  return [];
}
