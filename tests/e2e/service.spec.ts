import { expect, test } from '@playwright/test';

const visible = '[data-item]:not([hidden])';

test.beforeEach(async ({ page }) => {
  await page.goto('services/iot-central/');
});

test('all 35 entries have an anchor, and a link that a keyboard can reach', async ({ page }) => {
  const items = page.locator('[data-item]');
  await expect(items).toHaveCount(35);
  const anchors = await items.evaluateAll((elements) =>
    elements.map((element) => [element.id, element.querySelector('[data-copy-link]')?.getAttribute('href')]),
  );
  for (const [id, href] of anchors) expect(href).toBe(`#${id}`);
  expect(new Set(anchors.map(([id]) => id)).size).toBe(35);
});

test('an anchor of a folded entry opens the fold', async ({ page }) => {
  await page.goto('services/iot-central/#edr-solution');
  await expect(page.locator('#edr-solution')).toBeVisible();
});

test('a filter narrows the list, says so, and stands in the address', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Compensate' }).check();
  await expect(page.locator(visible)).toHaveCount(9);
  await expect(page.locator('[data-filter-count]')).toHaveText('9 of 35 features');
  await expect(page).toHaveURL(/\?action=compensate$/);
});

test('filters of two kinds both hold; two of one kind add up', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Configure' }).check();
  await page.getByRole('checkbox', { name: 'Compensate' }).check();
  await expect(page.locator(visible)).toHaveCount(16);
  await page.getByRole('checkbox', { name: 'Identity Management' }).check();
  const shown = await page
    .locator(visible)
    .evaluateAll((items) => items.map((item) => [item.getAttribute('data-action'), item.getAttribute('data-domain')]));
  expect(shown).toHaveLength(5);
  for (const [action, domain] of shown) {
    expect(['configure', 'compensate']).toContain(action);
    expect(domain).toBe('IM');
  }
});

test('Back undoes each change, and a reload gives the same view', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Compensate' }).check();
  await page.getByRole('checkbox', { name: 'Data Protection' }).check();
  await expect(page.locator(visible)).toHaveCount(2);
  await page.reload();
  await expect(page.locator(visible)).toHaveCount(2);
  await expect(page.getByRole('checkbox', { name: 'Compensate' })).toBeChecked();
  await page.goBack();
  await expect(page.locator(visible)).toHaveCount(9);
  await page.goBack();
  await expect(page.locator(visible)).toHaveCount(35);
  await expect(page.getByRole('checkbox', { name: 'Compensate' })).not.toBeChecked();
  await page.goForward();
  await expect(page.locator(visible)).toHaveCount(9);
});

test('every option shows how many it would leave, and no option is dead', async ({ page }) => {
  const options = await page.locator('.filters label').evaluateAll(
    (labels, items) =>
      labels.map((label) => {
        const count = Number(label.querySelector('[data-count]')!.textContent);
        const box = label.querySelector('input')!;
        const name = `${box.name}=${box.value}`;
        box.click();
        const shown = document.querySelectorAll(items).length;
        box.click();
        return { name, count, shown };
      }),
    visible,
  );
  expect(options.length).toBeGreaterThan(10);
  expect(options.filter(({ count, shown }) => count === 0 || count !== shown)).toEqual([]);
});

test('counts follow the other filters, and what would leave nothing cannot be chosen', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Inherit' }).check();
  await expect(page.getByRole('checkbox', { name: 'Network Security' })).toBeDisabled();
  await expect(page.getByRole('checkbox', { name: 'Data Protection' })).toBeEnabled();
});

test('one button clears all', async ({ page }) => {
  await page.goto('services/iot-central/?action=inherit&domain=NS');
  await expect(page.locator(visible)).toHaveCount(0);
  await expect(page.locator('[data-filter-empty]')).toContainText('Without');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page.locator(visible)).toHaveCount(35);
  await expect(page).toHaveURL(/iot-central\/$/);
});

test('each entry names its source in the workbook', async ({ page }) => {
  for (const item of await page.locator('[data-item]').all())
    await expect(item.locator('.code-tag').last()).toContainText(/sheet “Feature Summary”, row \d+/);
});

test('the facts on the page are the facts of the API', async ({ page, request, baseURL }) => {
  const service = (await (await request.get(new URL('api/v1/services/iot-central.json', baseURL).href)).json()) as {
    entries: {
      anchor: string;
      action: string;
      supported: unknown;
      enabledByDefault: unknown;
      responsibility: string;
      source: { row: number };
    }[];
  };
  expect(service.entries).toHaveLength(35);
  for (const entry of service.entries) {
    const item = page.locator(`#${entry.anchor}`);
    await expect(item).toHaveAttribute('data-action', entry.action);
    await expect(item).toHaveAttribute('data-supported', String(entry.supported));
    await expect(item).toHaveAttribute('data-default', String(entry.enabledByDefault));
    await expect(item).toHaveAttribute('data-responsibility', entry.responsibility);
    expect(entry.source.row).toBeGreaterThan(1);
  }
});
