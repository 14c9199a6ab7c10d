import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { convert, findOffice, findOrInstallOffice } from '../../../scripts/office.ts';
import { mergeAssessments } from '../../../src/checklists/assessment.ts';
import { assessmentJson } from '../../../src/checklists/assessment-file.ts';
import { ProblemList } from '../../../src/checklists/problems.ts';
import { editsIn, readTable } from '../../../src/checklists/read-table.ts';
import { readWorkbook } from '../../../src/checklists/read-xlsx.ts';
import { blankRecord, change, isInConflict, rivalsOf, statusOf, textOf, type ItemRecord } from '../../../src/checklists/record.ts';
import type { Sheet } from '../../../src/checklists/sheet.ts';
import { sheetToXlsx } from '../../../src/exports/checklist/xlsx.ts';
import { item, RISKY_TEXTS, riskySheet, sheet } from '../checklists/sheet.ts';
import { record, said, wording } from '../checklists/sample.ts';

async function editsOf(bytes: Uint8Array) {
  const { tables, exported } = await readWorkbook(bytes);
  const problems = new ProblemList();
  const rows = tables.flatMap((table) => readTable(table, problems));
  problems.throwIfAny();
  return { exported, rows, edits: editsIn(rows, exported?.items, (code) => blankRecord(code), '2026-11-24T00:00:00.000Z', 'Ben') };
}

const both = ['identity', 'architecture'];
const working = (): Sheet =>
  sheet([
    {
      item: item('IOTC-NS-2-PL', 'Private endpoints', both),
      record: record('IOTC-NS-2-PL', { status: said('blocked'), note: said('Waiting'), due: said('2026-12-24'), seen: said(wording('x')) }),
    },
    { item: item('IOTC-NS-1-VNET', 'Networks', ['identity']) },
    {
      item: item('IOTC-IM-1-AAD', 'Entra', ['architecture']),
      record: record('IOTC-IM-1-AAD', { status: said('done'), seen: said(wording('x')) }),
    },
  ]);

