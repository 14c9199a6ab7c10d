import { readXlsx, type CellValue } from 'hucre/xlsx';
import { didYouMean } from '../content/did-you-mean.ts';
import { LIMITS } from './limits.ts';
import { allOf, shown, WorkbookProblem, type CellPlace } from './problem.ts';
import { attributesOf, escapeXml, scanXml, xmlText } from './xml.ts';
import { readZip, storedZip } from './zip.ts';

/** A sheet as plain cells. Row and column count from 0 here; row 0 is the head. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
}

export interface Workbook {
  /** The names of all sheets. */
  readonly names: readonly string[];
  /** The day it was last modified; '' where it does not say. */
  readonly modified: string;
  /** Reads the sheets of these names. @throws WorkbookProblem */
  sheets(...names: string[]): Promise<Sheet[]>;
}

/** Opens a workbook of unknown origin. @throws WorkbookProblem */
export function openWorkbook(bytes: Buffer): Workbook {
  refuseWhatIsNoWorkbook(bytes);
  const parts = readZip(bytes);
  const main = mainPart(parts);
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/')) : '';
  const relations = relationsOf(parts, folder, main);
  const partOf = sheetParts(parts, main, folder, relations);
  const names = [...partOf.keys()];
  return {
    names,
    modified: modifiedOn(parts),
    sheets: async (...wanted) => {
      refuseMissingSheets(wanted, names);
      const strings = relations.find(({ type }) => type === 'sharedStrings');
      return readSheets(
        parts,
        wanted.map((name) => ({ name, part: partOf.get(name)! })),
        strings && pathFrom(folder, strings.target),
      );
    },
  };
}

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

