import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetToCsv } from '../../../src/exports/checklist/csv.ts';
import { sheetToMarkdown } from '../../../src/exports/checklist/markdown.ts';
import { sheetToJson } from '../../../src/exports/checklist/json.ts';
import { assessmentSchema } from '../../../schemas/assessment.ts';
import { parseAssessmentText } from '../../../src/checklists/assessment-file.ts';
import { LABEL_OF_FIELD } from '../../../src/checklists/labels.ts';
import { markOf, parseMark } from '../../../src/checklists/mark.ts';
import { ProblemList } from '../../../src/checklists/problems.ts';
import { readCsv } from '../../../src/checklists/read-csv.ts';
import { editsIn, readTable } from '../../../src/checklists/read-table.ts';
import { blankRecord, change, rivalsOf, textOf, versionsOf } from '../../../src/checklists/record.ts';
import { fromSafeCell, safeCell } from '../../../src/checklists/safe-cell.ts';
import { item, RISKY_TEXTS, riskySheet, sheet } from '../checklists/sheet.ts';
import { record, said } from '../checklists/sample.ts';

const tableOf = (csv: string) => ({ name: '', rows: readCsv(csv) });
const columnOf = (rows: readonly (readonly string[])[], name: string) => rows.slice(1).map((row) => row[rows[0]!.indexOf(name)]!);

