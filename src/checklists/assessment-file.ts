import type { Assessment } from './assessment.ts';
import { parsePack } from './parse-pack.ts';
import { fieldsOf, LIMITS, listOf, parseRecord, recordJson, textOf, timeOf, type Problems } from './parse-record.ts';
import { NotAnAssessment, ProblemList } from './problems.ts';
import { FORMAT, VERSION } from './version.ts';
import type { ItemRecord } from './record.ts';

export const LARGEST_FILE = 8 * 1024 * 1024;

/** From each version to the next. */
export const STEPS: Readonly<Record<number, (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>> = {};

const refuse = (problem: string): never => {
  throw new NotAnAssessment([problem]);
};

export function assessmentJson(assessment: Assessment): Record<string, unknown> {
  return {
    format: FORMAT,
    version: VERSION,
    id: assessment.id,
    name: assessment.name,
    named: assessment.named,
    created: assessment.created,
    packs: [...assessment.packs.values()].map((pack) => ({
      ...pack,
      items: Object.fromEntries(Object.entries(pack.items).sort(([a], [b]) => (a < b ? -1 : 1))),
    })),
    items: [...assessment.items.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map(recordJson),
  };
}

/** @throws NotAnAssessment */
export function parseAssessmentText(text: string): Assessment {
  if (text.length > LARGEST_FILE)
    refuse(`The file is ${Math.round(text.length / 1024 / 1024)} MB; an assessment is at most ${LARGEST_FILE / 1024 / 1024} MB.`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    refuse(`The file is not valid JSON, so it may have been cut off: ${(error as Error).message}`);
  }
  return parseAssessment(value);
}

/** Any version that ever shipped, as today's. @throws NotAnAssessment */
export function parseAssessment(value: unknown, steps = STEPS, newest = VERSION): Assessment {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse('The file holds no assessment: its outermost part is not an object.');
  let raw = value as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(raw, 'format') || raw['format'] !== FORMAT) refuse(`The file holds no assessment: its "format" is not "${FORMAT}".`);
  const stated = Object.hasOwn(raw, 'version') ? raw['version'] : undefined;
  if (!Number.isSafeInteger(stated) || (stated as number) < 1) refuse('The file does not say which version of the format it has.');
  if ((stated as number) > newest)
    refuse(
      `The file has version ${String(stated)} of the format; this page reads up to ${newest}. Reload the page, or export the file from the site that you use.`,
    );
  for (let version = stated as number; version < newest; version += 1) {
    const step = steps[version];
    if (!step) return refuse(`Version ${version} of the format never shipped.`);
    raw = step(raw);
  }

  const problems = new ProblemList();
  const assessment = read(raw, problems);
  problems.throwIfAny();
  return assessment!;
}

function read(value: unknown, problems: Problems): Assessment | undefined {
  const raw = fieldsOf(
    value,
    '',
    ['format', 'version', 'id', 'name', 'named', 'created', 'packs', 'items'],
    ['$schema', 'exported'],
    problems,
  );
  if (!raw) return undefined;
  const id = textOf(raw['id'], 'id', 40, problems, /^[a-z0-9]{8,40}$/, 'an id of small letters and digits');
  const name = textOf(raw['name'], 'name', LIMITS.name, problems, /\S/, 'a name');
  const named = timeOf(raw['named'], 'named', problems);
  const created = timeOf(raw['created'], 'created', problems);
  const packs = listOf(raw['packs'], 'packs', LIMITS.packs, problems, (pack, place) => parsePack(pack, place, problems));
  const items = listOf(raw['items'], 'items', LIMITS.items, problems, (item, place) => parseRecord(item, place, problems));
  if (id === undefined || name === undefined || named === undefined || created === undefined || !packs || !items) return undefined;
  return {
    id,
    name,
    named,
    created,
    packs: byKey(packs, (pack) => pack.pack, 'packs', problems),
    items: byKey(items, (item: ItemRecord) => item.code, 'items', problems),
  };
}

function byKey<T>(list: readonly T[], keyOf: (item: T) => string, place: string, problems: Problems): Map<string, T> {
  const map = new Map<string, T>();
  list.forEach((item, index) => {
    const key = keyOf(item);
    if (map.has(key)) problems.add(`${place}[${index}]`, `repeats ${key}`);
    map.set(key, item);
  });
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