function refuseWhatIsNoWorkbook(bytes: Buffer): void {
  if (bytes.length === 0) throw new WorkbookProblem('the file is empty', 'Download the workbook again');
  if (bytes.length > LIMITS.fileBytes)
    throw new WorkbookProblem(
      `the file has more than ${LIMITS.fileBytes / 2 ** 20} MB; upstream's largest has less than 1 MB`,
      'Check that it is the workbook',
    );
  if (bytes.subarray(0, 8).equals(OLE)) {
    const encrypted = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw encrypted
      ? new WorkbookProblem('the workbook is encrypted with a password', 'Save it without a password')
      : new WorkbookProblem('the file is in the format of Excel 97 to 2003 (.xls)', 'Save it as .xlsx');
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return;
  const start = bytes.subarray(0, 512).toString('latin1').trimStart();
  if (/^(<!doctype html|<html)/i.test(start))
    throw new WorkbookProblem('the file is a web page, not a workbook', 'Download the file itself, not the page that shows it');
  if (start.startsWith('version https://git-lfs'))
    throw new WorkbookProblem('the file is a Git LFS pointer; the workbook was not fetched', 'Run: git lfs pull');
  if (start.startsWith('<?xml')) throw new WorkbookProblem('the file is bare XML, not a workbook', 'Save it as .xlsx');
  if (!/[\u0000-\u0008\u000E-\u001F]/.test(start))
    throw new WorkbookProblem(
      'the file is plain text (CSV?) with the name of a workbook',
      'Open it in a spreadsheet program and save it as .xlsx',
    );
  throw new WorkbookProblem('the file is not a workbook: it does not start as a zip archive does', 'Download the workbook again');
}

function mainPart(parts: ReadonlyMap<string, Buffer>): string {
  const root = parts.get('_rels/.rels');
  const target = root && readRelations(root, '_rels/.rels').find(({ type }) => type === 'officeDocument')?.target;
  const main = target === undefined ? 'xl/workbook.xml' : pathFrom('', target);
  if (main.endsWith('.bin')) throw new WorkbookProblem('the file is a binary workbook (.xlsb)', 'Save it as .xlsx');
  if (main.startsWith('word/') || main.startsWith('ppt/'))
    throw new WorkbookProblem('the file is a document or a presentation, not a workbook', 'Choose the workbook');
  if (parts.has('mimetype')) throw new WorkbookProblem('the file is in OpenDocument format', 'Save it as .xlsx');
  if (!parts.has(main))
    throw new WorkbookProblem(
      `the archive lacks the part ${shown(main)}, so it is no workbook or not all of one`,
      'Download the workbook again',
    );
  return main;
}

interface Relation {
  readonly id: string;
  /** The last word of its type, such as `worksheet`. */
  readonly type: string;
  readonly target: string;
}

function readRelations(part: Buffer, name: string): Relation[] {
  const relations: Relation[] = [];
  scanXml(xmlText(part, name), name, (tag) => {
    if (tag.name !== 'Relationship' || tag.kind === 'close') return;
    const attributes = attributesOf(tag, name);
    if (attributes.get('TargetMode') === 'External') return;
    relations.push({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').replace(/.*\//, ''),
      target: attributes.get('Target') ?? '',
    });
  });
  return relations;
}

function relationsOf(parts: ReadonlyMap<string, Buffer>, folder: string, main: string): Relation[] {
  const name = `${folder}/_rels/${main.slice(folder.length + 1)}.rels`;
  const part = parts.get(name);
  if (!part)
    throw new WorkbookProblem(`the archive lacks the part ${shown(name)}, so its sheets cannot be found`, 'Download the workbook again');
  return readRelations(part, name);
}

function pathFrom(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function sheetParts(
  parts: ReadonlyMap<string, Buffer>,
  main: string,
  folder: string,
  relations: readonly Relation[],
): ReadonlyMap<string, string> {
  const sheets = new Map<string, string>();
  scanXml(xmlText(parts.get(main)!, main), main, (tag) => {
    if (tag.name !== 'sheet' || tag.kind === 'close') return;
    const attributes = attributesOf(tag, main);
    const name = attributes.get('name') ?? '';
    const id = [...attributes].find(([key]) => /^[\w.-]+:id$/.test(key))?.[1];
    const relation = relations.find((candidate) => candidate.id === id);
    if (sheets.has(name)) throw new WorkbookProblem(`two sheets are called ${shown(name)}`, 'Delete or rename one');
    sheets.set(name, relation ? pathFrom(folder, relation.target) : '');
    if (sheets.size > LIMITS.sheets)
      throw new WorkbookProblem(`the workbook has more than ${LIMITS.sheets} sheets`, 'Check that it is the workbook');
  });
  return sheets;
}

function refuseMissingSheets(wanted: readonly string[], names: readonly string[]): void {
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  const meant = missing.flatMap((name) => {
    const found = didYouMean(
      name,
      names.filter((candidate) => !wanted.includes(candidate)),
    );
    return found === undefined ? [] : [`rename ${shown(found)} to ${shown(name)}`];
  });
  throw new WorkbookProblem(
    `the sheet${missing.length > 1 ? 's' : ''} ${allOf(missing)} ${missing.length > 1 ? 'are' : 'is'} missing; the workbook has ${allOf(names) || 'none'}`,
    meant.length > 0
      ? `Did its name change? If it is the same sheet, ${meant.join(', ')}`
      : 'Check that this is the workbook, and that upstream has not changed its shape',
  );
}

/** The library sees nothing but the cells, in an archive of our own making: no styles, columns, links or filters to get lost in. */
async function readSheets(
  parts: ReadonlyMap<string, Buffer>,
  wanted: readonly { name: string; part: string }[],
  stringsPart: string | undefined,
): Promise<Sheet[]> {
  const cells = wanted.map(({ name, part }) => {
    const bytes = parts.get(part);
    if (!bytes)
      throw new WorkbookProblem('the sheet is listed, and its part is missing from the archive', 'Download the workbook again', {
        sheet: name,
      });
    try {
      return sheetData(xmlText(bytes, part), part, name);
    } catch (error) {
      if (!(error instanceof WorkbookProblem) || error.place.sheet !== undefined) throw error;
      throw new WorkbookProblem(error.message, error.fix, { sheet: name });
    }
  });
  const strings = stringsPart === undefined ? undefined : parts.get(stringsPart);
  const stringsXml = strings && sharedStrings(xmlText(strings, stringsPart!), stringsPart!);
  const archive = storedZip(
    packageOf(
      wanted.map(({ name }) => name),
      cells,
      stringsXml,
    ),
  );
  let rows: CellValue[][][];
  try {
    rows = (await readXlsx(archive)).sheets.map((sheet) => sheet.rows);
  } catch (error) {
    throw new WorkbookProblem(
      `the cells cannot be read: ${shown((error as Error).message)}`,
      'Open the workbook in a spreadsheet program and save it anew as .xlsx',
    );
  }
  const sheets = wanted.map(({ name }, index) => ({ name, rows: rows[index]! }));
  for (const sheet of sheets) refuseLongTexts(sheet);
  return sheets;
}

/** The sheetData element of a sheet, where rows and cells stand in order, once each, within bounds, and are plain values. */
function sheetData(text: string, part: string, sheet: string): string {
  let start = -1;
  let end = -1;
  let row = 0;
  let column = 0;
  let cells = 0;
  const problem = (message: string, fix: string, place: CellPlace = { sheet, row, column }): WorkbookProblem =>
    new WorkbookProblem(message, fix, place);
  scanXml(text, part, (tag) => {
    if (tag.depth === 0 && tag.name !== 'worksheet')
      throw problem('the part is not a worksheet', 'Make it a plain sheet with cells', { sheet });
    if (tag.depth === 1 && tag.name === 'sheetData') {
      if (tag.kind !== 'close' && start >= 0) throw problem('the sheet holds its cells twice', 'Save the workbook anew', { sheet });
      if (tag.kind !== 'close') start = tag.start;
      if (tag.kind !== 'open') end = tag.end;
    }
    if (tag.kind === 'close') return;
    if (tag.name === 'mergeCell') {
      const range = attributesOf(tag, part).get('ref') ?? '';
      throw problem(
        `the cells ${shown(range)} are merged, so it is not clear which row their text belongs to`,
        'Unmerge them and fill in each cell',
        { sheet, ...cellOf(range.split(':')[0]!) },
      );
    }
    if (start < 0 || end >= 0) return;
    if (tag.name === 'row' && tag.depth === 2) {
      const stated = attributesOf(tag, part).get('r');
      const number = stated === undefined ? row + 1 : Number(stated);
      if (!Number.isInteger(number) || number <= row)
        throw problem(`row ${shown(stated ?? '')} stands after row ${row}`, 'Save the workbook anew', { sheet, row });
      row = number;
      column = 0;
      if (row > LIMITS.rows) {
        throw problem(
          `the sheet has a row ${row}; more than ${LIMITS.rows} are not read, and upstream's largest has 86`,
          'Delete the empty rows below the table, and save',
          { sheet, row },
        );
      }
    } else if (tag.name === 'c' && tag.depth === 3) {
      const stated = attributesOf(tag, part).get('r');
      const place = stated === undefined ? { row, column: column + 1 } : cellOf(stated);
      if (place.row !== row || place.column <= column)
        throw problem(`the cell ${shown(stated ?? '')} stands out of order or twice`, 'Save the workbook anew');
      column = place.column;
      if (column > LIMITS.columns)
        throw problem(
          `the sheet has more than ${LIMITS.columns} columns; upstream's has 12`,
          'Delete the empty columns beside the table, and save',
        );
      if (++cells > LIMITS.cells) throw problem(`the sheet has more than ${LIMITS.cells} cells`, 'Check that it is the workbook');
    } else if (tag.name === 'f') {
      throw problem('the cell holds a formula, whose result nobody here can check', 'Replace it by its value');
    }
  });
  if (start < 0) throw problem('the sheet has no cells', 'Download the workbook again', { sheet });
  return text.slice(start, end);
}

/** `H12` → row 12, column 8; 0 where it is none. */
function cellOf(reference: string): { row: number; column: number } {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (!match) return { row: 0, column: 0 };
  return { row: Number(match[2]), column: [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}

function sharedStrings(text: string, part: string): string {
  let start = 0;
  let end = 0;
  scanXml(text, part, (tag) => {
    if (tag.depth > 0) return;
    if (tag.kind === 'open') start = tag.end;
    if (tag.kind === 'close') end = tag.start;
  });
  return text.slice(start, end);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

function packageOf(names: readonly string[], cells: readonly string[], strings: string | undefined): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const add = (name: string, xml: string): void => void parts.set(name, Buffer.from(xml));
  // The namespace prefix that the cells were written with is unknown here; the library goes by local names.
  add('[Content_Types].xml', `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`);
  add(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${names
      .map((_name, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`)
      .join(
        '',
      )}${strings === undefined ? '' : `<Relationship Id="rIdS" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`}</Relationships>`,
  );
  for (const [index, xml] of cells.entries()) add(`xl/worksheets/sheet${index + 1}.xml`, `<worksheet xmlns="${MAIN}">${xml}</worksheet>`);
  if (strings !== undefined) add('xl/sharedStrings.xml', `<sst xmlns="${MAIN}">${strings}</sst>`);
  return parts;
}

/** A string that many cells share is short in the archive, and long once each cell has been gone through. */
function refuseLongTexts(sheet: Sheet): void {
  let total = 0;
  for (const [row, cells] of sheet.rows.entries()) {
    for (const [column, value] of cells.entries()) {
      if (typeof value !== 'string') continue;
      const place = { sheet: sheet.name, row: row + 1, column: column + 1 };
      total += value.length;
      if (value.length > LIMITS.cellLength) {
        throw new WorkbookProblem(`the text has more than ${LIMITS.cellLength} characters`, 'Check that it is the workbook', place);
      }
      if (total > LIMITS.textLength) {
        throw new WorkbookProblem(
          `the texts up to here have more than ${LIMITS.textLength} characters together`,
          'Check that it is the workbook',
          place,
        );
      }
    }
  }
}

function modifiedOn(parts: ReadonlyMap<string, Buffer>): string {
  const name = 'docProps/core.xml';
  const part = parts.get(name);
  if (!part) return '';
  const text = xmlText(part, name);
  let start = 0;
  let modified = '';
  scanXml(text, name, (tag) => {
    if (tag.name !== 'modified') return;
    if (tag.kind === 'open') start = tag.end;
    else if (tag.kind === 'close') modified = text.slice(start, tag.start);
  });
  return /^\s*(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T/.exec(modified)?.[1] ?? '';
}
