import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import { expect, test, type Page } from '@playwright/test';
import { accessibilityViolations } from './support/accessibility.ts';
import { pdfPages } from './support/pdf.ts';

const TWO = 'compare/?s=iot-central,iot-hub';
const heads = (page: Page) => page.locator('.comparison thead th:not(:first-child)');
const count = (page: Page) => page.locator('[data-compare-count]');
const group = (page: Page, name: RegExp) => page.locator('.comparison tbody', { has: page.locator('.group', { hasText: name }) });

test('puts two services side by side, what they answer differently first', async ({ page }) => {
  await page.goto(TWO);
  await expect(heads(page)).toHaveText(['Azure IoT Central', 'Azure IoT Hub']);
  await expect(page.locator('h1')).toHaveText('Azure IoT Central and Azure IoT Hub');
  await expect(count(page)).toHaveText(/^2 services: \d+ of 35 features differ\.$/);
  const groups = await page.locator('.comparison .group th').allTextContents();
  expect(groups[0]).toBe('Security profile');
  expect(groups[1]).toMatch(/^\d+ features where they differ$/);
  expect(groups[2]).toMatch(/^\d+ features where they agree$/);
  const differing = group(page, /where they differ/).locator('tr:not(.group)');
  for (const cells of await differing.evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
  )) {
    expect(new Set(cells).size, cells.join(' | ')).toBeGreaterThan(1);
  }
});

test('a service is added by name and removed, with the keyboard alone', async ({ page }) => {
  await page.goto('compare/');
  await page.locator('#picker').focus();
  await page.keyboard.type('iot hub');
  await page.keyboard.press('Enter');
  await expect(count(page)).toHaveText('One service chosen. Add another to compare it with.');
  await expect(page.locator('#picker')).toBeFocused();
  await page.keyboard.type('IoT Central');
  await page.keyboard.press('Enter');
  await expect(heads(page)).toHaveText(['Azure IoT Hub', 'Azure IoT Central']);
  expect(new URL(page.url()).search).toBe('?s=iot-hub,iot-central');
  await page.getByRole('button', { name: 'Remove Azure IoT Hub' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove Azure IoT Central' })).toBeFocused();
  await page.goBack();
  await expect(heads(page)).toHaveText(['Azure IoT Hub', 'Azure IoT Central']);
});

test('several services are added at once, by names with commas, and the start page sends them so', async ({ page }) => {
  await page.goto('compare/');
  await page.locator('#picker').fill('iot hub, no such thing; key vault');
  await page.keyboard.press('Enter');
  await expect(heads(page)).toHaveText(['Azure IoT Hub', 'Azure Key Vault']);
  await expect(page.locator('#picker-said')).toHaveText('No service is called “no such thing”.');
  await expect(page.locator('#picker')).toHaveValue('no such thing');
  await page.goto('./');
  await page.getByLabel('Compare two to eight services').fill('iot central, iot hub, nonsense');
  await page.keyboard.press('Enter');
  await expect(heads(page)).toHaveText(['Azure IoT Central', 'Azure IoT Hub']);
  await expect(page).toHaveURL(/\/compare\/\?s=iot-central,iot-hub$/);
  await expect(page.locator('#picker')).toHaveValue('nonsense');
});

test('says what is wrong with what was asked for', async ({ page }) => {
  await page.goto('compare/?s=iot-central,iot-hubb,key-vault');
  await expect(page.locator('#picker-said')).toContainText('There is no service “iot-hubb”.');
  await expect(heads(page)).toHaveCount(2);
  const add = async (name: string) => {
    await page.locator('#picker').fill(name);
    await page.keyboard.press('Enter');
    return page.locator('#picker-said').textContent();
  };
  await page.locator('#picker').focus();
  expect(await add('nothing like it')).toBe('No service is called “nothing like it”.');
  expect(await add('virtual machine')).toMatch(/^“virtual machine” fits \d+ services: /);
  expect(await add('iot central')).toBe('Azure IoT Central is there already.');
});

test('the address is the whole state: only differences, reload, Back', async ({ page }) => {
  await page.goto(TWO);
  await expect(group(page, /where they agree/)).toHaveCount(1);
  await page.getByLabel('Only where they differ').check();
  await expect(page).toHaveURL(/only=differences/);
  await expect(group(page, /where they agree/)).toHaveCount(0);
  await page.reload();
  await expect(heads(page)).toHaveCount(2);
  await expect(group(page, /where they agree/)).toHaveCount(0);
  await page.getByLabel('Only where they differ').uncheck();
  await page.goBack();
  await expect(page.getByLabel('Only where they differ')).toBeChecked();
});

test('exports what is on the screen as workbook, CSV and JSON', async ({ page }) => {
  await page.goto(`${TWO}&only=differences`);
  await expect(group(page, /where they differ/)).toHaveCount(1);
  const features = await group(page, /where they differ/)
    .locator('tr:not(.group) th a')
    .allTextContents();
  const save = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const workbook = await save('Workbook');
  expect(workbook.name).toMatch(/^plumbline-comparison-\d+\.\d+\.\d+-\d{4}-\d\d-\d\d\.xlsx$/);
  const sheets = read(workbook.bytes, { type: 'buffer' });
  expect(sheets.SheetNames).toEqual(['Comparison', 'Security profiles', 'What is left to do', 'About']);
  expect(utils.sheet_to_json<Record<string, string>>(sheets.Sheets['Comparison']!).map((row) => row['Feature'])).toEqual(features);
  const csv = read((await save('CSV')).bytes, { type: 'buffer' });
  expect(utils.sheet_to_json<Record<string, string>>(csv.Sheets[csv.SheetNames[0]!]!).map((row) => row['Feature'])).toEqual(features);
  const json = JSON.parse((await save('JSON')).bytes.toString()) as { services: string[]; rows: { featureName: string }[] };
  expect(json.services).toEqual(['iot-central', 'iot-hub']);
  expect(json.rows.map((row) => row.featureName)).toEqual(features);
});

test('has no accessibility violation with eight services, and does not widen the page', async ({ page }) => {
  test.slow();
  await page.goto('compare/?s=iot-central,iot-hub,key-vault,storage,event-hubs,functions,azure-sql,azure-firewall');
  await expect(heads(page)).toHaveCount(8);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await accessibilityViolations(page), colorScheme).toEqual([]);
  }
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
});

test('no name in a comparison leads to two places', async ({ page }) => {
  await page.goto(TWO);
  await expect(heads(page)).toHaveCount(2);
  const ambiguous = await page.evaluate(() => {
    const places = new Map<string, Set<string>>();
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
      const name = (link.getAttribute('aria-label') ?? link.textContent).replace(/\s+/g, ' ').trim();
      places.set(name, (places.get(name) ?? new Set()).add(link.href));
    }
    return [...places].filter(([, addresses]) => addresses.size > 1).map(([name]) => name);
  });
  expect(ambiguous).toEqual([]);
});

test('prints in landscape, with its heads on each page', async ({ page }) => {
  await page.goto(TWO);
  await expect(heads(page)).toHaveCount(2);
  const pages = await pdfPages(await page.pdf({ preferCSSPageSize: true }));
  for (const text of pages) expect(text).toContain('Azure IoT Hub');
  expect(pages[0]).not.toContain('Copy the address');
});

test('explains itself without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto(TWO);
  await expect(page.locator('main .notice')).toContainText('needs script');
  await expect(page.getByRole('link', { name: 'matrix of features' })).toBeVisible();
  await expect(page.locator('#picker')).toBeHidden();
  await context.close();
});
