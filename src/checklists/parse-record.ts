import { STATUS } from '../../schemas/status.ts';
import type { Action } from '../../schemas/vocabulary.ts';
import { CODE, digestOf, type Wording } from './item.ts';
import { FIELDS, hasSeen, type Field, type Fields, type ItemRecord, type Version } from './record.ts';

/**
 * The door for everything that was not made on this page: the browser's storage, another tab, a file.
 * Written by hand, as it loads with every checklist; a test holds it against schemas/assessment.ts.
 */

export interface Problems {
  /** Notes a problem at a place such as `items[3].status`, and returns undefined. */
  add(place: string, problem: string): undefined;
}

export const LIMITS = {
  items: 5000,
  packs: 200,
  versions: 40,
  replicas: 400,
  name: 200,
  by: 200,
  owner: 200,
  note: 10_000,
  link: 2000,
  words: 4000,
} as const;

const TIME = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const REPLICA = /^[a-z0-9]{4,16}$/;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
// Control characters other than tab and line ends, and halves of characters: no file format carries them safely.
const UNPRINTABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export const withoutUnprintable = (text: string): string => text.replace(new RegExp(UNPRINTABLE, 'g'), '');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : String(value);
  return text.length > 60 ? `${text.slice(0, 57)} …` : text;
};

/** An object with these keys and no others. */
export function fieldsOf(
  value: unknown,
  place: string,
  required: readonly string[],
  optional: readonly string[],
  problems: Problems,
): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(value)) return problems.add(place, `is ${shown(value)}; an object is wanted`);
  let good = true;
  for (const key of Object.keys(value)) {
    if (!required.includes(key) && !optional.includes(key)) {
      problems.add(place, `has an unknown field "${key.slice(0, 40)}"; it may have ${[...required, ...optional].join(', ')}`);
      good = false;
    }
  }
  for (const key of required) {
    if (!Object.hasOwn(value, key)) {
      problems.add(place, `lacks "${key}"`);
      good = false;
    }
  }
  return good ? value : undefined;
}

export function textOf(value: unknown, place: string, max: number, problems: Problems, shape?: RegExp, wanted = ''): string | undefined {
  if (typeof value !== 'string') return problems.add(place, `is ${shown(value)}; text is wanted`);
  if (value.length > max) return problems.add(place, `is ${value.length} characters long; ${max} are allowed`);
  if (UNPRINTABLE.test(value)) return problems.add(place, 'holds control characters');
  if (shape && !shape.test(value)) return problems.add(place, `is ${shown(value)}; ${wanted} is wanted`);
  return value;
}

export const timeOf = (value: unknown, place: string, problems: Problems): string | undefined =>
  textOf(value, place, 24, problems, TIME, 'a time such as 2026-11-23T14:05:00.000Z');

export function listOf<T>(
  value: unknown,
  place: string,
  max: number,
  problems: Problems,
  read: (item: unknown, place: string) => T | undefined,
): T[] | undefined {
  if (!Array.isArray(value)) return problems.add(place, `is ${shown(value)}; a list is wanted`);
  if (value.length > max) return problems.add(place, `has ${value.length} entries; ${max} are allowed`);
  const items = value.map((item: unknown, index) => read(item, `${place}[${index}]`));
  return items.some((item) => item === undefined) ? undefined : (items as T[]);
}

const oneOf = <T extends string>(
  words: readonly { readonly value: T }[],
  value: unknown,
  place: string,
  problems: Problems,
): T | undefined =>
  words.find((word) => word.value === value)?.value ??
  problems.add(place, `is ${shown(value)}; it is one of ${words.map((word) => word.value).join(', ')}`);

export function parseWording(value: unknown, place: string, problems: Problems): Wording | undefined {
  const raw = fieldsOf(value, place, ['digest', 'service', 'title', 'action', 'do', 'confirm'], [], problems);
  if (!raw) return undefined;
  const digest = textOf(raw['digest'], `${place}.digest`, 16, problems, /^[0-9a-f]{16}$/, 'a digest of 16 hexadecimal digits');
  const service = textOf(raw['service'], `${place}.service`, 100, problems, SLUG, "a service's id such as iot-central");
  const title = textOf(raw['title'], `${place}.title`, LIMITS.words, problems);
  const action = textOf(
    raw['action'],
    `${place}.action`,
    20,
    problems,
    /^(configure|verify|inherit|compensate|none)$/,
    'an action such as configure',
  );
  const todo = textOf(raw['do'], `${place}.do`, LIMITS.words, problems);
  const confirm = textOf(raw['confirm'], `${place}.confirm`, LIMITS.words, problems);
  if (
    digest === undefined ||
    service === undefined ||
    title === undefined ||
    action === undefined ||
    todo === undefined ||
    confirm === undefined
  )
    return undefined;
  const wording = { digest, service, title, action: action as Action, do: todo, confirm };
  return digestOf(wording) === digest
    ? wording
    : problems.add(`${place}.digest`, `does not fit the words beside it; it would be ${digestOf(wording)}`);
}