describe('a workbook as we write it', () => {
  test('comes back without a single edit, and with every answer', async () => {
    for (const exported of [working(), riskySheet()]) {
      const back = await editsOf(await sheetToXlsx(exported));
      expect(back.edits.size).toBe(0);
      expect(assessmentJson(back.exported!)['items']).toEqual(assessmentJson(exported.assessment)['items']);
    }
  });

  test('is the same, byte by byte, when it is written again', async () => {
    expect(Buffer.from(await sheetToXlsx(working())).equals(Buffer.from(await sheetToXlsx(working())))).toBe(true);
  });

  test('has a sheet a role, a summary that counts with formulas, and nothing that is a formula elsewhere', async () => {
    const workbook = read(await sheetToXlsx(riskySheet()), { cellFormula: true, cellStyles: true });
    expect(workbook.SheetNames).toEqual(['Summary', 'Identity and key management', 'plumbline']);
    const formulas = workbook.SheetNames.map(
      (name) =>
        Object.entries(workbook.Sheets[name]!).filter(([at, cell]) => !at.startsWith('!') && (cell as { f?: string }).f !== undefined)
          .length,
    );
    expect(formulas).toEqual([7, 0, 0]);
    const notes = utils
      .sheet_to_json<Record<string, string>>(workbook.Sheets['Identity and key management']!)
      .map((row) => row['Evidence note']);
    expect(notes.map((note) => note!.replace(/\r\n?/g, '\n'))).toEqual(RISKY_TEXTS.map((text) => text.replace(/\r\n?/g, '\n')));
  });

  test('offers the words of the status, filters, keeps its head in view and on each printed sheet', async () => {
    const { files } = read(await sheetToXlsx(working()), { bookFiles: true }) as unknown as {
      files: Readonly<Record<string, { readonly content: Uint8Array }>>;
    };
    const xml = (file: string) => Buffer.from(files[file]!.content).toString();
    // The first sheet is the summary; after it comes one a role.
    const role = xml('xl/worksheets/sheet2.xml');
    expect(role).toMatch(/<dataValidation[^>]*type="list"/);
    expect(role).toContain('Open,Done,Not needed,Risk accepted,Blocked');
    expect(role).toMatch(/<autoFilter ref="A1:[A-Z]+\d+"/);
    expect(role).toMatch(/<pane [^>]*state="frozen"/);
    expect(role).toMatch(/<pageSetup [^>]*orientation="landscape"/);
    expect(xml('xl/workbook.xml')).toContain('_xlnm.Print_Titles');
  });

  test('names what is on the screen in its order, and says which filters are in force', async () => {
    const workbook = read(await sheetToXlsx({ ...working(), filters: 'Blocked, Open' }));
    const codes = utils.sheet_to_json<Record<string, string>>(workbook.Sheets['Identity and key management']!).map((row) => row['Code']);
    expect(codes).toEqual(['IOTC-NS-2-PL', 'IOTC-NS-1-VNET']);
    const facts = utils.sheet_to_json<string[]>(workbook.Sheets['Summary']!, { header: 1 });
    expect(Object.fromEntries(facts.slice(0, 6) as [string, string][])).toMatchObject({
      Shown: 'Blocked, Open',
      Assessment: 'Plant Munich',
    });
    expect(String(facts[4])).toContain(working().digest);
  });

  test('is refused with a reason where it was cut off, protected, emptied or blown up', async () => {
    const good = await sheetToXlsx(working());
    const bomb = new Uint8Array(good);
    // The central directory's first entry claims four gigabytes.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    let at = bomb.length - 22;
    while (view.getUint32(at, true) !== 0x06054b50) at -= 1;
    view.setUint32(view.getUint32(at + 16, true) + 24, 0xfffffff0, true);
    const failing: [Uint8Array, RegExp][] = [
      [good.slice(0, good.length >> 1), /cut off/],
      [good.slice(0, 40), /cut off/],
      [new Uint8Array(22), /cut off/],
      [bomb, /far larger/],
      [good.map((byte, index) => (index > 60 && index < 400 ? byte ^ 0x5a : byte)), /no workbook|cut off|no sheet/],
    ];
    for (const [bytes, reason] of failing) await expect(readWorkbook(bytes)).rejects.toThrow(reason);
  });
});

test('one item in two sheets: an edit in one of them counts, and two that differ are both kept', () => {
  const base = new Map([['IOTC-NS-2-PL', working().rows[0]!.record]]);
  const row = (answers: Record<string, string>) => ({ code: 'IOTC-NS-2-PL', answers, mark: undefined });
  const edit = (...rows: ReturnType<typeof row>[]): ItemRecord => {
    const { change: said2, known } = editsIn(rows, base, (code) => base.get(code)!, '2026-11-24T00:00:00.000Z', 'Ben').get('IOTC-NS-2-PL')!;
    return change(base.get('IOTC-NS-2-PL')!, said2, 'table', known);
  };
  expect(statusOf(edit(row({ status: 'blocked' }), row({ status: 'done' })))).toBe('done');
  expect(rivalsOf(edit(row({ note: 'A' }), row({ note: 'B' })), 'note')).toHaveLength(2);
});

const SECOND_SHEET = /<table:table table:name="Identity[^]*?<\/table:table>/;
const AFTER_SUMMARY = /<table:table table:name="Identity[^]*$/;

