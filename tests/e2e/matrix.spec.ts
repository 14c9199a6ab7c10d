import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import { expect, test, type Page } from '@playwright/test';
import { pdfPages } from './support/pdf.ts';

const visibleRows = (page: Page) => page.locator('.matrix tbody tr:visible');
const status = (page: Page) => page.locator('[data-matrix-count]');
const tick = async (page: Page, facet: string, value: string) => {
  if (!(await page.locator('[data-matrix-fold]').evaluate((fold) => (fold as HTMLDetailsElement).open))) {
    await page.locator('[data-matrix-fold] > summary').click();
  }
  await page.locator(`[data-matrix-filters] input[name="${facet}"][value="${value}"]`).check();
};

test('says in words which services lack a feature, and how many', async ({ page }) => {
  await page.goto('matrix/');
  await tick(page, 'feature', 'data-at-rest-encryption-using-cmk');
  await tick(page, 'action', 'compensate');
  await expect(page).toHaveURL(/feature=data-at-rest-encryption-using-cmk/);
  await expect(page).toHaveURL(/action=compensate/);
  const rows = await visibleRows(page).count();
  expect(rows).toBeGreaterThan(10);
  await expect(status(page)).toHaveText(`${rows} of 118 services, 1 of 35 features`);
  const cells = await page.locator('.matrix tbody tr:visible td:visible').allTextContents();
  expect(new Set(cells.map((cell) => cell.replace(', disputed', '')))).toEqual(new Set(['Compensate']));
});

test('reload and share give the same view, and Back undoes each change', async ({ page }) => {
  await page.goto('matrix/');
  await expect(status(page)).toHaveText('118 services, 35 features');
  await tick(page, 'category', 'iot');
  await tick(page, 'domain', 'DP');
  const both = await status(page).textContent();
  await page.reload();
  await expect(status(page)).toHaveText(both!);
  await page.goBack();
  await expect(status(page)).toHaveText(/^\d+ of 118 services, 35 features$/);
  await page.goBack();
  await expect(status(page)).toHaveText('118 services, 35 features');
});

test('an option’s count is what choosing it shows, and there is no dead option', async ({ page }) => {
  await page.goto('matrix/?category=iot');
  const options = await page.locator('[data-matrix-filters] label').evaluateAll((labels) =>
    labels.map((label) => {
      const box = label.querySelector('input')!;
      return { name: box.name, value: box.value, disabled: box.disabled, count: Number(label.querySelector('[data-count]')!.textContent) };
    }),
  );
  expect(options.filter((option) => option.disabled !== (option.count === 0))).toEqual([]);
  const option = options.find((candidate) => candidate.name === 'action' && candidate.value === 'inherit')!;
  await tick(page, 'action', 'inherit');
  await expect(visibleRows(page)).toHaveCount(option.count);
});

test('zero results say which filter to drop, and one action clears all', async ({ page }) => {
  await page.goto('matrix/?category=iot&host=full-access');
  await expect(page.locator('[data-matrix-empty]')).toContainText('No service fits these filters. Without “');
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(status(page)).toHaveText('118 services, 35 features');
  expect(new URL(page.url()).search).toBe('');
});

test('is walked with the arrow keys, and nothing focused hides behind the sticky heads', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 600 });
  await page.goto('matrix/');
  await page.locator('.matrix tbody th a').nth(3).focus();
  for (const key of [
    'ArrowRight',
    'ArrowRight',
    'ArrowDown',
    'End',
    'ArrowUp',
    'Home',
    'ArrowRight',
    ...Array<string>(12).fill('ArrowDown'),
  ]) {
    await page.keyboard.press(key);
    const covered = await page.evaluate(() => {
      const { x, y, width, height } = document.activeElement!.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return !top || !(document.activeElement!.contains(top) || top.contains(document.activeElement));
    });
    expect(covered, key).toBe(false);
  }
  await expect(page.locator('[data-matrix-note]')).toContainText(/Network Security Group Support: /);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/services\/[a-z0-9-]+\/#network-security-group-support$/);
});

