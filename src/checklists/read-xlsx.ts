import { readXlsx } from 'hucre/xlsx';
import { parseAssessmentText } from './assessment-file.ts';
import type { Assessment } from './assessment.ts';
import { HIDDEN_SHEET } from './hidden-sheet.ts';
import type { Table } from './read-table.ts';

/** The tables of a workbook, and the answers as they were when it was exported, where it still has them. */
export interface WorkbookTables {
  readonly tables: readonly Table[];
  readonly exported: Assessment | undefined;
}

const MOST_BYTES_INFLATED = 64 * 1024 * 1024;
const MOST_PARTS = 300;
const MOST_ROWS = 10_001;
const MOST_SHEETS = 60;

/** @throws with what is wrong with the file */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookTables> {
  checkSizes(bytes);
  let workbook: Awaited<ReturnType<typeof readXlsx>>;
  try {
    workbook = await readXlsx(bytes, { maxRows: MOST_ROWS, sheets: (_, index) => index < MOST_SHEETS });
  } catch (error) {
    throw new Error(
      `The file is no workbook that can be read; it may have been cut off or protected by a password (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  const isHidden = (name: string): boolean => name.toLowerCase() === HIDDEN_SHEET;
  const hidden = workbook.sheets.find((sheet) => isHidden(sheet.name));
  const text = hidden?.rows
    .slice(1)
    .map((row) => String(row[0] ?? ''))
    .join('');
  const tables = workbook.sheets
    .filter((sheet) => !isHidden(sheet.name))
    .map((sheet) => ({ name: sheet.name, rows: sheet.rows.map((row) => row.map(cellText)) }))
    // A summary has no codes, and a sheet that somebody added for themselves is nobody's business.
    .filter((sheet) => sheet.rows.slice(0, 20).some((row) => row.some((cell) => cell.trim().toLowerCase() === 'code')));
  if (tables.length === 0) throw new Error('The workbook has no sheet with a column “Code”, as an export from this site has it.');
  return { tables, exported: text ? parseAssessmentText(text) : undefined };
}

function cellText(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return value === null || value === undefined ? '' : String(value);
}

/** What the parts of the archive say they inflate to; the reader inflates no part beyond that. */
function checkSizes(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = new Error('The file is no workbook, or it was cut off: it does not end as a ZIP archive does.');
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw broken;
  const parts = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let inflated = 0;
  for (let part = 0; part < parts; part += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken;
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    // A part that claims to hold nothing would be inflated without a bound.
    inflated += size === 0 && packed > 2 ? Infinity : size;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (parts > MOST_PARTS || inflated > MOST_BYTES_INFLATED)
    throw new Error('The workbook is far larger than any assessment, so it was not opened.');
}
