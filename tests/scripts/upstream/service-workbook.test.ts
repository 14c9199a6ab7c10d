import { utils, write, read } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readServiceWorkbook } from '../../../scripts/upstream/service-workbook.ts';
import { FEATURE_ROWS, PROFILE_ROWS, withCell, workbook, type Fixture } from './support.ts';

const FILE = 'made-up-service-azure-security-benchmark-v3-latest-security-baseline.xlsx';
const readFixture = async (fixture: Fixture = {}) => readServiceWorkbook(FILE, await workbook(fixture));
const problems = async (fixture: Fixture): Promise<string[]> => {
  const { facts, findings } = await readFixture(fixture);
  if (findings.some((finding) => finding.severity === 'error')) expect(facts).toBeUndefined();
  return findings.map(({ line, column, message, fix }) => `${line}:${column} ${message} | ${fix}`);
};

describe('a service workbook', () => {
  it('gives its profile and its rows, folded, with addresses made one', async () => {
    const { facts, findings } = await readFixture();
    expect(findings).toEqual([]);
    expect(facts).toMatchObject({
      file: FILE,
      modified: '2022-10-07',
      profile: { categories: ['IoT', 'Security'], hostAccess: 'no-access', deployableInVirtualNetwork: false, storesContentAtRest: true },
    });
    expect(
      facts!.rows.map(({ row, control, feature, supported, enabledByDefault, responsibility }) => [
        row,
        control,
        feature,
        supported,
        enabledByDefault,
        responsibility,
      ]),
    ).toEqual([
      [2, 'NS-2', 'Azure Private Link', true, false, 'customer'],
      [3, 'NS-2', 'Disable Public Network Access', true, true, 'microsoft'],
      [4, 'NS-1', 'Virtual Network Integration', false, 'not-applicable', 'not-applicable'],
      [5, 'NS-2', 'Azure Private Link', true, false, 'shared'],
      [6, 'None', 'Service Principals', true, false, 'customer'],
      [7, 'NS-6', 'No Related Feature', 'no-related-feature', 'no-related-feature', 'customer'],
    ]);
    expect(facts!.rows[0]!.references).toEqual([{ title: 'A page', url: 'https://learn.microsoft.com/azure/one' }]);
    expect(facts!.rows[2]).toMatchObject({ domain: 'Network Security', title: 'Establish network segmentation boundaries' });
  });

  it('reads what another library wrote', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(PROFILE_ROWS), 'Security Profile');
    utils.book_append_sheet(book, utils.aoa_to_sheet(FEATURE_ROWS), 'Feature Summary');
    const theirs = await readServiceWorkbook(
      FILE,
      Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array),
    );
    const ours = await readFixture();
    expect(theirs.findings).toEqual([]);
    expect(theirs.facts!.rows).toEqual(ours.facts!.rows);
    expect(theirs.facts!.profile).toEqual(ours.facts!.profile);
  });

  it('writes what another library reads', async () => {
    const book = read(await workbook());
    expect(book.SheetNames).toEqual(['Security Profile', 'Feature Summary']);
    expect(utils.sheet_to_json(book.Sheets['Feature Summary']!, { header: 1 })[1]).toEqual(FEATURE_ROWS[1]);
  });

  it('is read by the names of its columns, whatever their order', async () => {
    const reordered = FEATURE_ROWS.map((cells) => [...cells].reverse());
    const { facts, findings } = await readFixture({ features: reordered });
    expect(findings).toEqual([]);
    expect(facts!.rows).toEqual((await readFixture()).facts!.rows);
  });

  it('may have empty rows between others, which keep their numbers', async () => {
    const features = [FEATURE_ROWS[0]!, FEATURE_ROWS[1]!.map(() => null), FEATURE_ROWS[1]!];
    expect((await readFixture({ features })).facts!.rows.map((row) => row.row)).toEqual([3]);
  });

  it('may have booleans where a spreadsheet program made them of words', async () => {
    expect((await readFixture({ features: withCell(FEATURE_ROWS, 2, 8, true) })).facts!.rows[0]!.supported).toBe(true);
  });

  it('may leave the product category empty', async () => {
    expect((await readFixture({ profile: withCell(PROFILE_ROWS, 2, 3, null) })).facts!.profile.categories).toEqual([]);
  });

  it('may name several references, one a line', async () => {
    const features = withCell(FEATURE_ROWS, 2, 10, 'One: part: https://docs.microsoft.com/a\nTwo: http://example.org/b');
    expect((await readFixture({ features })).facts!.rows[0]!.references).toEqual([
      { title: 'One: part', url: 'https://learn.microsoft.com/a' },
      { title: 'Two', url: 'https://example.org/b' },
    ]);
  });

  it('has a digest of its prose that white space does not change, and words do', async () => {
    const digest = async (guidance: string) =>
      (await readFixture({ features: withCell(FEATURE_ROWS, 2, 4, guidance) })).facts!.rows[0]!.text;
    expect(await digest('made-up  guidance\r\n')).toBe((await readFixture()).facts!.rows[0]!.text);
    expect(await digest('made-up guidance!')).not.toBe((await readFixture()).facts!.rows[0]!.text);
  });
});