describe('a workbook that LibreOffice has changed', () => {
  const isCi = process.env.CI !== undefined;
  let office = '';
  beforeAll(async () => {
    if (isCi || findOffice() !== undefined || process.getuid?.() === 0) office = await findOrInstallOffice();
  }, 600_000);
  const folder = (): string => {
    mkdirSync('.cache', { recursive: true });
    return mkdtempSync(path.join('.cache', 'office-test-'));
  };

  /** LibreOffice reads our workbook, an edit is made in its own format, and it writes a workbook again. */
  async function throughOffice(exported: Sheet, edit: (xml: string) => string): Promise<Uint8Array> {
    const file = path.join(folder(), 'list.xlsx');
    writeFileSync(file, await sheetToXlsx(exported));
    const flat = convert(office, file, 'fods');
    writeFileSync(flat, edit(readFileSync(flat, 'utf8')));
    return readFileSync(convert(office, flat, 'xlsx'));
  }

  test('brings its edits back, and loses nothing else', { timeout: 180_000 }, async ({ skip }) => {
    if (office === '') skip('LibreOffice is not installed here');
    const exported = working();
    const bytes = await throughOffice(exported, (xml) => {
      // In the first sheet that has them: a status, a note in three lines, a date.
      const edited = xml
        .replace(SECOND_SHEET, (part) => part.replace('<text:p>Blocked</text:p>', '<text:p>Done</text:p>'))
        .replace(
          /<text:p>Waiting<\/text:p>/,
          '<text:p>=1+1 is what they said</text:p><text:p>&lt;b&gt;second&lt;/b&gt;</text:p><text:p>third</text:p>',
        )
        .replace('office:date-value="2026-12-24"', 'office:date-value="2027-01-15"');
      expect(edited).not.toBe(xml);
      return edited;
    });
    const { exported: base, edits } = await editsOf(bytes);
    expect(assessmentJson(base!)['items']).toEqual(assessmentJson(exported.assessment)['items']);
    expect([...edits.keys()]).toEqual(['IOTC-NS-2-PL']);
    const { change: said2, known } = edits.get('IOTC-NS-2-PL')!;
    const theirs = change(base!.items.get('IOTC-NS-2-PL')!, said2, 'table', known);
    expect(statusOf(theirs)).toBe('done');
    expect(textOf(theirs, 'note')).toBe('=1+1 is what they said\n<b>second</b>\nthird');
    expect(textOf(theirs, 'due')).toBe('2027-01-15');

    // Meanwhile, on the page, somebody else answered the same item.
    const ours = {
      ...exported.assessment,
      items: new Map([['IOTC-NS-2-PL', change(exported.rows[0]!.record, { status: said('not-needed', 'Chris', 40) }, 'page')]]),
    };
    const { merged } = mergeAssessments(ours, { ...base!, items: new Map([['IOTC-NS-2-PL', theirs]]) });
    expect(isInConflict(merged.items.get('IOTC-NS-2-PL')!)).toBe(true);
    expect(
      rivalsOf(merged.items.get('IOTC-NS-2-PL')!, 'status')
        .map((version) => version.value)
        .sort(),
    ).toEqual(['done', 'not-needed']);
    expect(textOf(merged.items.get('IOTC-NS-2-PL')!, 'note')).toContain('second');
  });

  test('brings every risky text back as text', { timeout: 180_000 }, async ({ skip }) => {
    if (office === '') skip('LibreOffice is not installed here');
    const { edits } = await editsOf(await throughOffice(riskySheet(), (xml) => xml));
    expect([...edits].map(([code, { change: said2 }]) => [code, said2])).toEqual([]);
  });

  test('counts in its summary what the sheets say', { timeout: 180_000 }, async ({ skip }) => {
    if (office === '') skip('LibreOffice is not installed here');
    const bytes = await throughOffice(working(), (xml) =>
      xml
        .replace(AFTER_SUMMARY, (part) => part.replaceAll('<text:p>Blocked</text:p>', '<text:p>Risk accepted</text:p>'))
        // Without the results that we wrote, LibreOffice has to count for itself.
        .replace(/(table:formula="[^"]*")[^>]*>\s*<text:p>[^<]*<\/text:p>/g, '$1>'),
    );
    const rows = utils.sheet_to_json<(string | number)[]>(read(bytes).Sheets['Summary']!, { header: 1 });
    const at = rows.findIndex((row) => row[0] === 'Role');
    expect(rows[at]).toEqual(['Role', 'Items', 'Open', 'Done', 'Not needed', 'Risk accepted', 'Blocked', 'Settled']);
    expect(rows.slice(at + 1, at + 3)).toEqual([
      ['Identity and key management', 2, 1, 0, 0, 1, 0, 0.5],
      ['Infrastructure and endpoint security / architecture', 2, 0, 1, 0, 1, 0, 1],
    ]);
  });
});
