import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getDocumentProxy } from 'unpdf';
import { pdfPages } from '../e2e/support/pdf.ts';
import { cutRows, heads, orphans, rows, squeezed, type Paper } from '../e2e/support/paper.ts';
import { becomes, LIGHT_SYSTEM, openFirefox, SITE } from './support/firefox.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  ({ browser, page } = await openFirefox(LIGHT_SYSTEM));
});
afterAll(() => browser.close());

async function open(address: string): Promise<void> {
  await page.goto(new URL(address, SITE).href);
  // Firefox draws bold words into its PDFs as shapes, which nobody can read back.
  await page.evaluate(() => {
    const plain = new CSSStyleSheet();
    plain.replaceSync('* { font-weight: 400 !important }');
    document.adoptedStyleSheets.push(plain);
  });
}

async function printed(format: 'A4' | 'Letter' = 'A4'): Promise<Paper & { readonly pdf: Uint8Array }> {
  const pdf = await page.pdf({ format, preferCSSPageSize: true });
  const sheets = await pdfPages(pdf);
  return { sheets, bodies: sheets, pdf };
}

test.each(['A4', 'Letter'] as const)('a long table begins with its heads on each sheet of %s, and no row is cut', async (format) => {
  await open('features/data-at-rest-encryption-using-cmk/');
  const paper = await printed(format);
  expect(paper.sheets.length).toBeGreaterThan(2);
  for (const sheet of paper.sheets.slice(1, -1)) expect(squeezed(sheet)).toContain(squeezed('Service Action Enabled by default Whose job'));
  expect(cutRows(await page.evaluate(rows), paper)).toEqual([]);
});

test.each(['services/iot-central/', 'controls/NS-2/', 'guides/how-to-read-a-baseline/'])(
  'no sheet of %s ends in a heading, and version and date stand on paper',
  async (address) => {
    await open(address);
    const paper = await printed();
    expect(orphans(await page.evaluate(heads), paper)).toEqual([]);
    const words = paper.sheets.join(' ');
    expect(words).toMatch(/Plumbline \d+\.\d+\.\d+/);
    expect(words).toMatch(/facts as of \d{4}-\d{2}-\d{2}/);
  },
);

test('addresses of sources are printed, each once', async () => {
  await open('features/azure-private-link/');
  const sources = await page.$$eval('.sources a[href^=http]', (links) => links.map((link) => link.getAttribute('href')!));
  expect(sources.length).toBeGreaterThan(0);
  const text = squeezed((await printed()).sheets.join(''));
  for (const source of sources) expect(text.split(source).length - 1, source).toBe(1);
});

test.each([
  ['matrix/', '.matrix', 'LOCKBOX'],
  ['compare/?s=iot-central,iot-hub', '.comparison', 'Azure IoT Hub'],
])('%s lies on broad paper, its heads on each sheet of the table', async (address, table, head) => {
  await open(address);
  await becomes(() => page.$$(`${table} thead th`).then((all) => all.length)).toBeGreaterThan(2);
  const { sheets, pdf } = await printed();
  const paper = await getDocumentProxy(new Uint8Array(pdf));
  for (let at = 1; at <= paper.numPages; at += 1) {
    const [left = 0, top = 0, right = 0, bottom = 0] = (await paper.getPage(at)).view;
    expect(right - left, `sheet ${at}`).toBeGreaterThan(bottom - top);
  }
  expect(sheets.slice(1, -1).filter((sheet) => !squeezed(sheet).includes(squeezed(head)))).toEqual([]);
});
