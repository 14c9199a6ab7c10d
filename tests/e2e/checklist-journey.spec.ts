import { expect, test, type Page } from '@playwright/test';
import { accessibilityViolations } from './support/accessibility.ts';
import { chooseFile, exported, ticks } from './support/checklist.ts';
import { pdfPages } from './support/pdf.ts';

const ADDRESS = 'checklists/build/?service=iot-central&service=iot-hub&role=identity-and-key-management';
const TITLE = 'Azure IoT Central + Azure IoT Hub: Identity and key management';

const status = (page: Page, code: string) => page.getByLabel(`Status of ${code}`);

async function answer(page: Page, code: string, value: string, note?: string): Promise<void> {
  await status(page, code).selectOption(value);
  if (note === undefined) return;
  await page.locator(`[id="${code}"] .evidence summary`).click();
  await page.getByLabel(`Evidence note of ${code}`).fill(note);
  await page.getByLabel(`Evidence note of ${code}`).blur();
}

test('a new user builds a list over two services, works it, prints it, hands it over, and merges what comes back', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(60_000);

  // Build.
  await page.goto('checklists/');
  await page.getByRole('link', { name: 'Build a list over several services' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Choose a service to begin.' })).toBeVisible();
  await page.getByPlaceholder('Find a service').fill('iot');
  for (const name of ['Azure IoT Central', 'Azure IoT Hub', 'Identity and key management']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  }
  await expect(page.locator('h1')).toHaveText(TITLE);
  await expect(page).toHaveURL(new RegExp(`${ADDRESS.replaceAll('?', '\\?')}$`));
  await expect(ticks(page)).toHaveCount(16);
  await page.reload();
  await expect(page.locator('h1')).toHaveText(TITLE);
  await expect(ticks(page)).toHaveCount(16);
  await page.getByRole('checkbox', { name: /^Configure/ }).check();
  await expect(ticks(page)).toHaveCount(10);
  await page.goBack();
  await expect(ticks(page)).toHaveCount(16);

  // Work.
  await page.getByLabel('Your name, for who did what').fill('Ana');
  await answer(page, 'IOTC-IM-1-ENTRA', 'done', 'Roles of all operators looked through.');
  await answer(page, 'IOTH-IM-1-ENTRA', 'done');
  await answer(page, 'IOTC-IM-3-MI', 'blocked');
  await expect(page.locator('[data-progress-text]')).toHaveText('2 of 16 settled: 2 done, 1 blocked; 13 open');
  await page.getByText('Progress by domain and role').click();
  await expect(page.locator('.progress__table')).toContainText('Azure IoT Hub');

  // Print.
  const sheets = await pdfPages(await page.pdf({ format: 'A4' }));
  expect(sheets[0]).toContain('Progress 2 of 16 settled: 2 done, 1 blocked; 13 open');
  expect(sheets[0]).toContain('Roles of all operators looked through.');
  await expect(page.locator('[data-qr]')).toHaveAttribute('aria-label', new RegExp(`${ADDRESS.replaceAll('?', '\\?')}$`));

  // Hand over: Ben opens the same address in a browser of his own.
  const file = await exported(page, 'Assessment file (JSON)');
  const workbook = await exported(page, 'Spreadsheet (XLSX)');
  expect(file.name).toMatch(/^azure-iot-central-azure-iot-hub-identity-and-key-management_my-assessment_\d{4}-\d\d-\d\d\.json$/);
  const elsewhere = await browser.newContext({ baseURL, serviceWorkers: 'block' });
  const ben = await elsewhere.newPage();
  await ben.goto(ADDRESS);
  await ben.getByLabel('Your name, for who did what').fill('Ben');
  await chooseFile(ben, { name: file.name, mimeType: 'application/json', buffer: file.bytes });
  await expect(ben.locator('[data-report]')).toContainText('Added the assessment “My assessment” with 3 answered items.');
  await chooseFile(ben, { name: workbook.name, mimeType: 'application/octet-stream', buffer: workbook.bytes });
  await expect(ben.locator('[data-report]')).toContainText('0 answers taken over, 0 of yours kept, 0 to decide.');
  await expect(status(ben, 'IOTC-IM-3-MI')).toHaveValue('blocked');

  // Apart from each other, both go on.
  await answer(ben, 'IOTC-IM-3-MI', 'done', 'The identity is there since Monday.');
  await answer(ben, 'IOTC-IM-3-SP', 'not-needed');
  await answer(page, 'IOTC-IM-3-MI', 'risk-accepted');
  await answer(page, 'IOTH-IM-3-SP', 'done');
  const back = await exported(ben, 'Assessment file (JSON)');
  await elsewhere.close();

  // Merge.
  await chooseFile(page, { name: 'from-ben.json', mimeType: 'application/json', buffer: back.bytes });
  const report = page.locator('[data-report]');
  await expect(report).toContainText('Merged from-ben.json into “My assessment”: 2 answers taken over, 1 of yours kept, 1 to decide.');
  await expect(status(page, 'IOTC-IM-3-SP')).toHaveValue('not-needed');
  await expect(status(page, 'IOTH-IM-3-SP')).toHaveValue('done');
  const rivals = page.locator('#IOTC-IM-3-MI [data-rivals]');
  await expect(rivals.locator('li')).toHaveCount(2);
  await expect(rivals.locator('li').filter({ hasText: 'Done' })).toContainText(/Ben, .*\d{4}/);
  await expect(rivals.locator('li').filter({ hasText: 'Risk accepted' })).toContainText(/Ana, .*\d{4}/);
  expect(await accessibilityViolations(page)).toEqual([]);

  await page.getByRole('button', { name: /^Keep this: status “Done” by Ben/ }).click();
  await expect(rivals).toBeHidden();
  await expect(status(page, 'IOTC-IM-3-MI')).toHaveValue('done');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(rivals).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(rivals).toBeHidden();
  await expect(status(page, 'IOTC-IM-3-MI')).toHaveValue('risk-accepted');
  await expect(status(page, 'IOTC-IM-3-SP')).toHaveValue('open');
});

test('an export has the rows that are on the screen, in their order, and says which filters are in force', async ({ page }) => {
  await page.goto(ADDRESS);
  await page.getByLabel('Your name, for who did what').fill('Ana');
  const formula = '=HYPERLINK("https://example.com","x")';
  for (const index of [0, 3, 7]) await ticks(page).nth(index).check();
  await answer(page, 'IOTC-IM-1-ENTRA', 'done', formula);
  await page.getByRole('group', { name: 'Show only' }).getByRole('checkbox', { name: /^Done/ }).check();
  const codes = await page.locator('.item:visible').evaluateAll((rows) => rows.map((row) => row.id));
  expect(codes).toHaveLength(3);

  const csv = (await exported(page, 'Table (CSV)')).bytes.toString();
  const markdown = (await exported(page, 'Task list (Markdown)')).bytes.toString();
  const CODE = /\bIOT[CH]-[A-Z]{2}-\d-[A-Z]+\b/;
  expect(csv.split('\n').flatMap((line) => new RegExp(`^"?(${CODE.source})`).exec(line)?.[1] ?? [])).toEqual(codes);
  expect(markdown.split('\n').flatMap((line) => (/^\s*- \[[ x]\]/.test(line) ? (CODE.exec(line)?.[0] ?? []) : []))).toEqual(codes);
  expect(markdown).toContain('- [x]');
  for (const text of [csv, markdown]) {
    expect(text).toMatch(/Plumbline|0\.\d+\.\d+|\d{4}-\d\d-\d\d/);
    expect(text).toContain('Ana');
  }
  expect(csv, 'no cell begins as a formula').not.toMatch(/(^|,)"?=/m);

  // And the risky text comes back as it was.
  await chooseFile(page, { name: 'back.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.locator('[data-report]')).toContainText('0 answers taken over, 0 of yours kept, 0 to decide.');
  await expect(page.getByLabel('Evidence note of IOTC-IM-1-ENTRA')).toHaveValue(formula);
});

test('two people who began apart merge their answers into one assessment, and can take that back', async ({ page, browser, baseURL }) => {
  await page.goto(ADDRESS);
  await answer(page, 'IOTC-IM-1-ENTRA', 'done');
  const elsewhere = await browser.newContext({ baseURL, serviceWorkers: 'block' });
  const ben = await elsewhere.newPage();
  await ben.goto(ADDRESS);
  await answer(ben, 'IOTC-IM-1-ENTRA', 'blocked');
  await answer(ben, 'IOTC-IM-3-MI', 'done');
  const { bytes } = await exported(ben, 'Assessment file (JSON)');
  await elsewhere.close();

  await chooseFile(page, { name: 'ben.json', mimeType: 'application/json', buffer: bytes });
  await expect(page.locator('[data-assessments] option')).toHaveCount(2);
  await page.getByRole('button', { name: 'Merge it into “My assessment” instead' }).click();
  await expect(page.locator('[data-report]')).toContainText('1 answer taken over, 0 of yours kept, 1 to decide.');
  await expect(page.locator('[data-assessments] option')).toHaveText(['My assessment']);
  await expect(page.locator('#IOTC-IM-1-ENTRA [data-rivals] li')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(status(page, 'IOTC-IM-1-ENTRA')).toHaveValue('done');
  await expect(status(page, 'IOTC-IM-3-MI')).toHaveValue('open');
});
