import { expect, test, type Page } from '@playwright/test';

/** Pages with filters, a count to read, and a choice that leaves nothing. Search and checklists have tests of their own. */
const PAGES = [
  { address: 'services/', count: '[data-filter-count]', nothing: 'services/?category=iot&host=full-access', empty: '[data-filter-empty]' },
  {
    address: 'services/iot-central/',
    count: '[data-filter-count]',
    nothing: 'services/iot-central/?action=inherit&domain=NS',
    empty: '[data-filter-empty]',
  },
  { address: 'matrix/', count: '[data-matrix-count]', nothing: 'matrix/?category=iot&host=full-access', empty: '[data-matrix-empty]' },
] as const;

async function open(page: Page, address: string, count: string): Promise<string> {
  await page.goto(address);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  await expect(page.locator(count)).toHaveText(/\d/);
  return (await page.locator(count).textContent())!.trim();
}
/** The first option that narrows what is shown. */
const narrowing = (page: Page) => page.locator('.filters label:visible:has(input:enabled:not(:checked)) input').nth(1);

for (const { address, count, nothing, empty } of PAGES)
  test.describe(`filters on ${address}`, () => {
    test('are in the address: shared and reloaded it gives the same view, and Back undoes the change', async ({ page, context }) => {
      const all = await open(page, address, count);
      const box = narrowing(page);
      const { name, value } = await box.evaluate((input: HTMLInputElement) => ({ name: input.name, value: input.value }));
      await box.check();
      await expect(page.locator(count)).not.toHaveText(all);
      const narrowed = (await page.locator(count).textContent())!.trim();
      expect(new URL(page.url()).searchParams.getAll(name)).toEqual([value]);
      await page.reload();
      await expect(page.locator(count)).toHaveText(narrowed);
      const shared = await context.newPage();
      await shared.goto(page.url());
      await expect(shared.locator(count)).toHaveText(narrowed);
      await expect(shared.locator(`input[name="${name}"][value="${value}"]`)).toBeChecked();
      await page.goBack();
      await expect(page.locator(count)).toHaveText(all);
    });

    test('tell the count as a status, once a change', async ({ page }) => {
      const all = await open(page, address, count);
      await page.evaluate(() => {
        const told: string[] = [];
        Object.assign(globalThis, { told });
        for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
          let last = region.textContent;
          new MutationObserver(() => {
            if (region.textContent !== last && region.textContent.trim() !== '') told.push(region.textContent.trim());
            last = region.textContent;
          }).observe(region, { subtree: true, childList: true, characterData: true });
        }
      });
      const told = () => page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
      const box = narrowing(page);
      const [name, value] = await box.evaluate((input: HTMLInputElement) => [input.name, input.value]);
      await box.check();
      await expect.poll(async () => (await told()).length).toBe(1);
      await page.locator(`input[name="${name}"][value="${value}"]`).uncheck();
      await expect(page.locator(count)).toHaveText(all);
      const words = await told();
      expect(words).toHaveLength(2);
      expect(words[1]).toBe(all);
      expect(words[0]).not.toBe(all);
    });

    test('offer no dead option, before and after a choice', async ({ page }) => {
      const all = await open(page, address, count);
      const dead = () =>
        page
          .locator('.filters label:visible:has(input:enabled:not(:checked))')
          .evaluateAll((labels) =>
            labels.filter((label) => !(Number(label.querySelector('[data-count]')!.textContent) > 0)).map((label) => label.textContent),
          );
      expect(await dead()).toEqual([]);
      await narrowing(page).check();
      await expect(page.locator(count)).not.toHaveText(all);
      expect(await dead()).toEqual([]);
    });

    test('say which one to drop where they leave nothing, and one action clears them all', async ({ page }) => {
      const all = await open(page, address, count);
      await page.goto(nothing);
      await expect(page.locator(empty)).toContainText('Without');
      await page.getByRole('button', { name: 'Clear all filters' }).click();
      await expect(page.locator(count)).toHaveText(all);
      await expect(page.locator(empty)).toBeHidden();
      await expect(page.locator('.filters input:checked')).toHaveCount(0);
    });
  });

test('a box that is ticked before the script has come counts once it has', async ({ page }) => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/_astro\/.*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('services/iot-central/', { waitUntil: 'commit' });
  await page.locator('input[name=action][value=configure]').check();
  release();
  await expect(page.locator('[data-filter-count]')).toHaveText('7 of 35 features');
  await expect(page).toHaveURL(/\?action=configure$/);
});
