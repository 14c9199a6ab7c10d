import { STATUS } from '../../schemas/status.ts';
import { LABEL_OF_FIELD } from './labels.ts';
import { CODE } from './item.ts';
import { answerDigest, answerOf, parseMark, type Mark } from './mark.ts';
import { parseAnswer, type Problems } from './parse-record.ts';
import { ANSWERS, type AnswerField, type Change, type ItemRecord } from './record.ts';

/** Answers that come back in a table, whatever the program that it went through. */

export interface Table {
  readonly name: string;
  /** Rows from the top of the sheet, as text. */
  readonly rows: readonly (readonly string[])[];
}

export interface TableRow {
  readonly code: string;
  readonly answers: Readonly<Partial<Record<AnswerField, string>>>;
  readonly mark: Mark | undefined;
}

const HEAD_WITHIN = 20;
const MOST_ROWS = 10_000;

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.toLowerCase();

export function readTable(table: Table, problems: Problems): TableRow[] {
  const place = table.name === '' ? '' : `sheet “${table.name}”, `;
  const top = table.rows
    .slice(0, HEAD_WITHIN)
    .findIndex((row) => row.some((cell) => sameName(cell, 'Code')) && row.some((cell) => sameName(cell, 'Status')));
  if (top < 0) {
    problems.add(
      table.name === '' ? '' : `sheet “${table.name}”`,
      'The file holds no table with the columns “Code” and “Status”, as an export from this site has them.',
    );
    return [];
  }
  if (table.rows.length > MOST_ROWS) {
    problems.add(place, `has ${table.rows.length} rows; ${MOST_ROWS} are allowed`);
    return [];
  }
  const head = table.rows[top]!;
  const columnOf = (name: string): number => {
    const found = head.flatMap((cell, index) => (sameName(cell, name) ? [index] : []));
    if (found.length > 1) problems.add(`${place}row ${top + 1}`, `has the column “${name}” ${found.length} times`);
    return found[0] ?? -1;
  };
  const codes = columnOf('Code');
  const marks = columnOf('Mark');
  const columns = ANSWERS.map((field) => [field, columnOf(LABEL_OF_FIELD[field])] as const).filter(([, column]) => column >= 0);

  const seen = new Map<string, number>();
  return table.rows.slice(top + 1).flatMap((row, index): TableRow[] => {
    const number = top + index + 2;
    const at = `${place}row ${number}`;
    if (row.every((cell) => cell.trim() === '')) return [];
    const code = (row[codes] ?? '').trim();
    if (!CODE.test(code)) {
      problems.add(
        `${at}, Code`,
        code === ''
          ? 'is empty; an item code such as IOTC-NS-2-PL is wanted'
          : `is "${code.slice(0, 40)}"; an item code such as IOTC-NS-2-PL is wanted`,
      );
      return [];
    }
    if (seen.has(code)) {
      problems.add(at, `repeats ${code} of row ${seen.get(code)}`);
      return [];
    }
    seen.set(code, number);
    const answers: Partial<Record<AnswerField, string>> = {};
    for (const [field, column] of columns) {
      const cell = row[column] ?? '';
      const value = field === 'status' ? statusFrom(cell) : field === 'due' ? cell.trim() : cell;
      const answer = parseAnswer(field, value, `${at}, ${LABEL_OF_FIELD[field]}`, problems);
      if (answer !== undefined) answers[field] = answer as string;
    }
    return [{ code, answers, mark: marks < 0 ? undefined : parseMark(row[marks] ?? '') }];
  });
}

/** A status by its label or its value, in any case; nothing stands for open. */
function statusFrom(cell: string): string {
  const text = cell.trim().toLowerCase();
  return STATUS.find((word) => word.value === text || word.label.toLowerCase() === text)?.value ?? (text === '' ? 'open' : cell);
}

/** Programs differ in how they end lines within a cell, and some drop tabs: that alone is nobody's edit. */
const sameAnswer = (a: string, b: string): boolean => a === b || plain(a) === plain(b);
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\t', '');

export interface Edits {
  readonly change: Change;
  /** What its author had in view: everything that the file's export knew. */
  readonly known: ItemRecord['clock'] | undefined;
}

/**
 * What was edited in tables since they were exported. `base` has the records as exported, where the file has
 * them inside; else a row's mark tells. One item may stand in several tables: copies that were left alone
 * say nothing, and two that were edited differently both stand.
 */
export function editsIn(
  rows: readonly TableRow[],
  base: ReadonlyMap<string, ItemRecord> | undefined,
  ours: (code: string) => ItemRecord,
  at: string,
  by: string,
): Map<string, Edits> {
  const edited = new Map<string, { values: Map<AnswerField, Set<string>>; known: ItemRecord['clock'] | undefined }>();
  for (const row of rows) {
    const exported = base?.get(row.code);
    for (const field of ANSWERS) {
      const value = row.answers[field];
      if (value === undefined) continue;
      const isUntouched = exported
        ? sameAnswer(value, answerOf(exported, field))
        : base !== undefined || !row.mark
          ? value === (field === 'status' ? 'open' : '')
          : row.mark.answers[field] === answerDigest(value);
      if (isUntouched || (!base && sameAnswer(value, answerOf(ours(row.code), field)))) continue;
      const entry = edited.get(row.code) ?? { values: new Map(), known: exported?.clock ?? row.mark?.clock };
      edited.set(row.code, entry);
      entry.values.set(field, (entry.values.get(field) ?? new Set()).add(value));
    }
  }
  return new Map(
    [...edited].map(([code, { values, known }]) => [
      code,
      {
        known,
        change: Object.fromEntries(
          [...values].map(([field, answers]) => [field, [...answers].map((value) => ({ value, at, by }))]),
        ) as Change,
      },
    ]),
  );
}
