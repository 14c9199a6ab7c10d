import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessmentSchema } from '../../../schemas/assessment.ts';
import { assessmentJson, parseAssessment, parseAssessmentText } from '../../../src/checklists/assessment-file.ts';
import { NotAnAssessment } from '../../../src/checklists/problems.ts';
import { VERSION } from '../../../src/checklists/version.ts';
import { checkCodes, type CodeBook } from '../../../src/checklists/code-book.ts';
import { statusOf } from '../../../src/checklists/record.ts';
import { goodFile, HOSTILE_JSON, WRONG_CODES } from './hostile-json.ts';

const book: CodeBook = {
  services: [
    { id: 'iot-central', name: 'Azure IoT Central', code: 'IOTC', items: ['IM-1-DPA', 'NS-2-PL'] },
    { id: 'other', name: 'Another service', code: 'OTHR', items: ['NS-2-PL'] },
  ],
};
const problemsOf = (text: string): string => {
  try {
    checkCodes(parseAssessmentText(text), book, new Set(['iot-central']));
  } catch (error) {
    if (error instanceof NotAnAssessment) return error.message;
    throw error;
  }
  return '';
};

describe('a file that is no assessment is refused, and the reason is told:', () => {
  for (const { name, text, says } of [...HOSTILE_JSON, ...WRONG_CODES]) {
    test(name, () => {
      expect(problemsOf(text)).toMatch(says);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  }
  test('and there are at least 60 of them', () => expect(HOSTILE_JSON.length + WRONG_CODES.length).toBeGreaterThanOrEqual(60));
});

test('a good file is taken', () => {
  expect(problemsOf(JSON.stringify(goodFile()))).toBe('');
  expect(problemsOf(`\ufeff${JSON.stringify(goodFile())}`)).toBe('');
});

test('all problems of a file are told at once', () => {
  const file = goodFile() as { name: string; items: { status: { value: string }[]; code: string }[] };
  file.name = '';
  file.items[0]!.status[0]!.value = 'donne';
  file.items[1]!.status[0]!.value = 'blokked';
  expect(problemsOf(JSON.stringify(file)).split('\n')).toHaveLength(3);
});

test('an answer to an item that has gone since is taken, as its wording proves that it was one', () => {
  const file = goodFile() as { items: { code: string }[] };
  file.items[0]!.code = 'IOTC-IM-9-OLD';
  expect(problemsOf(JSON.stringify(file))).toBe('');
});

test('the reader and the published schema accept and refuse the same files', () => {
  const accepts = (value: unknown): boolean => {
    try {
      parseAssessment(value);
      return true;
    } catch {
      return false;
    }
  };
  // Rules that relate two places of a file are beyond a schema: digests, dots and repeats.
  const beyondSchemas =
    /digest does not fit|no item code|never seen|names another|repeats|file is \d+ MB|replicas?|1000 entries|control characters|small letters and digits|address of a pack/;
  for (const { text } of HOSTILE_JSON) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      continue;
    }
    if (text.length > 1_000_000 || beyondSchemas.test(problemsOf(text)) || text.includes('[[[[')) continue;
    expect(assessmentSchema.safeParse(value).success, text.slice(0, 200)).toBe(accepts(value));
  }
  expect(assessmentSchema.safeParse(goodFile()).success).toBe(true);

  // Any one place of a good file, with something else in it.
  const places: (string | number)[][] = [];
  const walk = (value: unknown, place: (string | number)[]): void => {
    if (place.length > 0) places.push(place);
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, [...place, Array.isArray(value) ? Number(key) : key]);
  };
  walk(goodFile(), []);
  const anything = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, '', 'x', 'done', [], {}, '2026-11-30', '2026-02-31', 'IOTC-NS-2-PL'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), anything, (place, value) => {
      const file = goodFile() as Record<string | number, unknown>;
      let inner: Record<string | number, unknown> = file;
      for (const key of place.slice(0, -1)) inner = inner[key] as Record<string | number, unknown>;
      inner[place.at(-1)!] = value;
      const problems = problemsOf(JSON.stringify(file));
      if (beyondSchemas.test(problems)) return;
      expect(assessmentSchema.safeParse(file).success, `${place.join('.')} = ${JSON.stringify(value)}: ${problems}`).toBe(accepts(file));
    }),
    { numRuns: 500 },
  );
});

describe('every version of the saved state that ever shipped can still be read:', () => {
  const folder = 'tests/fixtures/assessments';
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  test('there is a fixture of each version', () => {
    expect(files.sort()).toEqual(Array.from({ length: VERSION }, (_, index) => `v${index + 1}.json`));
  });
  for (const name of files) {
    test(name, () => {
      const assessment = parseAssessmentText(readFileSync(`${folder}/${name}`, 'utf8'));
      expect(assessment.name).toBe('Plant Munich');
      expect(statusOf(assessment.items.get('IOTC-NS-2-PL')!)).toBe('blocked');
      expect(assessmentJson(assessment)['version']).toBe(VERSION);
    });
  }
  test('a step from each version to the next is taken in turn', () => {
    const steps = {
      1: (old: Readonly<Record<string, unknown>>) => ({ ...old, name: `${String(old['name'])} (2)` }),
      2: (old: Readonly<Record<string, unknown>>) => ({ ...old, name: `${String(old['name'])} (3)` }),
    };
    expect(parseAssessment(goodFile(), steps, 3).name).toBe('Plant Munich (2) (3)');
    expect(() => parseAssessment(goodFile(), { 2: steps[2] }, 3)).toThrow('Version 1 of the format never shipped');
  });
});
