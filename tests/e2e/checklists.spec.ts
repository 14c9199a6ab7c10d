import { expect, test, type Page } from '@playwright/test';
import { LIST } from './support/checklist.ts';
import { pdfPages } from './support/pdf.ts';

const firstTick = (page: Page) => page.getByRole('checkbox', { name: /^Done: / }).first();

test('a note is saved too where what writes it never moves the focus into its field', async ({ page }) => {
  await page.goto(LIST);
  await page.locator('#IOTC-IM-1-ENTRA [data-field=note]').evaluate((field: HTMLTextAreaElement) => {
    field.value = 'Dictated.';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(page.locator('#IOTC-IM-1-ENTRA .answer__paper')).toContainText('Dictated.');
  await page.reload();
  await expect(page.getByLabel('Evidence note of IOTC-IM-1-ENTRA')).toHaveValue('Dictated.');
});

test('a tick is saved at once, survives a reload, and counts', async ({ page }) => {
  await page.goto(LIST);
  await firstTick(page).check();
  await expect(page.locator('main')).toContainText('1 of 6 settled');
  await page.reload();
  await expect(firstTick(page)).toBeChecked();
  await expect(page.locator('main')).toContainText('1 of 6 settled');
});

test('a printed role checklist has its items, their codes, boxes to sign, and page n of N', async ({ page }) => {
  await page.goto(LIST);
  for (const format of ['A4', 'Letter'] as const) {
    const pages = await pdfPages(await page.pdf({ format, preferCSSPageSize: true }));
    const text = pages.join(' ');
    for (const code of ['IOTC-IM-1-ENTRA', 'IOTC-IM-1-LOCAL', 'IOTC-IM-3-MI', 'IOTC-IM-3-SP']) expect(text).toContain(code);
    expect(text).toContain('Confirm.');
    expect(text).toContain('Signature');
    expect(text).not.toContain('Skip to the content');
    for (const [index, content] of pages.entries()) {
      expect(content).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(content).toContain('Azure IoT Central: Identity and key management');
      expect(content, 'the head of the table on each page').toContain('What to do and how to confirm it');
    }
  }
});

test('filters of a list are in the address, count what they would give, and say which to drop where nothing is left', async ({ page }) => {
  await page.goto(`${LIST}?status=blocked`);
  await expect(page.locator('[data-empty]')).toHaveText('No item is blocked. Without this filter there are 6.');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page).toHaveURL(new RegExp(`${LIST}$`));
  await expect(page.getByRole('status').filter({ hasText: /^6 items$/ })).toBeVisible();
  await page.goBack();
  await expect(page.locator('[data-empty]')).toBeVisible();

  await page.goto('checklists/build/?service=iot-central&role=threat-intelligence&domain=backup-and-recovery');
  const said = page.locator('[data-build-status]');
  await expect(said).toHaveText(/^No item fits\. Without “(Role|Domain)” there would be \d+\.$/);
  // No dead options: what would give nothing cannot be chosen.
  const counts = await page.locator('[data-choice] label:has([type=checkbox])').evaluateAll((labels) =>
    labels
      .filter((label) => label.querySelector('[data-count]')!.textContent === '0')
      .map((label) => label.querySelector('input')!)
      .filter((box) => !box.disabled && !box.checked),
  );
  expect(counts).toEqual([]);
  await page.getByRole('button', { name: 'Clear the choice' }).click();
  await expect(page).toHaveURL(/checklists\/build\/$/);
  await expect(said).toHaveText('Choose a service to begin.');
});
