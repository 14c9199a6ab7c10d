import type { Finding } from '../finding.ts';

/** A place in a workbook as people name it. Row and column count from 1; 0 where the problem is not in one cell. */
export interface CellPlace {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: number;
}

/** Why a workbook, or a part of it, cannot be read. Thrown inside scripts/upstream only; readers turn it into a finding. */
export class WorkbookProblem extends Error {
  readonly place: CellPlace;
  readonly fix: string;

  constructor(message: string, fix: string, place: CellPlace = {}) {
    super(message);
    this.name = 'WorkbookProblem';
    this.place = place;
    this.fix = fix;
  }
}

/** 1 → A, 27 → AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + letter : letter;
}

/** `Feature Summary!H12`, `Feature Summary, row 12`, `Feature Summary`, or '' for the workbook as a whole. */
export function placeName({ sheet, row, column }: CellPlace): string {
  if (sheet === undefined) return '';
  if (row && column) return `${sheet}!${columnName(column)}${row}`;
  return row ? `${sheet}, row ${row}` : sheet;
}

/** A finding in a workbook: its line is the row, its column the column. */
export function workbookFinding(
  file: string,
  message: string,
  fix: string,
  place: CellPlace = {},
  severity: Finding['severity'] = 'error',
): Finding {
  const where = placeName(place);
  return {
    rule: 'readable-workbook',
    severity,
    file,
    line: place.row || 1,
    column: place.column || 1,
    message: where ? `${where}: ${message}` : message,
    fix,
  };
}

/** What a text of unknown origin looks like in a message: short, on one line, with nothing that drives a terminal. */
export function shown(text: string): string {
  const plain = text.replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, '·');
  return `"${plain.length > 80 ? `${plain.slice(0, 77)}…` : plain}"`;
}

/** `"a", "b" and "c"`. */
export const allOf = (texts: readonly string[]): string => {
  const words = texts.map(shown);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
};
