import { read, utils } from '@e965/xlsx';
import { expect, it } from 'vitest';
import { csvOf, fileNameOf, provenanceOf, workbookOf, type About, type Table } from '../../../src/exports/table.ts';

const about: About = { title: 'A test', version: '1.2.3', readOn: '2026-11-23', benchmark: 'Azure Security Benchmark v3' };
const table: Table = {
  name: 'Sheet of ours',
  columns: [
    { header: 'Name', width: 10 },
    { header: 'Count', width: 5 },
  ],
  rows: [
    ['plain', 1],
    ['with, comma and "quotes"', 2],
    ['two\nlines', -3],
    ['=HYPERLINK("http://example.org")', 4],
    ['Übergröße', 5],
  ],
};

it('a file’s name says what it is, of which version and day', () => {
  expect(fileNameOf('matrix', about, 'csv')).toBe('plumbline-matrix-1.2.3-2026-11-23.csv');
});

it('CSV quotes what needs it, disarms formulas, and keeps the source with each row', () => {
  const source = '"Plumbline 1.2.3, Azure Security Benchmark v3, facts as of 2026-11-23"';
  expect(csvOf(table, about)).toBe(
    [
      '\uFEFFName,Count,Source',
      `plain,1,${source}`,
      `"with, comma and ""quotes""",2,${source}`,
      `"two\nlines",-3,${source}`,
      `"'=HYPERLINK(""http://example.org"")",4,${source}`,
      `Übergröße,5,${source}`,
      '',
    ].join('\r\n'),
  );
});

it('a workbook holds the same rows, as another library reads them', async () => {
  const workbook = read(await workbookOf([table], about));
  expect(workbook.SheetNames).toEqual(['Sheet of ours', 'About']);
  const rows = utils.sheet_to_json(workbook.Sheets['Sheet of ours']!, { header: 1 });
  expect(rows).toEqual([['Name', 'Count'], ...table.rows]);
  expect(workbook.Sheets['Sheet of ours']!['A5']).toMatchObject({ t: 's' });
  expect(utils.sheet_to_csv(workbook.Sheets['About']!)).toContain(provenanceOf(about));
});

it('the same table gives the same bytes', async () => {
  expect(await workbookOf([table], about)).toEqual(await workbookOf([table], about));
});
