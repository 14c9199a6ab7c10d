import { digestOf, packDigest, type Item } from '../../../src/checklists/item.ts';
import { blankRecord, type ItemRecord } from '../../../src/checklists/record.ts';
import type { Sheet } from '../../../src/checklists/sheet.ts';
import { assessment, record, said, time, wording } from './sample.ts';

/** Beginnings that spreadsheets take for formulas, and other text that formats trip over. */
export const RISKY_TEXTS = [
  '=1+1',
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("http://evil.example","x")',
  '+49 89 1234',
  '-5',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  "'=1+1",
  "''=1+1",
  "'quoted'",
  '＝1+1',
  '＠SUM',
  '"quotes", commas; semicolons\tand tabs',
  'two\nlines',
  '<script>alert(1)</script>',
  '&amp; &lt; ]]>',
  '_x000D_ and _x0041_',
  '  spaces around  ',
  'emoji 🔐 and ünïcödé',
  '0012',
  '1e5',
  '2026-11-30',
  'TRUE',
  '#REF!',
  'x'.repeat(9000),
];

export function item(code: string, title: string, roles: readonly string[] = ['identity']): Item {
  const words = { title, action: 'configure' as const, do: `Do ${title}`, confirm: `Look at ${title}` };
  return {
    code,
    service: 'iot-central',
    serviceName: 'Azure IoT Central',
    ...words,
    control: code.split('-').slice(1, 3).join('-'),
    domain: code.split('-')[1]!,
    domainName: 'Network Security',
    responsibility: 'customer',
    roles,
    references: [{ title: 'A page', url: 'https://example.org/page' }],
    digest: digestOf(words),
    anchor: 'x',
  };
}

export function sheet(rows: readonly { readonly item: Item; readonly record?: ItemRecord }[], more: Partial<Sheet> = {}): Sheet {
  const filled = rows.map((row) => ({ item: row.item, record: row.record ?? blankRecord(row.item.code) }));
  return {
    title: 'Azure IoT Central: Identity & keys',
    address: 'http://localhost:4321/checklists/iot-central/',
    version: '0.1.0',
    facts: '2026-11-23',
    digest: packDigest(filled.map((row) => row.item)),
    roles: [
      { id: 'identity', name: 'Identity and key management' },
      { id: 'architecture', name: 'Infrastructure and endpoint security / architecture' },
    ],
    assessment: assessment(...filled.filter((row) => Object.keys(row.record.clock).length > 0).map((row) => row.record)),
    rows: filled,
    archive: [],
    filters: '',
    at: time(30),
    by: 'Ana',
    ...more,
  };
}

/** One item a risky text, the text being its note. */
export const riskySheet = (): Sheet =>
  sheet(
    RISKY_TEXTS.map((text, index) => {
      const code = `IOTC-NS-2-X${index + 1}`;
      return {
        item: item(code, `Item ${index + 1}`),
        record: record(code, { status: said('done'), note: said(text), owner: said(text.slice(0, 200)), seen: said(wording('x')) }),
      };
    }),
  );
