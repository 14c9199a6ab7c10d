/**
 * A spreadsheet takes some beginnings for a formula, also in its full-width forms. An apostrophe before them
 * makes them text; one before an apostrophe of that kind keeps apart what was typed and what was added.
 */
const RISKY = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

export const safeCell = (text: string): string => (RISKY.test(text) ? `'${text}` : text);
export const fromSafeCell = (cell: string): string => (cell.startsWith("'") && RISKY.test(cell) ? cell.slice(1) : cell);
