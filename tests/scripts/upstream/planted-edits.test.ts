import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LockRow } from '../../../schemas/lock.ts';
import { buildCatalog } from '../../../src/catalog/build-catalog.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import { crosscheck } from '../../../scripts/checks/crosscheck.ts';
import { readContent, type Content } from '../../../scripts/content/read-content.ts';
import { ROOT } from '../../../scripts/site/project.ts';
import { readServiceWorkbook } from '../../../scripts/upstream/service-workbook.ts';
import { workbookFacts, writeServiceWorkbook, type WorkbookFacts } from '../../../scripts/upstream/write-workbook.ts';
import { withServices, withText } from '../checks/edited-content.ts';
import { randomNumbers } from './random.ts';

/** 500 edits, each alone: 250 in the content's text, 250 in workbooks that are written and read again. */
const ROUNDS = 5;
const EACH = 50;
const TODAY = '2026-11-23';

let content: Content;
let catalog: Catalog;
beforeAll(() => {
  content = readContent(ROOT);
  catalog = buildCatalog(content.records);
}, 60_000);

type Random = ReturnType<typeof randomNumbers>;
const WORDS = {
  supported: [true, false, 'not-applicable'],
  enabledByDefault: [true, false, 'not-applicable'],
  responsibility: ['customer', 'microsoft', 'shared', 'not-applicable'],
} as const;
const FIELDS = Object.keys(WORDS) as (keyof typeof WORDS)[];
const another = <T>(random: Random, words: readonly T[], value: T): T => random.pick(words.filter((word) => word !== value));

interface Expected {
  readonly file: string;
  /** Part of the message. */
  readonly says: string;
  readonly line?: number;
  readonly kind: string;
}

/** What the cross-check names: the differences, and deviations that no longer hold; never more than one for one edit. */
const named = ({ differences, notes }: ReturnType<typeof crosscheck>) => [
  ...differences.map((item) => ({ ...item, kind: item.kind })),
  ...notes.filter(({ rule }) => rule === 'deviation').map((item) => ({ ...item, kind: item.rule })),
];

function expectOne(found: ReturnType<typeof named>, { file, says, line, kind }: Expected, edit: string): void {
  expect(
    found.map((item) => item.message),
    edit,
  ).toHaveLength(1);
  expect({ file: found[0]!.file, kind: found[0]!.kind, ...(line === undefined ? {} : { line: found[0]!.line }) }, edit).toEqual({
    file,
    kind,
    ...(line === undefined ? {} : { line }),
  });
  expect(found[0]!.message, edit).toContain(says);
}

describe('an edit in the content', { timeout: 60_000 }, () => {
  it.each(Array.from({ length: ROUNDS }, (_, seed) => seed))('is named at its line, fifty times over (seed %i)', (seed) => {
    const random = randomNumbers(seed);
    for (let round = 0; round < EACH; round++) {
      const service = random.pick(catalog.services);
      const alone = withServices(content, [service.id]);
      const { file, text, expected, edit } = random.pick([valueInContent, entryGone, asideGone, titleInContent])(random, service);
      expectOne(
        named(crosscheck(withText(alone, file, text), { upstream: alone.records.lock, whole: true, today: TODAY })),
        expected,
        edit,
      );
    }
  });
});

type Service = Catalog['services'][number];
interface Planted {
  readonly file: string;
  readonly text: string;
  readonly edit: string;
  readonly expected: Expected;
}

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function valueInContent(random: Random, service: Service): Planted {
  const entry = random.pick(service.entries);
  const field = random.pick(FIELDS);
  const text = textOf(service.file);
  const value = another<string | boolean>(random, WORDS[field], entry[field]);
  const from = text.indexOf(`\n  ${entry.feature.id}:\n`);
  const at = text.indexOf(`    ${field}: `, from);
  const end = text.indexOf('\n', at);
  const line = lineOf(text, at);
  return {
    file: service.file,
    text: `${text.slice(0, at)}    ${field}: ${String(value)}${text.slice(end)}`,
    edit: `${service.id} ${entry.feature.id} ${field}: ${String(entry[field])} → ${String(value)}`,
    expected: { file: service.file, line, kind: field, says: `row ${entry.source!.row}, ` },
  };
}

function entryGone(random: Random, service: Service): Planted {
  const entry = random.pick(service.entries);
  const text = textOf(service.file);
  const at = text.indexOf(`\n  ${entry.feature.id}:\n`) + 1;
  const rest = text.slice(at).split('\n');
  const length = rest.findIndex((line, index) => index > 0 && !line.startsWith('    '));
  return {
    file: service.file,
    text: text.slice(0, at) + rest.slice(length).join('\n'),
    edit: `${service.id} ${entry.feature.id} gone`,
    expected: { file: service.file, kind: 'missing entry', says: `row ${entry.source!.row})` },
  };
}

