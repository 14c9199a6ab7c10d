import { writeXlsx, type Cell, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { STATUS } from '../../../schemas/status.ts';
import { assessmentJson } from '../../checklists/assessment-file.ts';
import { archivedRow, COLUMNS } from '../../checklists/columns.ts';
import { HIDDEN_SHEET, PIECE } from '../../checklists/hidden-sheet.ts';
import { statusOf } from '../../checklists/record.ts';
import type { Sheet, SheetRow } from '../../checklists/sheet.ts';

/**
 * A workbook: a summary that counts, one sheet a role, what was archived, and, hidden, the answers as they were
 * when it was written, so that edits can be told from what was exported when it comes back.
 */
export async function sheetToXlsx(sheet: Sheet): Promise<Uint8Array> {
  const roles = sheet.roles
    .map((role) => ({ ...role, rows: sheet.rows.filter((row) => row.item.roles.includes(role.id)) }))
    .filter((role) => role.rows.length > 0);
  const parts = roles.length > 0 ? roles : [{ id: '', name: 'Items', rows: sheet.rows }];
  const names = sheetNames(parts.map((part) => part.name));
  const archive = sheet.archive.map(archivedRow);
  return writeXlsx({
    properties: { title: sheet.title, creator: 'Plumbline', created: new Date(sheet.at), modified: new Date(sheet.at) },
    defaultFont: { name: 'Calibri', size: 11 },
    sheets: [
      summary(
        sheet,
        parts.map((part, index) => ({ name: part.name, sheet: names[index]!, rows: part.rows })),
      ),
      ...parts.map((part, index) => itemSheet(names[index]!, part.rows, sheet)),
      ...(archive.length > 0 ? [itemSheet('No longer on this list', archive, sheet)] : []),
      hidden(sheet),
    ],
  });
}

const STATUS_COLUMN = COLUMNS.findIndex((column) => column.field === 'status');
const DUE_COLUMN = COLUMNS.findIndex((column) => column.field === 'due');
const letter = (index: number): string => String.fromCharCode(65 + index);
const LAST = letter(COLUMNS.length - 1);

/** What looks like an escape of the format, such as `_x000D_`, is written so that it is read as it stands. */
const literally = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

/** A cell of text, whatever the text looks like: `#REF!` would else become the error that it names. */
const textCell = (text: string, style: CellStyle): Partial<Cell> =>
  /^#[A-Z0-9/_]+[!?]?$/.test(text)
    ? { value: null, type: 'richText', richText: [{ text }], style }
    : { value: literally(text), type: 'string', style };

const HEAD = {
  font: { bold: true, color: { rgb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FF17212B' } },
  alignment: { vertical: 'center', wrapText: true },
} as const;
const LINE = { style: 'thin', color: { rgb: 'FFB8B2A4' } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE } as const;
const BODY = { alignment: { vertical: 'top', wrapText: true }, border: BORDER } as const;
// Cells of the format “text” stay text when somebody types into them what would else be a formula.
const TEXT = { ...BODY, numFmt: '@' } as const;
const EDITABLE = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFF9E8' } } } as const;

function itemSheet(name: string, rows: readonly SheetRow[], sheet: Sheet): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(`${row},${column}`, cell);
  COLUMNS.forEach((column, index) => put(0, index, { value: column.name, type: 'string', style: HEAD }));
  rows.forEach((row, line) => {
    COLUMNS.forEach((column, index) => {
      const text = column.textOf(row);
      const style = column.field ? { ...TEXT, ...EDITABLE } : TEXT;
      if (index === DUE_COLUMN) {
        const dated = { ...style, numFmt: 'yyyy-mm-dd' };
        put(
          line + 1,
          index,
          text === '' ? { value: null, type: 'empty', style: dated } : { value: new Date(`${text}T00:00:00Z`), type: 'date', style: dated },
        );
      } else put(line + 1, index, textCell(text, style));
    });
  });
  const last = Math.max(2, rows.length + 1);
  const range = (column: number): string => `${letter(column)}2:${letter(column)}${last}`;
  return {
    name,
    rows: [COLUMNS.map((column) => column.name), ...rows.map(() => COLUMNS.map(() => null))],
    columns: COLUMNS.map((column) => ({ width: column.width })),
    cells,
    dataValidations: [
      {
        type: 'list',
        values: STATUS.map((word) => word.label),
        range: range(STATUS_COLUMN),
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'stop',
        errorTitle: 'Status',
        errorMessage: `Choose one of ${STATUS.map((word) => word.label).join(', ')}.`,
      },
      {
        type: 'date',
        operator: 'greaterThan',
        formula1: '36526',
        range: range(DUE_COLUMN),
        allowBlank: true,
        showErrorMessage: true,
        errorStyle: 'stop',
        errorTitle: 'Due',
        errorMessage: 'Give a date.',
      },
    ],
    conditionalRules: [
      {
        type: 'expression',
        priority: 1,
        formula: `$${letter(STATUS_COLUMN)}2="Done"`,
        range: range(STATUS_COLUMN),
        style: { font: { bold: true, color: { rgb: 'FF28633A' } } },
      },
      {
        type: 'expression',
        priority: 2,
        formula: `$${letter(STATUS_COLUMN)}2="Blocked"`,
        range: range(STATUS_COLUMN),
        style: { font: { bold: true, color: { rgb: 'FF8F3D0C' } } },
      },
    ],
    autoFilter: { range: `A1:${LAST}${last}` },
    freezePane: { rows: 1, columns: 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      printArea: `$A$1:$${LAST}$${last}`,
    },
    headerFooter: paperHead(sheet),
  };
}

function summary(
  sheet: Sheet,
  parts: readonly { readonly name: string; readonly sheet: string; readonly rows: readonly SheetRow[] }[],
): WriteSheet {
  const facts: [string, string][] = [
    ['List', sheet.title],
    ['Address', sheet.address],
    ['Assessment', sheet.assessment.name],
    ['Exported', `${sheet.at}${sheet.by === '' ? '' : ` by ${sheet.by}`}`],
    ['Content', `Plumbline ${sheet.version}, facts as of ${sheet.facts}, digest ${sheet.digest}`],
    ['Shown', sheet.filters === '' ? 'All items' : sheet.filters],
  ];
  const heads = ['Role', 'Items', ...STATUS.map((word) => word.label), 'Settled'];
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(`${row},${column}`, cell);
  facts.forEach(([name, value], row) => {
    put(row, 0, { value: name, type: 'string', style: { font: { bold: true } } });
    put(row, 1, { value: literally(value), type: 'string', style: { numFmt: '@' } });
  });
  const top = facts.length + 1;
  heads.forEach((head, column) => put(top, column, { value: head, type: 'string', style: HEAD }));
  parts.forEach((part, index) => {
    const row = top + 1 + index;
    const quoted = `'${part.sheet.replaceAll("'", "''")}'`;
    const last = Math.max(2, part.rows.length + 1);
    const count = (label: string): number =>
      part.rows.filter((line) => STATUS.find((word) => word.value === statusOf(line.record))!.label === label).length;
    put(row, 0, { value: part.name, type: 'string', style: BODY });
    put(row, 1, {
      value: part.rows.length,
      type: 'formula',
      formula: `COUNTA(${quoted}!$A$2:$A$${last})`,
      formulaResult: part.rows.length,
      style: BODY,
    });
    STATUS.forEach((word, column) => {
      const status = letter(STATUS_COLUMN);
      const formula = `COUNTIF(${quoted}!$${status}$2:$${status}$${last},"${word.label}")${word.value === 'open' ? `+COUNTBLANK(${quoted}!$${status}$2:$${status}$${last})` : ''}`;
      put(row, column + 2, { value: count(word.label), type: 'formula', formula, formulaResult: count(word.label), style: BODY });
    });
    const line = row + 1;
    const settled = count('Done') + count('Not needed') + count('Risk accepted');
    put(row, heads.length - 1, {
      value: settled / part.rows.length,
      type: 'formula',
      formula: `IF(B${line}=0,0,(D${line}+E${line}+F${line})/B${line})`,
      formulaResult: settled / part.rows.length,
      style: { ...BODY, numFmt: '0%' },
    });
  });
  const note = top + parts.length + 2;
  put(note, 0, {
    value: 'An item can stand in the sheets of several roles. Edit it in one of them; the others may stay as they are.',
    type: 'string',
  });
  return {
    name: 'Summary',
    rows: Array.from({ length: note + 1 }, () => []),
    columns: [{ width: 38 }, { width: 14 }, ...STATUS.map(() => ({ width: 14 })), { width: 12 }],
    cells,
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: paperHead(sheet),
  };
}

/** `&` begins a code in the head and foot of a printed sheet. */
const literal = (text: string): string => text.replaceAll('&', '&&').slice(0, 120);

const paperHead = (sheet: Sheet) => ({
  oddHeader: `&L${literal(sheet.title)}&R${literal(`Plumbline ${sheet.version}, digest ${sheet.digest}`)}`,
  oddFooter: `&L${literal(`${sheet.assessment.name}, ${sheet.at.slice(0, 10)}`)}&RPage &P of &N`,
});

function hidden(sheet: Sheet): WriteSheet {
  const codes = new Set([...sheet.rows, ...sheet.archive.map(archivedRow)].map((row) => row.item.code));
  // Without underscores: `_x000D_` and its like are escapes in a workbook.
  const text = JSON.stringify(
    assessmentJson({ ...sheet.assessment, items: new Map([...sheet.assessment.items].filter(([code]) => codes.has(code))) }),
  ).replaceAll('_', '\\u005f');
  const pieces = text.match(new RegExp(`[^]{1,${PIECE}}`, 'g')) ?? [];
  return {
    name: HIDDEN_SHEET,
    veryHidden: true,
    rows: [
      ['Plumbline needs this sheet to tell edits from what was exported. Please leave it as it is.'],
      ...pieces.map((piece) => [piece]),
    ],
  };
}

/** At most 31 characters, none of those that Excel forbids, no two alike. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set(['summary', 'no longer on this list', HIDDEN_SHEET]);
  return names.map((name) => {
    const plain = name.replace(/[\\/?*[\]:']/g, ' ').trim();
    let short = plain.length <= 31 ? plain : `${plain.slice(0, 30).trimEnd()}…`;
    for (let number = 2; taken.has(short.toLowerCase()); number += 1) short = `${plain.slice(0, 26)} (${number})`;
    taken.add(short.toLowerCase());
    return short;
  });
}
