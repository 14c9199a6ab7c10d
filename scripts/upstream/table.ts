import type { CellValue } from 'hucre/xlsx';
import { didYouMean } from '../content/did-you-mean.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import { allOf, shown, WorkbookProblem, type CellPlace } from './problem.ts';
import type { Sheet } from './workbook.ts';

/** A sheet whose first row names its columns. */
export interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
  /** Columns that nobody asked for: upstream may have added a fact. */
  readonly unknownColumns: readonly { name: string; place: CellPlace }[];
}

export interface TableRow<Column extends string> {
  /** As a spreadsheet shows it: the head is row 1. */
  readonly row: number;
  /** The cell's text as it stands; '' where it is empty. @throws WorkbookProblem where the cell is no text. */
  text(column: Column): string;
  place(column: Column): Required<CellPlace>;
}

/** Finds the columns by name, whatever their order. @throws WorkbookProblem that names every missing one. */
export function tableOf<Column extends string>(sheet: Sheet, wanted: readonly Column[]): Table<Column> {
  const heads = (sheet.rows[0] ?? []).map((value) => foldSpace(cellText(value) ?? ''));
  const columns = new Map<string, number>();
  for (const [index, head] of heads.entries()) {
    if (head === '') continue;
    if (columns.has(head))
      throw new WorkbookProblem(`the column ${shown(head)} is there twice`, 'Delete or rename one', {
        sheet: sheet.name,
        row: 1,
        column: index + 1,
      });
    columns.set(head, index);
  }
  const missing = wanted.filter((name) => !columns.has(name));
  if (missing.length > 0) throw missingColumns(sheet.name, missing, [...columns.keys()], wanted);

  const rows = sheet.rows.flatMap((cells, index): TableRow<Column>[] => {
    if (index === 0 || cells.every((value) => value === null || value === '')) return [];
    const place = (column: Column): Required<CellPlace> => ({ sheet: sheet.name, row: index + 1, column: columns.get(column)! + 1 });
    return [
      {
        row: index + 1,
        place,
        text: (column) => {
          const text = cellText(cells[columns.get(column)!] ?? null);
          if (text === undefined)
            throw new WorkbookProblem(
              'the cell holds a date or an error, not text',
              'Format the cell as text and type its value',
              place(column),
            );
          return text;
        },
      },
    ];
  });
  const known = new Set<string>(wanted);
  const unknownColumns = [...columns]
    .filter(([name]) => !known.has(name))
    .map(([name, index]) => ({ name, place: { sheet: sheet.name, row: 1, column: index + 1 } }));
  return { rows, unknownColumns };
}

/** Spreadsheet programs turn the words True and 12.4 into values of their own. */
function cellText(value: CellValue): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return /^#(REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM|SPILL|CALC)[!?]?$/.test(value) ? undefined : value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  return undefined;
}

function missingColumns(sheet: string, missing: readonly string[], present: readonly string[], wanted: readonly string[]): WorkbookProblem {
  const spare = present.filter((name) => !wanted.includes(name));
  const meant = missing.flatMap((name) => {
    const found = didYouMean(name, spare);
    return found === undefined ? [] : [`rename ${shown(found)} to ${shown(name)}`];
  });
  return new WorkbookProblem(
    `the column${missing.length > 1 ? 's' : ''} ${allOf(missing)} ${missing.length > 1 ? 'are' : 'is'} missing; row 1 has ${allOf(present) || 'nothing'}`,
    meant.length > 0
      ? `If the name has changed: ${meant.join(', ')}`
      : 'Check that row 1 holds the heads, and that upstream has not changed the sheet',
    { sheet, row: 1 },
  );
}
