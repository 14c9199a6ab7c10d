import { fromSafeCell } from './safe-cell.ts';

/** Rows of a CSV file as any spreadsheet program saves it: with commas, semicolons or tabs. @throws where quotes do not match */
export function readCsv(text: string): string[][] {
  const source = text.replace(/^\ufeff/, '');
  const firstLine = source.slice(0, Math.max(0, source.search(/[\r\n]|$/)));
  const separator = [',', ';', '\t'].map((mark) => [mark, firstLine.split(mark).length] as const).sort((a, b) => b[1] - a[1])[0]![0];
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < source.length) {
    let cell = '';
    if (source[at] === '"') {
      const start = at;
      for (at += 1; ;) {
        const end = source.indexOf('"', at);
        if (end < 0) throw new Error(`The file was cut off: the quotes that open in row ${rows.length + 1} never close.`);
        cell += source.slice(at, end);
        at = end + 1;
        if (source[at] !== '"') break;
        cell += '"';
        at += 1;
      }
      if (at < source.length && ![separator, '\r', '\n'].includes(source[at]!))
        throw new Error(`Row ${rows.length + 1} has text after the quotes that open at “${source.slice(start, start + 20)}”.`);
    } else {
      const rest = /[^\r\n]*/y;
      rest.lastIndex = at;
      const line = rest.exec(source)![0];
      const end = line.indexOf(separator);
      cell = end < 0 ? line : line.slice(0, end);
      at += cell.length;
    }
    row.push(fromSafeCell(cell));
    if (source[at] === separator) {
      at += 1;
      if (at === source.length) row.push('');
      else continue;
    }
    if (source[at] === '\r' && source[at + 1] === '\n') at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}