test('no cell begins as a formula does, and each comes back as it was', () => {
  for (const text of RISKY_TEXTS) {
    expect(safeCell(text)).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
    expect(fromSafeCell(safeCell(text))).toBe(text);
  }
  fc.assert(fc.property(fc.string(), (text) => fromSafeCell(safeCell(text)) === text));
  const csv = sheetToCsv(riskySheet());
  expect(csv).not.toMatch(/(^|,)"[=+\-@\t\r]/m);
  expect(columnOf(readCsv(csv), 'Evidence note')).toEqual(RISKY_TEXTS);
});

test('any cells come back from CSV, also when a program has saved it with semicolons', () => {
  const cells = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  for (const mark of [',', ';', '\t']) {
    fc.assert(
      fc.property(cells, (rows) => {
        const even = rows.map((row) => [...row, '', '', '', ''].slice(0, 4));
        const text = [['Code', 'Status', 'Owner', 'Due'], ...even]
          .map((row) => row.map((cell) => `"${safeCell(cell).replaceAll('"', '""')}"`).join(mark))
          .join('\r\n');
        expect(readCsv(`${text}\r\n`)).toEqual([['Code', 'Status', 'Owner', 'Due'], ...even]);
      }),
    );
  }
});

test('a mark comes back from its text', () => {
  const answered = record('IOTC-NS-2-PL', { status: said('done'), replica: 'aaaa' }, { note: said('x'), replica: 'bbbb1234' });
  expect(parseMark(markOf(answered))!.clock).toEqual(answered.clock);
  expect(parseMark('tampered')).toBeUndefined();
});

const two = () =>
  sheet([
    { item: item('IOTC-NS-2-PL', 'Private endpoints'), record: record('IOTC-NS-2-PL', { status: said('blocked'), note: said('Waiting') }) },
    { item: item('IOTC-NS-1-VNET', 'Networks') },
  ]);

test('a table that comes back as it went says nothing', () => {
  const exported = two();
  const rows = readTable(tableOf(sheetToCsv(exported)), new ProblemList());
  expect(rows).toHaveLength(2);
  const later = (code: string) =>
    change(exported.rows.find((row) => row.item.code === code)!.record, { status: said('done', 'Ben', 50) }, 'later');
  expect(editsIn(rows, undefined, later, '', '').size, 'not even where the page has moved on').toBe(0);
});

test('an edited cell is an answer; what changed on the page meanwhile stays beside it', () => {
  const exported = two();
  const rows = readTable(
    tableOf(sheetToCsv(exported).replace('"Waiting"', '"Approved today"').replace('"Blocked"', '"done"')),
    new ProblemList(),
  );
  const meanwhile = change(exported.rows[0]!.record, { note: said('Still waiting', 'Ben', 50) }, 'later');
  const edits = editsIn(
    rows,
    undefined,
    (code) => (code === 'IOTC-NS-2-PL' ? meanwhile : blankRecord(code)),
    '2026-11-24T00:00:00.000Z',
    'Ana',
  );
  const { change: said2, known } = edits.get('IOTC-NS-2-PL')!;
  const merged = change(meanwhile, said2, 'table', known);
  expect(versionsOf(merged, 'status').map((version) => version.value)).toEqual(['done']);
  expect(rivalsOf(merged, 'note').map((version) => version.value)).toEqual(['Still waiting', 'Approved today']);
});

test('a table with mistakes names each of them by row and column', () => {
  const problems = new ProblemList();
  const csv = [
    'Code,Status,Owner,Due,Evidence note,Evidence link',
    'IOTC-NS-2-PL,Donne,Ana,,,',
    'IOTC-NS-2-PL,Done,Ana,,,',
    'iotc-ns,Done,,,,',
    ',Done,,,,',
    'IOTC-NS-1-VNET,Done,,31/12/2026,,',
    `IOTC-NS-1-NSG,Done,${'x'.repeat(201)},,,`,
  ].join('\n');
  readTable(tableOf(csv), problems);
  expect(problems.found).toMatchInlineSnapshot(`
    [
      "row 2, Status is "Donne"; it is one of open, done, not-needed, risk-accepted, blocked",
      "row 3 repeats IOTC-NS-2-PL of row 2",
      "row 4, Code is "iotc-ns"; an item code such as IOTC-NS-2-PL is wanted",
      "row 5, Code is empty; an item code such as IOTC-NS-2-PL is wanted",
      "row 6, Due is "31/12/2026"; a date such as 2026-11-30 is wanted",
      "row 7, Owner is 201 characters long; 200 are allowed",
    ]
  `);
  const none = new ProblemList();
  readTable(tableOf('a,b\n1,2\n'), none);
  expect(none.found[0]).toContain('no table with the columns “Code” and “Status”');
  expect(() => readCsv('Code,Status\n"IOTC')).toThrow('cut off');
  expect(() => readCsv('Code,Status\n"IOTC"x,Done')).toThrow('after the quotes');
  expect(Object.values(LABEL_OF_FIELD)).toContain('Status');
});

test('in Markdown, what people typed stays text, and done items are ticked', () => {
  const text = sheetToMarkdown(
    sheet([
      {
        item: item('IOTC-NS-2-PL', 'Private endpoints'),
        record: record('IOTC-NS-2-PL', {
          status: said('done'),
          note: said('- [x] fake\n# head\n<b>x</b> @ana #12 `code` [a](javascript:x)'),
          owner: said('*Ana*'),
        }),
      },
      { item: item('IOTC-NS-1-VNET', 'Networks') },
    ]),
  );
  expect(text).toMatchInlineSnapshot(`
    "# Azure IoT Central: Identity &#38; keys

    Assessment: Plant Munich. 1 of 2 items settled.

    Exported 2026-11-23 14:30 UTC by Ana from <http://localhost:4321/checklists/iot-central/>. Plumbline 0.1.0, facts as of 2026-11-23, digest af6f8acd959c.

    ## Network Security

    - [x] **IOTC-NS-2-PL** Private endpoints
      - Configure: Do Private endpoints
      - Confirm: Look at Private endpoints
      - Status: Done; owner \\*Ana\\*; answered 2026-11-23 by Ana
      - Evidence:
        > \\- \\[x\\] fake
        > &#35; head
        > &#60;b&#62;x&#60;/b&#62; &#64;ana &#35;12 \\\`code\\\` \\[a\\](javascript:x)
      - Reference: A page <https://example.org/page>
    - [ ] **IOTC-NS-1-VNET** Networks
      - Configure: Do Networks
      - Confirm: Look at Networks
      - Status: Open
      - Reference: A page <https://example.org/page>
    "
  `);
});

test('the assessment file says what was on the screen, fits its schema and reads back', () => {
  const exported = riskySheet();
  const text = sheetToJson(exported);
  expect(assessmentSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
  expect((JSON.parse(text) as { exported: { codes: string[] } }).exported.codes).toEqual(exported.rows.map((row) => row.item.code));
  const back = parseAssessmentText(text);
  expect([...back.items.values()].map((each) => textOf(each, 'note')).sort()).toEqual([...RISKY_TEXTS].sort());
});
