/** A table on its way out of the house. Pure, and free of Node: pages export what they show with the same code. */

export type Value = string | number;

export interface Column {
  readonly header: string;
  /** In characters, for workbooks. */
  readonly width: number;
}

export interface Table {
  /** The sheet's name: at most 31 characters, none of : \ / ? * [ ] */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** Columns that stay in view while the rest scrolls. */
  readonly frozenColumns?: number;
}

/** What any export says of itself. */
export interface About {
  readonly title: string;
  readonly version: string;
  /** The day that upstream was last read. */
  readonly readOn: string;
  readonly benchmark: string;
  readonly notes?: readonly string[];
}

export const provenanceOf = (about: About): string => `Plumbline ${about.version}, ${about.benchmark}, facts as of ${about.readOn}`;

/** `plumbline-matrix-0.1.0-2026-11-23.csv`: a file says what it is when it is found again next year. */
export const fileNameOf = (stem: string, about: About, ending: string): string =>
  `plumbline-${stem}-${about.version}-${about.readOn}.${ending}`;

/** RFC 4180, with the provenance as the last column, so that a row keeps it wherever it is pasted. */
export function csvOf(table: Table, about: About): string {
  const lines: (readonly Value[])[] = [
    [...table.columns.map((column) => column.header), 'Source'],
    ...table.rows.map((row) => [...row, provenanceOf(about)]),
  ];
  // The byte order mark lets spreadsheets read the umlauts of a name right.
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: Value): string {
  const text = typeof value === 'number' ? String(value) : unarmed(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs text that begins like a formula; a quote in front keeps it text. */
const unarmed = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** An .xlsx with one sheet a table, a sheet on where it comes from, heads that stay and repeat in print. */
export async function workbookOf(tables: readonly Table[], about: About): Promise<Uint8Array> {
  // Loaded when asked for: 100 kB that most readers never need.
  const { writeXlsx, colToLetter } = await import('hucre/xlsx');
  const head = { font: { bold: true }, fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'FFE8E4DA' } } };
  const date = new Date(`${about.readOn}T00:00:00Z`);
  const aboutRows = [
    ['What this is', about.title],
    ['Where it comes from', provenanceOf(about)],
    ...(about.notes ?? []).map((note) => ['Note', note]),
  ];
  return writeXlsx({
    properties: { title: about.title, creator: 'Plumbline', created: date, modified: date },
    sheets: [
      ...tables.map((table) => ({
        name: table.name,
        columns: table.columns.map(({ width }) => ({ width, style: { alignment: { vertical: 'top' as const, wrapText: true } } })),
        rows: [table.columns.map((column) => column.header), ...table.rows.map((row) => [...row])],
        cells: new Map(table.columns.map((column, at) => [`0,${at}`, { value: column.header, style: head }])),
        freezePane: { rows: 1, columns: table.frozenColumns ?? 1 },
        autoFilter: { range: `A1:${colToLetter(table.columns.length - 1)}${table.rows.length + 1}` },
        pageSetup: { orientation: 'landscape' as const, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
      })),
      { name: 'About', columns: [{ width: 22 }, { width: 100, style: { alignment: { wrapText: true } } }], rows: aboutRows },
    ],
  });
}
