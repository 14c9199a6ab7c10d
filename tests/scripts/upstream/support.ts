import { crc32, deflateRawSync } from 'node:zlib';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'vitest';
import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { lockSchema, type LockRow, type LockService } from '../../../schemas/lock.ts';
import { ROOT } from '../../../scripts/site/project.ts';
import { renderLock } from '../../../scripts/upstream/lock-file.ts';
import { FEATURE_COLUMNS, PROFILE_COLUMNS } from '../../../scripts/upstream/service-workbook.ts';

export const UPSTREAM = path.join(ROOT, '../shared/upstream');
export const AZURE_POLICY = path.join(ROOT, '../shared/azure-policy');
export const SERVICES = path.join(UPSTREAM, 'service-baselines-v3');

/**
 * Tests over upstream's real workbooks, which are never committed. Where they are missing, a person sees the tests
 * skipped; CI sees them fail, as there they have to be.
 */
export function describeUpstream(name: string, tests: () => void): void {
  if (existsSync(SERVICES)) describe(name, tests);
  else if (process.env.CI) {
    describe(name, () => {
      it('finds upstream’s workbooks', () => {
        throw new Error(`${UPSTREAM} is missing, and in CI these tests may not be skipped`);
      });
    });
  } else describe.skip(`${name} (needs ${UPSTREAM})`, tests);
}

/** A small workbook of our own making, in upstream's shape. */
export const PROFILE_ROWS: CellValue[][] = [
  [...PROFILE_COLUMNS],
  ['Product Category', 'what it is', 'IoT, Security'],
  ['Customer can access HOST / OS', 'who gets in', 'No Access'],
  ["Service can be deployed into customer's virtual network", 'where it runs', 'False'],
  ['Stores customer content at rest', 'what it keeps', 'True'],
];

const COMMON = ['Network Security', 'NS-2', 'Secure cloud services with network controls', 'made-up guidance'];
export const FEATURE_ROWS: CellValue[][] = [
  [...FEATURE_COLUMNS],
  [...COMMON, 'Customer', 'Azure Private Link', 'made-up description', 'True', 'False', 'A page: https://docs.microsoft.com/azure/one', 'None', 'None'],
  [...COMMON, 'Microsoft', 'Disable Public Network Access', 'made-up', 'True', 'True', 'None', 'None', 'None'],
  ['Network Security ', 'NS-1', 'Establish network  segmentation boundaries', '', 'Not Applicable', 'Virtual Network Integration', '', 'False', 'Not Applicable', 'None', '', ''],
  [...COMMON, 'Shared', 'Azure Private Link', 'said again', 'True', 'False', 'None', 'None', 'None'],
  ['None', 'None', 'None', '', 'Customer', 'Service Principals', '', 'True', 'False', 'None', '', ''],
  ['Network Security', 'NS-6', 'Deploy web application firewall', 'advice', 'Customer', 'No Related Feature', 'No Related Feature', 'No Related Feature', 'No Related Feature', 'No Related Feature', '', ''],
]; // prettier-ignore

export interface Fixture {
  readonly profile?: CellValue[][];
  readonly features?: CellValue[][];
  readonly names?: [string, string];
  readonly extra?: { name: string; rows: CellValue[][] }[];
}

export async function workbook({
  profile = PROFILE_ROWS,
  features = FEATURE_ROWS,
  names = ['Security Profile', 'Feature Summary'],
  extra = [],
}: Fixture = {}): Promise<Buffer> {
  const modified = new Date('2022-10-07T00:00:00Z');
  const bytes = await writeXlsx({
    sheets: [{ name: names[0], rows: profile }, { name: names[1], rows: features }, ...extra],
    properties: { created: modified, modified },
  });
  return Buffer.from(bytes);
}

/** A copy of rows with one cell changed; rows and columns as a spreadsheet counts them. */
export function withCell(rows: CellValue[][], row: number, column: number, value: CellValue): CellValue[][] {
  const copy = rows.map((cells) => [...cells]);
  copy[row - 1]![column - 1] = value;
  return copy;
}

export interface RawPart {
  readonly name: string;
  readonly data: Buffer | string;
  readonly stored?: boolean;
  /** What the archive says, where it lies. */
  readonly says?: { size?: number; crc?: number; name?: string; flags?: number; method?: number };
}

/** A zip archive part by part, honest or not. */
export function zip(parts: readonly RawPart[], { comment = '' } = {}): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, stored = false, says = {} } of parts) {
    const plain = Buffer.from(data);
    const packed = stored ? plain : deflateRawSync(plain);
    const local = Buffer.from(says.name ?? name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(says.flags ?? 0, 6);
    header.writeUInt16LE(says.method ?? (stored ? 0 : 8), 8);
    header.writeUInt32LE(says.crc ?? crc32(plain), 14);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(says.size ?? plain.length, 22);
    header.writeUInt16LE(local.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    header.copy(entry, 6, 4, 30);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    chunks.push(header, local, packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + local.length + packed.length;
  }
  const size = directory.reduce((sum, chunk) => sum + chunk.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...chunks, ...directory, end, Buffer.from(comment)]);
}

export const sheetXml = (rows: readonly (readonly CellValue[])[], { head = '', tail = '' } = {}): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${head}<sheetData>${rows
    .map((cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cellXml(value, row, column)).join('')}</row>`)
    .join('')}</sheetData>${tail}</worksheet>`;

const cellXml = (value: CellValue, row: number, column: number): string =>
  value === null ? '' : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${escape(String(value))}</t></is></c>`;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The parts of a workbook as plain XML, to be bent. */
export function rawParts({
  profile = sheetXml(PROFILE_ROWS),
  features = sheetXml(FEATURE_ROWS),
}: { profile?: string; features?: string } = {}): RawPart[] {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return [
    {
      name: '[Content_Types].xml',
      data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      data: `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns:r="${office}"><sheets><sheet name="Security Profile" sheetId="1" r:id="r1"/><sheet name="Feature Summary" sheetId="2" r:id="r2"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: profile },
    { name: 'xl/worksheets/sheet2.xml', data: features },
  ];
}

/** The parts with one of them replaced. */
export const withPart = (parts: readonly RawPart[], name: string, change: Partial<RawPart>): RawPart[] =>
  parts.map((part) => (part.name === name ? { ...part, ...change } : part));

export const withoutText = (service: LockService): Omit<LockRow, 'text'>[] => service.rows.map(({ text: _text, ...row }) => row);

/** A project of its own below `root`: the real catalogue, these services, and a lock that knows no others. */
export function copyContent(root: string, slugs: readonly string[]): void {
  const from = path.join(ROOT, 'content');
  const isKept = (file: string): boolean => {
    const [room, slug] = path.relative(from, file).split(path.sep);
    return !(room === 'guides' || room === 'frameworks') && (room !== 'services' || slug === undefined || slugs.includes(slug));
  };
  cpSync(from, path.join(root, 'content'), { recursive: true, filter: isKept });
  const lock = lockSchema.parse(JSON.parse(readFileSync(path.join(from, 'upstream.lock.json'), 'utf8')));
  const services = Object.fromEntries(Object.entries(lock.services).filter(([slug]) => slugs.includes(slug)));
  writeFileSync(path.join(root, 'content/upstream.lock.json'), renderLock({ ...lock, services }));
}
