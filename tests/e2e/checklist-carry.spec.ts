import { expect, test, type Page } from '@playwright/test';
import { digestOf, type Item } from '../../src/checklists/item.ts';
import { accessibilityViolations } from './support/accessibility.ts';
import { exported, ticks } from './support/checklist.ts';
import { pdfPages } from './support/pdf.ts';

const ADDRESS = 'checklists/build/?service=iot-central&role=identity-and-key-management';
const OLD_AND_ANSWERED = { changed: 'IOTC-IM-1-ENTRA', same: 'IOTC-IM-1-LOCAL', removed: 'IOTC-IM-3-SP' };

async function note(page: Page, code: string, text: string): Promise<void> {
  await page.getByLabel(`Status of ${code}`).selectOption('done');
  await page.locator(`#${code} .evidence summary`).click();
  await page.getByLabel(`Evidence note of ${code}`).fill(text);
  await page.getByLabel(`Evidence note of ${code}`).blur();
}

test('on new content, unchanged items keep their status, changed ones show both texts beside the old note, and removed ones are kept', async ({
  page,
}) => {
  await page.goto(ADDRESS);
  for (const [what, code] of Object.entries(OLD_AND_ANSWERED)) await note(page, code, `Note on what is ${what}.`);
  await expect(page.locator('[data-progress-text]')).toContainText('3 of 6 settled');
  const before = (await page.locator('#IOTC-IM-1-ENTRA [data-do]').textContent())!;

  // The next version: one text is another, one item is gone, one is new.
  await page.route('**/checklists/data/iot-central.json', async (route) => {
    const { items } = (await (await route.fetch()).json()) as { items: Item[] };
    const withDigest = (item: Item): Item => ({ ...item, digest: digestOf(item) });
    const next = items
      .filter(({ code }) => code !== OLD_AND_ANSWERED.removed)
      .map((item) => (item.code === OLD_AND_ANSWERED.changed ? withDigest({ ...item, do: 'Ask for a second factor too.' }) : item));
    const model = items.find(({ code }) => code === OLD_AND_ANSWERED.same)!;
    await route.fulfill({ json: { items: [...next, withDigest({ ...model, code: 'IOTC-IM-2-NEW', title: 'Something new' })] } });
  });
  await page.reload();

  await expect(page.locator('[data-progress-text]')).toHaveText('1 of 6 settled: 1 done, 1 look again; 4 open');
  await expect(page.getByLabel('Status of IOTC-IM-1-LOCAL')).toHaveValue('done');
  const outdated = page.locator('#IOTC-IM-1-ENTRA [data-outdated]');
  await expect(outdated.locator('del')).toHaveText(before);
  await expect(outdated.locator('ins')).toHaveText('Ask for a second factor too.');
  await expect(page.getByLabel('Evidence note of IOTC-IM-1-ENTRA')).toHaveValue('Note on what is changed.');
  const news = page.locator('[data-news]');
  for (const text of ['1 added: IOTC-IM-2-NEW', '1 changed: IOTC-IM-1-ENTRA', '1 removed: IOTC-IM-3-SP'])
    await expect(news).toContainText(text);
  const archive = page.getByRole('region', { name: 'No longer on this list' });
  await expect(archive).toContainText('Note on what is removed.');

  expect(await accessibilityViolations(page)).toEqual([]);

  const [csv, json] = [await exported(page, 'Table (CSV)'), await exported(page, 'Assessment file (JSON)')];
  for (const { bytes } of [csv, json])
    for (const what of Object.keys(OLD_AND_ANSWERED)) expect(bytes.toString()).toContain(`Note on what is ${what}.`);

  await page.getByRole('button', { name: 'Still done: IOTC-IM-1-ENTRA' }).click();
  await page.getByRole('button', { name: 'I have seen what is new' }).click();
  await expect(news).toBeHidden();
  await expect(outdated).toBeHidden();
  await expect(page.locator('[data-progress-text]')).toContainText('2 of 6 settled: 2 done');
  await expect(archive).toBeVisible();
});

test('a list prints with its answers or with blank boxes, as one chooses', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', document.documentElement.dataset['boxes'] ?? '');
  });
  await page.goto(ADDRESS);
  await note(page, 'IOTC-IM-1-ENTRA', 'Seen in the portal.');
  const drawn = () =>
    ticks(page)
      .first()
      .evaluate((box) => getComputedStyle(box, '::after').display !== 'none');
  for (const [button, boxes, isTicked] of [
    ['Print with answers', 'ticked', true],
    ['Print blank boxes', 'blank', false],
  ] as const) {
    await page.locator('summary', { hasText: 'Print' }).click();
    await page.getByRole('button', { name: button }).click();
    await expect(page.locator('html')).toHaveAttribute('data-printed', boxes);
    // What the browser's own dialog would have found.
    await page.evaluate((value) => (document.documentElement.dataset['boxes'] = value), boxes);
    await page.emulateMedia({ media: 'print' });
    expect(await drawn()).toBe(isTicked);
    expect((await pdfPages(await page.pdf({ format: 'A4' }))).join(' ').includes('Seen in the portal.')).toBe(isTicked);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => delete document.documentElement.dataset['boxes']);
  }
});
