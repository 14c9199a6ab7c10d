import { expect, test } from '@playwright/test';

test('from a framework to a requirement, and on to the services that lack something', async ({ page }) => {
  await page.goto('crosswalk/');
  await page.getByRole('link', { name: /^\d+ requirements of NIST SP 800-53/ }).click();
  await page.getByRole('link', { name: 'AC-4 Information flow enforcement' }).click();
  await expect(page).toHaveURL(/\/crosswalk\/nist-800-53-r4\/AC-4\/$/);
  await expect(page.getByRole('link', { name: /^NS-1 / })).toBeVisible();
  await page.getByRole('link', { name: 'Services that lack something' }).click();
  await expect(page.locator('[data-matrix-count]')).toHaveText(/^\d+ of 118 services, 6 of 35 features$/);
});

test('a picture of coverage has its numbers in words', async ({ page }) => {
  await page.goto('crosswalk/nist-800-53-r4/');
  const picture = page.getByRole('img', { name: /^NIST SP 800-53/ });
  const squares = await picture.locator('rect').count();
  const rings = await picture.locator('circle').count();
  const twin = await page.locator('#coverage-twin li').allTextContents();
  const totals = twin.map((line) => /(\d+) requirements, (\d+) of them/.exec(line)!.slice(1).map(Number));
  expect(totals.reduce((sum, [all]) => sum + all!, 0)).toBe(squares + rings);
  expect(totals.reduce((sum, [, helped]) => sum + helped!, 0)).toBe(squares);
  expect(await page.locator('.requirements tbody tr').count()).toBe(squares + rings);
});

test('a feature’s services are grouped as asked, and the address keeps it', async ({ page }) => {
  await page.goto('features/data-at-rest-encryption-using-cmk/');
  const groups = page.locator('.feature-services .group th');
  await expect(groups.first()).toHaveText(/^\s*Supported: \d+ services\s*$/);
  await page.getByLabel('Group by').selectOption('job');
  await expect(groups.first()).toHaveText(/^\s*Customer: \d+ services\s*$/);
  await page.reload();
  await expect(groups.first()).toHaveText(/^\s*Customer: \d+ services\s*$/);
  await expect(page.locator('.feature-services tbody tr:not(.group)')).toHaveCount(118);
  await page.goBack();
  await expect(groups.first()).toHaveText(/^\s*Supported: \d+ services\s*$/);
});
