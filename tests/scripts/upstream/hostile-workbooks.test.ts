import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../scripts/upstream/limits.ts';
import { readServiceWorkbook } from '../../../scripts/upstream/service-workbook.ts';
import { FEATURE_ROWS, PROFILE_ROWS, rawParts, sheetXml, withCell, withPart, workbook, zip, type RawPart } from './support.ts';

const problem = async (hostile: Buffer | readonly RawPart[]): Promise<string> => {
  const bytes = Buffer.isBuffer(hostile) ? hostile : zip(hostile as readonly RawPart[]);
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const { facts, findings } = await readServiceWorkbook('hostile.xlsx', bytes);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(256 * 2 ** 20);
  expect(facts).toBeUndefined();
  expect(findings.length).toBeGreaterThan(0);
  return `${findings[0]!.message} | ${findings[0]!.fix}`;
};

const SHEET2 = 'xl/worksheets/sheet2.xml';
const features = (xml: string): RawPart[] => rawParts({ features: xml });

describe('a plain workbook of raw parts', () => {
  it('is read, so that what follows fails for its own reason', async () => {
    expect((await readServiceWorkbook('plain.xlsx', zip(rawParts()))).findings).toEqual([]);
  });

  it('may have a part per namespace prefix, shared strings and rich text', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const prefixed = sheetXml(FEATURE_ROWS)
      .replaceAll(/<(\/?)(worksheet|sheetData|row|c|is|t)\b/g, '<$1x:$2')
      .replace('xmlns=', 'xmlns:x=')
      .replace('<x:c r="A2" t="inlineStr"><x:is><x:t>Network Security</x:t></x:is></x:c>', '<x:c r="A2" t="s"><x:v>0</x:v></x:c>');
    const rels = rawParts().find((part) => part.name === 'xl/_rels/workbook.xml.rels')!.data as string;
    const parts = [
      ...withPart(features(prefixed), 'xl/_rels/workbook.xml.rels', {
        data: rels.replace(
          '</Relationships>',
          `<Relationship Id="r3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
        ),
      }),
      {
        name: 'xl/sharedStrings.xml',
        data: '<x:sst xmlns:x="m" count="1"><x:si><x:r><x:t>Network </x:t></x:r><x:r><x:t>Security</x:t></x:r></x:si></x:sst>',
      },
    ];
    const { facts, findings } = await readServiceWorkbook('prefixed.xlsx', zip(parts));
    expect(findings).toEqual([]);
    expect(facts!.rows[0]!.domain).toBe('Network Security');
  });
});

describe('a file that is no workbook', () => {
  it.each<[string, () => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['one byte', () => Buffer.from('P')],
    ['a CSV', () => Buffer.from('Control Domain,ASB Control ID\nNetwork Security,NS-1\n')],
    ['a web page', () => Buffer.from('\n<!DOCTYPE html><html></html>')],
    ['a Git LFS pointer', () => Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\n')],
    ['bare XML', () => Buffer.from('<?xml version="1.0"?><Workbook/>')],
    ['gzip', () => gzipSync('x')],
    [
      'an encrypted workbook',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['an old .xls', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    ['a zip of something else', () => zip([{ name: 'readme.txt', data: 'x' }])],
    ['an OpenDocument', () => zip([{ name: 'mimetype', data: 'x', stored: true }])],
    [
      'a document',
      () => zip([{ name: '_rels/.rels', data: '<R><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></R>' }]),
    ],
    [
      'a binary workbook',
      () => zip([{ name: '_rels/.rels', data: '<R><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></R>' }]),
    ],
    ['an empty zip', () => zip([])],
  ])('%s says what it is', async (_name, make) => {
    expect(await problem(make())).toMatchSnapshot();
  });

  it('cut short anywhere is an error, never facts', async () => {
    const bytes = await workbook();
    for (let length = 1; length < bytes.length; length += 97) await problem(Buffer.from(bytes.subarray(0, length)));
    expect(await problem(Buffer.from(bytes.subarray(0, bytes.length - 1)))).toMatchSnapshot();
  });
});

describe('an archive that lies', () => {
  const at = (name: string, change: Partial<RawPart>): RawPart[] => withPart(rawParts(), name, change);
  it.each<[string, () => RawPart[] | Buffer]>([
    ['a part that inflates without end', () => at(SHEET2, { data: Buffer.alloc(LIMITS.partBytes + 1, 0x20) })],
    ['a bomb that states a small size', () => at(SHEET2, { data: Buffer.alloc(64 * 2 ** 20), says: { size: 100 } })],
    [
      'a bomb in a part that nobody needs',
      () => [...rawParts(), { name: 'xl/media/image1.png', data: Buffer.alloc(LIMITS.partBytes + 1) }],
    ],
    [
      'many parts that are too much together',
      () => [
        ...rawParts(),
        ...Array.from({ length: 5 }, (_, index) => ({ name: `xl/x${index}.xml`, data: Buffer.alloc(LIMITS.partBytes - 1) })),
      ],
    ],
    ['thousands of parts', () => [...rawParts(), ...Array.from({ length: 2_000 }, (_, index) => ({ name: `xl/x${index}.xml`, data: '' }))]],
    ['a wrong size', () => at(SHEET2, { says: { size: 10 } })],
    ['a wrong checksum', () => at(SHEET2, { says: { crc: 1 } })],
    ['two names for a part', () => at(SHEET2, { says: { name: 'xl/worksheets/sheet9.xml' } })],
    ['an encrypted part', () => at(SHEET2, { says: { flags: 1 } })],
    ['an unknown packing', () => at(SHEET2, { says: { method: 12 } })],
    ['a part that is there twice', () => [...rawParts(), { name: 'XL/worksheets/SHEET2.xml', data: 'x' }]],
    ['a comment with a second end in it', () => zip(rawParts(), { comment: zip([]).toString('latin1') })],
  ])('%s', async (_name, make) => {
    expect(await problem(make())).toMatchSnapshot();
  });

  it('parts that overlap are refused', async () => {
    const bytes = zip(rawParts());
    const directory = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    const second = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'), directory + 1);
    // The second part claims the place, name and content of the first, under a name of its own.
    bytes.writeUInt32LE(bytes.readUInt32LE(directory + 42), second + 42);
    expect(await problem(bytes)).toMatchSnapshot();
  });
});

describe('XML that does more than hold cells', () => {
  const bad = (xml: string): RawPart[] => features(xml);
  const good = sheetXml(FEATURE_ROWS);
  it.each<[string, () => RawPart[]]>([
    ['an external entity', () => bad(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${good.replace('Customer', '&e;')}`)],
    [
      'a billion laughs in the shared strings',
      () => withPart(rawParts(), 'xl/workbook.xml', { data: '<!DOCTYPE lolz [<!ENTITY a "ha">]><workbook>&a;</workbook>' }),
    ],
    ['an undefined entity', () => bad(good.replace('Customer', '&e;'))],
    ['a comment', () => bad(good.replace('<sheetData>', '<!-- <sheetData> --><sheetData>'))],
    ['CDATA', () => bad(good.replace('Customer', '<![CDATA[Microsoft]]>'))],
    ['an instruction', () => bad(good.replace('<sheetData>', '<?x y?><sheetData>'))],
    ['UTF-16', () => withPart(rawParts(), SHEET2, { data: Buffer.from(`\uFEFF${good}`, 'utf16le') })],
    [
      'bytes that are not UTF-8',
      () => withPart(rawParts(), SHEET2, { data: Buffer.from(good.replace('Customer', 'Custom\u00E9r'), 'latin1') }),
    ],
    ['another encoding by name', () => bad(`<?xml version="1.0" encoding="utf-7"?>${good}`)],
    ['tags that cross', () => bad(good.replace('</is></c>', '</c></is>'))],
    ['an end that never comes', () => bad(good.replace('</worksheet>', ''))],
    ['two roots', () => bad(good + good)],
    ['an attribute twice', () => bad(good.replace('<c r="H2"', '<c r="H2" r="I2"'))],
    ['nesting without end', () => bad(good.replace('<sheetData>', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}<sheetData>`))],
    ['tags without end', () => bad(good.replace('<sheetData>', `${'<cols/>'.repeat(500_000)}<sheetData>`))],
    [
      'attributes without end',
      () => bad(good.replace('<c r="H2"', `<c ${Array.from({ length: 300_000 }, (_, index) => `a${index}="1"`).join(' ')} r="H2"`)),
    ],
    ['nothing', () => bad('')],
  ])('%s', async (_name, make) => {
    expect(await problem(make())).toMatchSnapshot();
  });

  it.each<[string, string]>([
    ['a million column definitions', `<cols>${'<col min="1" max="16384" hidden="1"/>'.repeat(150_000)}</cols>`],
    ['a wide conditional format', '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression"/></conditionalFormatting>'],
  ])('%s is passed over', async (_name, head) => {
    const { facts, findings } = await readServiceWorkbook('hostile.xlsx', zip(features(sheetXml(FEATURE_ROWS, { head }))));
    expect(findings).toEqual([]);
    expect(facts!.rows).toHaveLength(6);
  });
});

describe('cells that mean two things', () => {
  const good = sheetXml(FEATURE_ROWS);
  it.each<[string, string]>([
    ['a formula', good.replace('<c r="H2" t="inlineStr"><is><t>True</t></is></c>', '<c r="H2" t="str"><f>IF(1,"True")</f><v>True</v></c>')],
    ['merged cells', sheetXml(FEATURE_ROWS, { tail: '<mergeCells count="1"><mergeCell ref="H2:H4"/></mergeCells>' })],
    ['a cell twice', good.replace('<c r="I2"', '<c r="H2"')],
    ['a row twice', good.replace('<row r="3">', '<row r="2">')],
    ['a cell in another row', good.replace('<c r="H3"', '<c r="H9"')],
    ['a cell nowhere', good.replace('<c r="H3"', '<c r="3H"')],
    ['a cell far to the right', good.replace('<c r="L3"', '<c r="XFD3"')],
    ['two tables', good.replace('</sheetData>', '</sheetData><sheetData/>')],
    ['no table', '<worksheet/>'],
    ['a chart sheet', '<chartsheet/>'],
    [
      'a million empty rows',
      good.replace('</sheetData>', `${Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 8}"/>`).join('')}</sheetData>`),
    ],
    ['a row a million down', good.replace('</sheetData>', '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')],
    ['a text without end', good.replace('made-up guidance', 'x'.repeat(40_000))],
  ])('%s', async (_name, xml) => {
    expect(await problem(features(xml))).toMatchSnapshot();
  });

  it('a long text that many cells share is bounded', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const rows = Array.from(
      { length: 4_000 },
      (_, row) => `<row r="${row + 2}">${'ABCDEFGHIJKL'.replace(/./g, (letter) => `<c r="${letter}${row + 2}" t="s"><v>0</v></c>`)}</row>`,
    ).join('');
    const rels = rawParts().find((part) => part.name === 'xl/_rels/workbook.xml.rels')!.data as string;
    const parts = [
      ...withPart(features(sheetXml([FEATURE_ROWS[0]!]).replace('</sheetData>', `${rows}</sheetData>`)), 'xl/_rels/workbook.xml.rels', {
        data: rels.replace(
          '</Relationships>',
          `<Relationship Id="r3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
        ),
      }),
      { name: 'xl/sharedStrings.xml', data: `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>` },
    ];
    expect(await problem(parts)).toMatchSnapshot();
  });
});

describe('names with a meaning in JavaScript', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a word like any other', async (word) => {
    const everywhere = FEATURE_ROWS.map((cells, row) =>
      row === 0 ? [...cells, word] : cells.map((value, column) => ([3, 5, 6, 10].includes(column) ? word : value)),
    );
    const read = await readServiceWorkbook(
      'hostile.xlsx',
      await workbook({ features: everywhere, extra: [{ name: word, rows: [[word]] }] }),
    );
    expect(read.findings.map((finding) => finding.severity)).toEqual(['warning']);
    expect(read.facts!.rows.map((row) => row.feature)).toEqual(Array.from({ length: 6 }, () => word));
    expect(await problem(await workbook({ features: withCell(FEATURE_ROWS, 2, 8, word) }))).toContain(
      `Feature Summary!H2: "${word}" is not a value`,
    );
    expect(await problem(await workbook({ profile: withCell(PROFILE_ROWS, 3, 3, word) }))).toContain(
      `Security Profile!C3: "${word}" is not a value`,
    );
  });

  afterAll(() => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