/** Where a service has no row set aside, one of its own is made up instead. */
function asideGone(random: Random, service: Service): Planted {
  const text = textOf(service.file);
  const head = text.indexOf('\nsetAside:\n');
  if (head < 0) {
    const entry = random.pick(service.entries);
    const made = `  - row: ${entry.source!.row}\n    feature: ${entry.feature.name}\n    control: ${entry.control.id}\n    reason: duplicate\n    supported: true\n    enabledByDefault: false\n    responsibility: customer\n`;
    const at = text.indexOf('\npolicies:\n') + 1 || text.length;
    return {
      file: service.file,
      text: `${text.slice(0, at)}setAside:\n${made}${text.slice(at)}`,
      edit: `${service.id} a row set aside that is none`,
      expected: { file: service.file, line: lineOf(text, at) + 1, kind: 'extra row', says: entry.feature.name },
    };
  }
  const items = text.slice(head + 11).split(/(?=^ {2}- row: )/m);
  const index = random.below(items.length);
  // The keys of other fields may follow the last item.
  const item = /^ {2}- row: (\d+)\n(?: {4}.*\n)*/.exec(items[index]!)!;
  const doubled = random.below(2) === 0;
  const changed = items.with(index, (doubled ? item[0] + item[0] : '') + items[index]!.slice(item[0].length));
  const left = changed.join('');
  return {
    file: service.file,
    text: text.slice(0, head) + (left === '' ? '\n' : `\nsetAside:${/^ {2}- /.test(left) ? '' : ' []'}\n${left}`),
    edit: `${service.id} row ${item[1]!} ${doubled ? 'doubled' : 'gone'}`,
    expected: {
      file: service.file,
      kind: doubled ? 'extra row' : 'unaccounted row',
      says: doubled ? 'no such row' : `row ${item[1]!}; reason`,
    },
  };
}

function titleInContent(random: Random): Planted {
  const control = random.pick(catalog.controls.filter(({ deviations }) => deviations.length === 0));
  const text = textOf(control.file);
  return {
    file: control.file,
    text: text.replace(/^title: .*$/m, 'title: Something else'),
    edit: `${control.id} title`,
    expected: {
      file: control.file,
      line: 2,
      kind: 'title',
      says: `upstream says "${control.title}" (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row ${control.source!.row}`,
    },
  };
}

describe('an edit in a workbook', { timeout: 60_000 }, () => {
  it.each(Array.from({ length: ROUNDS }, (_, seed) => seed))(
    'is named with its sheet and row, fifty times over (seed %i)',
    async (seed) => {
      const random = randomNumbers(100 + seed);
      for (let round = 0; round < EACH; round++) {
        const service = random.pick(catalog.services);
        const alone = withServices(content, [service.id]);
        const { facts, expected, edit } = random.pick([valueInWorkbook, rowDropped, rowDoubled, titleInWorkbook])(
          random,
          service,
          workbookFacts(service, catalog),
        );
        const read = await readServiceWorkbook(service.workbook!.file, Buffer.from(await writeServiceWorkbook(facts)));
        expect(read.findings, edit).toEqual([]);
        const upstream = { services: { [service.id]: read.facts! }, benchmark: alone.records.lock.benchmark };
        const found = named(crosscheck(alone, { upstream, lock: alone.records.lock, whole: true, today: TODAY }));
        expectOne(found, expected, edit);
        if ('state' in found[0]!) expect(found[0].state, edit).toBe('upstream-moved');
      }
    },
  );
});

interface Bent {
  readonly facts: WorkbookFacts;
  readonly edit: string;
  readonly expected: Expected;
}
type Row = Omit<LockRow, 'text'>;

const isEntry = (service: Service, row: Row): boolean => service.entries.some(({ source }) => source!.row === row.row);
const numbered = (rows: readonly Row[]): Row[] => rows.map((row, index) => ({ ...row, row: index + 2 }));

function valueInWorkbook(random: Random, service: Service, facts: WorkbookFacts): Bent {
  const row = random.pick(facts.rows.filter(({ feature }) => feature !== 'No Related Feature'));
  const field = random.pick(FIELDS);
  const value = another<unknown>(random, WORDS[field], row[field]);
  const rows = facts.rows.map((item) => (item === row ? { ...item, [field]: value } : item)) as Row[];
  return {
    facts: { ...facts, rows },
    edit: `${service.id} row ${row.row} ${field}: ${String(row[field])} → ${String(value)}`,
    expected: { file: service.file, kind: isEntry(service, row) ? field : `set aside: ${field}`, says: `Feature Summary, row ${row.row}` },
  };
}

function rowDropped(random: Random, service: Service, facts: WorkbookFacts): Bent {
  const row = random.pick(facts.rows);
  const entry = isEntry(service, row);
  // Where a workbook repeats the very same facts, it is the repetition that is missed, whichever row went.
  const repetition = facts.rows.some(
    (item) =>
      item !== row && item.feature === row.feature && item.control === row.control && FIELDS.every((field) => item[field] === row[field]),
  );
  return {
    facts: { ...facts, rows: numbered(facts.rows.filter((item) => item !== row)) },
    edit: `${service.id} row ${row.row} (${row.feature}) dropped`,
    expected: { file: service.file, kind: entry && !repetition ? 'extra entry' : 'extra row', says: row.feature },
  };
}

function rowDoubled(random: Random, service: Service, facts: WorkbookFacts): Bent {
  const row = random.pick(facts.rows);
  const rows = facts.rows.flatMap((item) => (item === row ? [item, item] : [item]));
  return {
    facts: { ...facts, rows: numbered(rows) },
    edit: `${service.id} row ${row.row} (${row.feature}) doubled`,
    expected: { file: service.file, kind: 'unaccounted row', says: row.feature },
  };
}

function titleInWorkbook(random: Random, service: Service, facts: WorkbookFacts): Bent {
  const row = random.pick(facts.rows.filter(({ control }) => control !== 'None'));
  const control = catalog.controls.find(({ id }) => id === row.control)!;
  const deviates = control.deviations.some(({ from }) => from === 'service-workbooks');
  return {
    facts: { ...facts, rows: facts.rows.map((item) => (item === row ? { ...item, title: 'Something else' } : item)) },
    edit: `${service.id} row ${row.row} title`,
    expected: deviates
      ? { file: control.file, kind: 'deviation', says: 'upstream has "Something else"' }
      : {
          file: control.file,
          line: 2,
          kind: 'title',
          says: `"Something else" (${service.workbook!.file}, Feature Summary, row ${row.row})`,
        },
  };
}