describe('a wrong service workbook', () => {
  it('names each wrong word with its cell and the words that are allowed', async () => {
    const features = withCell(withCell(FEATURE_ROWS, 2, 5, 'Custmer'), 4, 8, 'Maybe');
    expect(await problems({ features })).toMatchInlineSnapshot(`
      [
        "2:5 Feature Summary!E2: "Custmer" is not a value of "Responsibility"; use Customer, Microsoft, Shared or Not Applicable | Did you mean "Customer"?",
        "4:8 Feature Summary!H4: "Maybe" is not a value of "Feature Supported"; use True, False, Not Applicable or No Related Feature | If upstream has a new word, add it to schemas/vocabulary.ts",
      ]
    `);
  });

  it('names empty cells', async () => {
    expect(await problems({ features: withCell(withCell(FEATURE_ROWS, 2, 6, null), 3, 9, '  ') })).toMatchInlineSnapshot(`
      [
        "2:6 Feature Summary!F2: the cell is empty | Fill it in, or ask upstream what it should say",
        "3:9 Feature Summary!I3: the cell is empty; use True, False, Not Applicable or No Related Feature | Fill it in, or ask upstream what it should say",
      ]
    `);
  });

  it('names a reference that is none', async () => {
    expect(await problems({ features: withCell(FEATURE_ROWS, 2, 10, 'see the portal') })).toMatchInlineSnapshot(`
      [
        "2:10 Feature Summary!J2: "see the portal" is not a reference; use "Title: https://host/path" or None | Give each reference a line of its own",
      ]
    `);
  });

  it('names cells that are dates or errors', async () => {
    expect(await problems({ features: withCell(FEATURE_ROWS, 2, 8, '#REF!') })).toMatchInlineSnapshot(`
      [
        "2:8 Feature Summary!H2: the cell holds a date or an error, not text | Format the cell as text and type its value",
      ]
    `);
  });

  it('names every missing column, and the one that was renamed', async () => {
    const features = withCell(withCell(FEATURE_ROWS, 1, 8, 'Feature Suported'), 1, 12, 'Remarks');
    expect(await problems({ features })).toMatchInlineSnapshot(`
      [
        "1:1 Feature Summary, row 1: the columns "Feature Supported" and "Guidance Notes" are missing; row 1 has "Control Domain", "ASB Control ID", "ASB Control Title", "Guidance", "Responsibility", "Feature Name", "Feature Description", "Feature Suported", "Feature Enabled by Default", "Feature Reference", "Feature Notes" and "Remarks" | If the name has changed: rename "Feature Suported" to "Feature Supported"",
      ]
    `);
  });

  it('names a column that is there twice', async () => {
    expect(await problems({ features: withCell(FEATURE_ROWS, 1, 12, 'Guidance') })).toMatchInlineSnapshot(`
      [
        "1:12 Feature Summary!L1: the column "Guidance" is there twice | Delete or rename one",
      ]
    `);
  });

  it('says that a new column is not read, and goes on', async () => {
    const features = FEATURE_ROWS.map((cells, index) => [...cells, index === 0 ? '__proto__' : 'x']);
    expect(await problems({ features })).toMatchInlineSnapshot(`
      [
        "1:13 Feature Summary!M1: the column "__proto__" is new; what it says is not read | If it is a fact worth keeping, teach the reader",
      ]
    `);
    expect((await readFixture({ features })).facts!.rows).toHaveLength(6);
  });

  it('names a missing sheet and the one that was renamed', async () => {
    expect(await problems({ names: ['Security Profile', 'Features Summary'] })).toMatchInlineSnapshot(`
      [
        "1:1 the sheet "Feature Summary" is missing; the workbook has "Security Profile" and "Features Summary" | Did its name change? If it is the same sheet, rename "Features Summary" to "Feature Summary"",
      ]
    `);
  });

  it('names profile attributes that are missing, unknown or doubled', async () => {
    const profile = withCell(withCell(PROFILE_ROWS, 2, 1, 'Product Categories'), 4, 1, 'Stores customer content at rest');
    expect(await problems({ profile })).toMatchInlineSnapshot(`
      [
        "2:1 Security Profile!A2: "Product Categories" is no attribute of the profile; use Product Category, Customer can access HOST / OS, Service can be deployed into customer's virtual network or Stores customer content at rest | Did you mean "Product Category"?",
        "5:1 Security Profile!A5: the attribute "Stores customer content at rest" is there twice | Keep one of the two",
        "1:1 Security Profile: the attribute "Product Category" is missing | Check that upstream has not renamed it",
        "1:1 Security Profile: the attribute "Service can be deployed into customer's virtual network" is missing | Check that upstream has not renamed it",
      ]
    `);
  });

  it('without rows is no baseline', async () => {
    expect(await problems({ features: [FEATURE_ROWS[0]!] })).toMatchInlineSnapshot(`
      [
        "1:1 Feature Summary, row 1: the sheet has no rows under its head | Download the workbook again",
      ]
    `);
    expect(await problems({ features: [] })).toMatchInlineSnapshot(`
      [
        "1:1 Feature Summary, row 1: the columns "Control Domain", "ASB Control ID", "ASB Control Title", "Guidance", "Responsibility", "Feature Name", "Feature Description", "Feature Supported", "Feature Enabled by Default", "Feature Reference", "Feature Notes" and "Guidance Notes" are missing; row 1 has nothing | Check that row 1 holds the heads, and that upstream has not changed the sheet",
      ]
    `);
  });

  it('keeps names that drive a terminal out of its messages', async () => {
    expect(await problems({ features: withCell(FEATURE_ROWS, 2, 5, '\u202Egnorw \u0085') })).toMatchInlineSnapshot(`
      [
        "2:5 Feature Summary!E2: "·gnorw ·" is not a value of "Responsibility"; use Customer, Microsoft, Shared or Not Applicable | If upstream has a new word, add it to schemas/vocabulary.ts",
      ]
    `);
  });
});
