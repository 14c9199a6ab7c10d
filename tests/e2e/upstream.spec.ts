import { expect, test } from '@playwright/test';

test('accounts for every row of every workbook', async ({ page }) => {
  await page.goto('upstream/');
  const numbers = (await page.locator('.facts').textContent())!.replace(/,/g, '').match(/(\d+) = (\d+) entries \+ (\d+) set aside/)!;
  const [rows, entries, setAside] = numbers.slice(1).map(Number);
  expect(entries! + setAside!).toBe(rows);
  expect(rows).toBe(4163);
  await expect(page.getByRole('region', { name: 'Rows set aside' }).locator('tbody tr')).toHaveCount(setAside!);
  const sum = (cells: string[]) => cells.reduce((total, cell) => total + Number(cell), 0);
  expect(sum(await page.locator('.workbooks tbody td:nth-child(4)').allTextContents())).toBe(rows);
  expect(sum(await page.locator('.workbooks tbody td:nth-child(5)').allTextContents())).toBe(entries);
});

test('names the title that all service workbooks give PA-8, with each row', async ({ page }) => {
  await page.goto('upstream/');
  const item = page.locator('li', { hasText: 'Choose approval process for third-party support' });
  await expect(item).toContainText('rows of 118 service workbooks');
  await item.locator('summary').click();
  await expect(item.locator('details')).toContainText('Azure IoT Central: row ');
});

test('lists workbooks by state and year, from the address', async ({ page }) => {
  await page.goto('upstream/?state=set-aside');
  const shown = page.locator('.workbooks tbody tr:visible');
  const count = await shown.count();
  expect(count).toBeGreaterThan(5);
  await expect(page.locator('[data-filter-count]')).toHaveText(`${count} of 118 services`);
  for (const state of await shown.locator('td:nth-child(2)').allTextContents()) expect(state.trim()).toMatch(/^Rows set aside\s+\(\d+\)$/);
});
