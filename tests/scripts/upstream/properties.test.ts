import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LockRow } from '../../../schemas/lock.ts';
import { foldSpace } from '../../../src/catalog/upstream-text.ts';
import { classifyRows } from '../../../scripts/upstream/classify.ts';
import { lineDiff } from '../../../scripts/upstream/line-diff.ts';
import { readServiceWorkbook } from '../../../scripts/upstream/service-workbook.ts';
import { withFacts } from '../../../scripts/upstream/service-file.ts';
import { serviceSlug } from '../../../scripts/upstream/workbook-kind.ts';
import { writeServiceWorkbook, type WorkbookFacts } from '../../../scripts/upstream/write-workbook.ts';
import { slugSchema } from '../../../schemas/common.ts';
import { serviceSchema, type EntryFacts } from '../../../schemas/service.ts';
import { parse } from 'yaml';
import { FEATURE_ROWS, rawParts, sheetXml, workbook, zip } from './support.ts';

const RUNS = { numRuns: 150, seed: 20_261_123 };

/** Text as it may stand in a cell: anything that XML can carry, on one line, not empty. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((value) => foldSpace(value.replace(/[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu, ' ').replace(/[\uD800-\uDFFF]/gu, '')))
  .filter((value) => value !== '' && !/^#/.test(value) && !/_x[\dA-Fa-f]{4}_/.test(value));
const reference = fc.record({
  title: text.filter((title) => !title.endsWith(':')),
  url: fc.webPath().map((path) => `https://learn.microsoft.com/x${encodeURI(path)}`),
});
const state = fc.constantFrom<EntryFacts['supported']>(true, false, 'not-applicable');
const row = fc.record({
  domain: text,
  control: text,
  title: text,
  feature: text,
  supported: state,
  enabledByDefault: state,
  responsibility: fc.constantFrom<EntryFacts['responsibility']>('customer', 'microsoft', 'shared', 'not-applicable'),
  references: fc.array(reference, { maxLength: 3 }),
});
const facts: fc.Arbitrary<WorkbookFacts> = fc.record({
  modified: fc.constant('2024-02-29'),
  profile: fc.record({
    categories: fc.array(
      text.filter((value) => !value.includes(',')),
      { maxLength: 3 },
    ),
    hostAccess: fc.constantFrom('no-access' as const, 'read-only' as const, 'full-access' as const, 'unknown' as const),
    deployableInVirtualNetwork: fc.constantFrom(true, false, 'unknown' as const),
    storesContentAtRest: fc.constantFrom(true, false, 'unknown' as const),
  }),
  rows: fc.array(row, { minLength: 1, maxLength: 12 }).map((rows) => rows.map((item, index) => ({ ...item, row: index + 2 }))),
});

describe('whatever the facts', { timeout: 60_000 }, () => {
  it('a workbook carries them there and back', async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (given) => {
        const read = await readServiceWorkbook('made-up.xlsx', Buffer.from(await writeServiceWorkbook(given)));
        expect(read.findings).toEqual([]);
        expect({
          modified: read.facts!.modified,
          profile: read.facts!.profile,
          rows: read.facts!.rows.map(({ text: _text, ...rest }) => rest),
        }).toEqual(given);
      }),
      RUNS,
    );
  });

  it('a service file carries them, and takes them a second time without a change', () => {
    fc.assert(
      fc.property(
        facts,
        fc.array(fc.constantFrom('azure-private-link', 'azure-backup', 'service-principals', 'edr-solution'), { maxLength: 4 }),
        ({ profile, rows }, features) => {
          const entries = new Map<string, EntryFacts>();
          for (const [index, feature] of features.entries()) {
            const { supported, enabledByDefault, responsibility, references } = rows[index % rows.length]! as EntryFacts;
            entries.set(feature, { supported, enabledByDefault, responsibility, references });
          }
          const setAside = rows.map(({ domain: _domain, title: _title, ...rest }) => ({ ...rest, reason: 'unknown-feature' as const }));
          const written = withFacts(undefined, { name: 'A: b', code: 'AB' }, { profile, entries, setAside });
          const data = serviceSchema.parse(parse(written));
          expect({ profile: data.profile, entries: data.entries, setAside: data.setAside }).toEqual({
            profile,
            entries: Object.fromEntries(entries),
            setAside,
          });
          expect(withFacts(written, { name: 'Other', code: 'XX' }, { profile, entries, setAside })).toBe(written);
        },
      ),
      RUNS,
    );
  });

  it('every row becomes an entry or is set aside, and none both', () => {
    const words = fc.constantFrom('A', 'B', 'No Related Feature', 'None');
    const lockRow = fc.record({ feature: words, control: fc.constantFrom('NS-1', 'NS-2', 'None', 'ZZ-9'), supported: fc.constantFrom<LockRow['supported']>(true, 'no-related-feature') }).map((some): LockRow => ({
      row: 2, domain: '', title: '', enabledByDefault: false, responsibility: 'customer', references: [], text: '0'.repeat(16), ...some,
    })); // prettier-ignore
    fc.assert(
      fc.property(fc.array(lockRow, { maxLength: 30 }), (rows) => {
        const { entries, setAside } = classifyRows(rows, [{ id: 'a', name: 'A', control: 'NS-1' }, { id: 'b', name: 'B', control: 'NS-2' }], new Set(['NS-1', 'NS-2'])); // prettier-ignore
        expect(new Set([...entries.values(), ...setAside.map((aside) => aside.row)]).size).toBe(rows.length);
        expect(entries.size + setAside.length).toBe(rows.length);
      }),
      RUNS,
    );
  });
});

describe('whatever the bytes', { timeout: 60_000 }, () => {
  it('reading ends in a finding, never in an exception', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc.uint8Array({ maxLength: 300 }).map((tail) => Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), tail])),
      fc.uint8Array({ maxLength: 300 }).map((middle) => Buffer.concat([zip([{ name: 'a', data: Buffer.from(middle) }]), middle])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        const read = await readServiceWorkbook('made-up.xlsx', Buffer.from(given));
        expect(read.facts).toBeUndefined();
        expect(read.findings.length).toBeGreaterThan(0);
      }),
      { ...RUNS, numRuns: 500 },
    );
  });

  it('and XML of any shape in a sheet', async () => {
    const piece = fc.constantFrom(
      '<row>',
      '</row>',
      '<c r="A1">',
      '<c r="B2" t="s">',
      '</c>',
      '<v>',
      '</v>',
      '1',
      '<is><t>',
      '</t></is>',
      'True',
      '&amp;',
      '&#0;',
      '&#xD800;',
      '<f>',
      '</f>',
      '<sheetData>',
      '</sheetData>',
      '<!--',
      ']]>',
      '"',
      "'",
      '<t xml:space="preserve"/>',
      'NS-2',
      '<mergeCell ref="A1:B2"/>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const read = await readServiceWorkbook(
          'made-up.xlsx',
          zip(rawParts({ features: sheetXml(FEATURE_ROWS).replace('</sheetData>', `${pieces.join('')}</sheetData>`) })),
        );
        if (!read.facts) expect(read.findings[0]!.fix).toBeTruthy();
      }),
      RUNS,
    );
  });

  it('and values of any kind in any cell', async () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      text,
      fc.date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 11 }), value, async (at, column, given) => {
        const features = FEATURE_ROWS.map((cells, index) =>
          index === at ? cells.map((cell, place) => (place === column ? given : cell)) : cells,
        );
        const read = await readServiceWorkbook('made-up.xlsx', await workbook({ features }));
        if (!read.facts) expect(read.findings.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});

describe('whatever the name of a file', () => {
  it('its service’s id is a slug, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (name) => serviceSlug(`${name}.xlsx`) === '' || slugSchema.safeParse(serviceSlug(`${name}.xlsx`)).success),
      RUNS,
    );
  });
});

describe('whatever two texts differ in', () => {
  it('the lines that stay and the lines that go are the text before, those that come and stay the text after', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'));
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after, 1_000);
        if (before === after) expect(diff).toEqual([]);
        else {
          expect(
            diff
              .filter((line) => !line.startsWith('+'))
              .map((line) => line.slice(1))
              .join('\n'),
          ).toBe(before);
          expect(
            diff
              .filter((line) => !line.startsWith('-'))
              .map((line) => line.slice(1))
              .join('\n'),
          ).toBe(after);
        }
      }),
      RUNS,
    );
  });
});