test('each cell is read with its service and feature', async ({ page }) => {
  await page.goto('matrix/');
  const row = page.getByRole('row', { name: /^Azure IoT Central/ });
  await expect(row.getByRole('rowheader')).toHaveText('Azure IoT Central');
  await expect(row.getByRole('cell').nth(2)).toHaveText('Configure');
  await expect(page.getByRole('columnheader', { name: /^PL ?, Azure Private Link$/ })).toBeVisible();
});

for (const address of ['matrix/', 'matrix/?feature=azure-private-link&domain=NS&domain=IM'])
  test(`each head of ${address} stands over its columns`, async ({ page }) => {
    await page.goto(address);
    await expect(status(page)).toHaveText(address === 'matrix/' ? '118 services, 35 features' : /1 of 35 features/);
    const boxes = await page.locator('.matrix').evaluate((table: HTMLTableElement) => {
      const edges = (cell: Element) => {
        const { left, right } = cell.getBoundingClientRect();
        return { left: Math.round(left), right: Math.round(right) };
      };
      const shown = (selector: string) => [...table.querySelectorAll<HTMLElement>(selector)].filter((cell) => !cell.hidden);
      return {
        domains: shown('th[scope=colgroup]').map((head) => {
          const own = shown(`th[data-feature][data-domain=${head.dataset['domain']!}]`).map(edges);
          return { head: edges(head), columns: { left: own[0]!.left, right: own.at(-1)!.right } };
        }),
        heads: shown('th[data-feature]').map(edges),
        cells: [...table.tBodies[0]!.rows]
          .find((row) => !row.hidden)!
          .querySelectorAll('td')
          .values()
          .filter((cell) => cell.getBoundingClientRect().width > 0)
          .map(edges)
          .toArray(),
      };
    });
    for (const { head, columns } of boxes.domains) expect(columns).toEqual(head);
    expect(boxes.cells).toEqual(boxes.heads);
  });

test('exports what is on the screen: the same rows and columns in the same order', async ({ page }) => {
  await page.goto('matrix/?category=iot&domain=NS');
  const screen = await page
    .locator('.matrix tbody tr:visible')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].filter((cell) => (cell as HTMLElement).offsetParent !== null).map((cell) => cell.textContent.trim()),
      ),
    );
  for (const [name, ending] of [
    ['Workbook of what is shown', 'xlsx'],
    ['CSV of what is shown', 'csv'],
  ] as const) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    expect(file.suggestedFilename()).toMatch(new RegExp(`^plumbline-matrix-\\d+\\.\\d+\\.\\d+-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
    const workbook = read(await readFile(await file.path()), { type: 'buffer' });
    const rows = utils.sheet_to_json<string[]>(workbook.Sheets[workbook.SheetNames[0]!]!, { header: 1 });
    expect(rows.slice(1).map((row) => row.slice(0, screen[0]!.length))).toEqual(screen);
  }
});

test('a choice of two to eight services leads to their comparison', async ({ page }) => {
  await page.goto('matrix/?category=iot');
  const count = await visibleRows(page).count();
  await page.getByRole('link', { name: 'Compare these services' }).click();
  await expect(page.locator('.comparison thead th')).toHaveCount(count + 1);
});

test('is all there without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('matrix/');
  await expect(page.locator('.matrix tbody tr')).toHaveCount(118);
  await expect(page.locator('.matrix td').first()).toHaveText(/^(Configure|Verify|Inherit|Compensate|Nothing to do|Not stated)/);
  await expect(page.locator('[data-matrix-fold]')).toBeHidden();
  await context.close();
});

test('prints in landscape with its heads on each page', async ({ page }) => {
  await page.goto('matrix/');
  const pages = await pdfPages(await page.pdf({ preferCSSPageSize: true }));
  expect(pages.length).toBeLessThanOrEqual(6);
  for (const text of pages.slice(0, -1)) {
    expect(text).toContain('LOCKBOX');
    expect(text).toMatch(/Page \d+ of \d+/);
    expect(text).toMatch(/Plumbline \d+\.\d+\.\d+/);
    expect(text).toMatch(/facts as of \d{4}-\d{2}-\d{2}/);
  }
});
