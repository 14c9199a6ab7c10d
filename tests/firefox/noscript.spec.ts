import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEMPLATES } from '../../scripts/testing/templates.ts';
import { pdfPages } from '../e2e/support/pdf.ts';
import { launchFirefox, NO_SCRIPT, SITE } from './support/firefox.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchFirefox(NO_SCRIPT);
  page = await browser.newPage();
});
afterAll(() => browser.close());

const open = (address: string) => page.goto(new URL(address, SITE).href);
/** The words of what fits and can be seen. */
const visible = (selector: string) =>
  page.evaluate(
    (which) =>
      [...document.querySelectorAll(which)]
        .filter((one) => one.getClientRects().length > 0)
        .map((one) => one.textContent.replace(/\s+/g, ' ').trim()),
    selector,
  );

test('without script every page has its words and links, and shows nothing that needs script', async () => {
  for (const address of TEMPLATES) {
    await open(address);
    expect(await page.evaluate(() => matchMedia('(scripting: enabled)').matches), address).toBe(false);
    expect(await visible('h1'), address).toEqual([expect.stringMatching(/\w/)]);
    expect(await visible('main a[href]'), address).not.toEqual([]);
    expect(await visible('.needs-script'), address).toEqual([]);
  }
});

test('without script lists and tables are whole', async () => {
  for (const [address, rows, count] of [
    ['services/', '.service-list > li', 118],
    ['services/iot-central/', 'article.entry:not(.entry--brief)', 18],
    ['features/azure-private-link/', '.feature-services tbody tr:not(.group)', 118],
    ['matrix/', '.matrix tbody tr', 118],
  ] as const) {
    await open(address);
    expect(await visible(rows), address).toHaveLength(count);
  }
});

test('without script a checklist prints its items', async () => {
  await open('checklists/iot-central/identity-and-key-management/');
  const words = (await pdfPages(await page.pdf({ format: 'A4' }))).join(' ');
  for (const code of ['IOTC-IM-1-ENTRA', 'IOTC-IM-1-LOCAL', 'IOTC-IM-3-MI', 'IOTC-IM-3-SP']) expect(words).toContain(code);
});
