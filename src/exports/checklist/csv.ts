import { archivedRow, COLUMNS } from '../../checklists/columns.ts';
import { markOf } from '../../checklists/mark.ts';
import { safeCell } from '../../checklists/safe-cell.ts';
import type { Sheet, SheetRow } from '../../checklists/sheet.ts';

/** Comma-separated, in UTF-8 with a byte order mark, as Excel reads it: a row an item, and the answers' marks for the way back. */
export function sheetToCsv(sheet: Sheet): string {
  const about = `${sheet.title}; ${sheet.filters === '' ? 'all items' : `shown: ${sheet.filters}`}; ${sheet.address}`;
  const head = [...COLUMNS.map((column) => column.name), 'List', 'Content', 'Exported', 'Mark'];
  const line = (row: SheetRow): string[] => [
    ...COLUMNS.map((column) => column.textOf(row)),
    about,
    `Plumbline ${sheet.version}, facts as of ${sheet.facts}, digest ${sheet.digest}`,
    sheet.at,
    markOf(row.record),
  ];
  const rows = [...sheet.rows, ...sheet.archive.map(archivedRow)].map(line);
  return `\ufeff${[head, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

const quoted = (cell: string): string => `"${safeCell(cell).replaceAll('"', '""')}"`;