const VALUE: { readonly [F in Field]: (value: unknown, place: string, problems: Problems) => unknown } = {
  status: (value, place, problems) => oneOf(STATUS, value, place, problems),
  owner: (value, place, problems) => textOf(value, place, LIMITS.owner, problems),
  due: (value, place, problems) => (value === '' ? '' : textOf(value, place, 10, problems, DATE, 'a date such as 2026-11-30')),
  note: (value, place, problems) => textOf(value, place, LIMITS.note, problems),
  link: (value, place, problems) => textOf(value, place, LIMITS.link, problems),
  seen: parseWording,
};

/** A value that a person typed or a spreadsheet held, in the shape that is stored. */
export const parseAnswer = <F extends Field>(field: F, value: unknown, place: string, problems: Problems): unknown =>
  VALUE[field](value, place, problems);

export function parseRecord(value: unknown, place: string, problems: Problems): ItemRecord | undefined {
  const raw = fieldsOf(value, place, ['code', 'clock'], FIELDS, problems);
  if (!raw) return undefined;
  const code = textOf(raw['code'], `${place}.code`, 60, problems, CODE, 'an item code such as IOTC-NS-2-PL');
  const clock = parseClock(raw['clock'], `${place}.clock`, problems);
  if (code === undefined || clock === undefined) return undefined;
  const dots = new Set<string>();
  const fields: Record<string, Version<unknown>[]> = {};
  for (const field of FIELDS) {
    if (!Object.hasOwn(raw, field)) continue;
    const versions = listOf(raw[field], `${place}.${field}`, LIMITS.versions, problems, (version, at) =>
      parseVersion(field, version, at, clock, dots, problems),
    );
    if (!versions) return undefined;
    if (versions.length > 0) fields[field] = versions;
  }
  return { code, clock, fields: fields as Fields };
}

function parseVersion(
  field: Field,
  value: unknown,
  place: string,
  clock: ItemRecord['clock'],
  dots: Set<string>,
  problems: Problems,
): Version<unknown> | undefined {
  const raw = fieldsOf(value, place, ['value', 'at', 'by', 'dot'], [], problems);
  if (!raw) return undefined;
  const answer = VALUE[field](raw['value'], `${place}.value`, problems);
  const at = timeOf(raw['at'], `${place}.at`, problems);
  const by = textOf(raw['by'], `${place}.by`, LIMITS.by, problems);
  const dot = textOf(raw['dot'], `${place}.dot`, 40, problems, /^[a-z0-9]{4,16}:[1-9]\d{0,8}$/, 'a dot such as k3f9ab:2');
  if (answer === undefined || at === undefined || by === undefined || dot === undefined) return undefined;
  if (!hasSeen(clock, dot)) return problems.add(`${place}.dot`, `is ${shown(dot)}, which the clock has never seen`);
  if (dots.has(dot)) return problems.add(`${place}.dot`, `is ${shown(dot)}, which names another answer too`);
  dots.add(dot);
  return { value: answer, at, by, dot };
}

function parseClock(value: unknown, place: string, problems: Problems): Record<string, number> | undefined {
  if (!isObject(value)) return problems.add(place, `is ${shown(value)}; an object is wanted`);
  const entries = Object.entries(value);
  if (entries.length > LIMITS.replicas) return problems.add(place, `has ${entries.length} entries; ${LIMITS.replicas} are allowed`);
  for (const [replica, count] of entries) {
    if (!REPLICA.test(replica)) return problems.add(place, `has ${shown(replica)}, which names no replica`);
    if (!Number.isSafeInteger(count) || (count as number) < 1 || (count as number) > 999_999_999)
      return problems.add(`${place}.${replica}`, `is ${shown(count)}; a count is wanted`);
  }
  return Object.fromEntries(entries) as Record<string, number>;
}

/** The one way to write a record: same answers, same bytes. */
export const recordJson = (record: ItemRecord): Record<string, unknown> => ({
  code: record.code,
  clock: Object.fromEntries(Object.entries(record.clock).sort(([a], [b]) => (a < b ? -1 : 1))),
  ...Object.fromEntries(FIELDS.flatMap((field) => (record.fields[field] ? [[field, record.fields[field]]] : []))),
});
