import { expect, test } from '@playwright/test';
import { cutRows, heads as headsOf, orphans, printed, rows as rowsOf, squeezed } from './support/paper.ts';

/** Pages that people print; checklists, the matrix's heads and the filters in force have tests of their own. */
const PAGES = [
  { address: 'services/iot-central/', heads: undefined },
  { address: 'services/azure-kubernetes-service-aks/', heads: undefined },
  { address: 'controls/NS-2/', heads: ['Definition', 'Id'] },
  { address: 'features/azure-private-link/', heads: ['Service', 'Action', 'Enabled by default', 'Whose job'] },
  { address: 'crosswalk/nist-800-53-r4/', heads: ['Requirement', 'Controls', 'Features'] },
  { address: 'crosswalk/nist-800-53-r4/AC-4/', heads: undefined },
  { address: 'compare/?s=iot-central,iot-hub', heads: ['Azure IoT Central', 'Azure IoT Hub'] },
  { address: 'guides/how-to-read-a-baseline/', heads: undefined },
  { address: 'upstream/', heads: undefined },
] as const;

for (const { address, heads } of PAGES)
  test(`${address} on paper: version, date and page on every sheet, no orphan heading, no cut row`, async ({ page }) => {
    await page.goto(address);
    if (address.startsWith('compare')) await expect(page.locator('.comparison thead th')).toHaveCount(3);
    await page.emulateMedia({ media: 'print' });
    const paper = await printed(page);
    for (const [at, sheet] of paper.sheets.entries()) {
      expect(sheet).toContain(`Page ${at + 1} of ${paper.sheets.length}`);
      expect(sheet).toMatch(/Plumbline \d+\.\d+\.\d+/);
      expect(sheet).toMatch(/facts as of \d{4}-\d{2}-\d{2}/);
      expect(sheet).not.toMatch(/Skip to the content|Dark colors|Copy link|Edit this page/);
    }
    expect(orphans(await page.evaluate(headsOf), paper)).toEqual([]);
    expect(cutRows(await page.evaluate(rowsOf), paper)).toEqual([]);
    if (heads) {
      const rows = await page.locator('main table tbody tr:not(.group) th:first-child').allInnerTexts();
      for (const body of paper.bodies.map(squeezed))
        if (rows.some((row) => row.length > 8 && body.includes(squeezed(row)))) expect(body).toContain(squeezed(heads.join('')));
    }
  });

test('sheets of a feature’s table begin with its heads on Letter too, and no row is cut', async ({ page }) => {
  await page.goto('features/data-at-rest-encryption-using-cmk/');
  await page.emulateMedia({ media: 'print' });
  const paper = await printed(page, 'Letter');
  expect(cutRows(await page.evaluate(rowsOf), paper)).toEqual([]);
  expect(orphans(await page.evaluate(headsOf), paper)).toEqual([]);
  for (const body of paper.bodies.slice(1, -1)) expect(body).toContain('Service Action Enabled by default Whose job');
});

test('addresses of sources are printed, each once', async ({ page }) => {
  for (const address of ['controls/NS-2/', 'features/azure-private-link/', 'guides/connect-devices-privately/']) {
    await page.goto(address);
    const sources = await page.locator('.sources a[href^=http]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    expect(sources.length).toBeGreaterThan(0);
    const text = (await printed(page)).bodies.join('').replace(/\s+/g, '');
    for (const source of sources) expect(text.split(source).length - 1, `${address} ${source}`).toBe(1);
  }
});

test('little ink: white paper, no dark fills, no navigation, also from dark colors', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ colorScheme: 'dark', baseURL, viewport: { width: 794, height: 1123 } });
  const page = await context.newPage();
  const reader = await context.newPage();
  for (const address of [
    'services/iot-central/',
    'controls/NS-2/',
    'features/azure-private-link/',
    'matrix/',
    'crosswalk/nist-800-53-r4/',
    './',
  ]) {
    await page.goto(address);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    const picture = (await page.screenshot({ type: 'jpeg', quality: 60 })).toString('base64');
    const dark = await reader.evaluate(async (data) => {
      const image = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height);
      const draw = canvas.getContext('2d')!;
      draw.drawImage(image, 0, 0);
      const { data: pixels } = draw.getImageData(0, 0, image.width, image.height);
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) if (pixels[at]! + pixels[at + 1]! + pixels[at + 2]! < 384) count += 1;
      return count / (pixels.length / 4);
    }, picture);
    expect(dark, `share of dark pixels of ${address}`).toBeLessThan(0.1);
    expect(dark, `words on ${address}`).toBeGreaterThan(0.003);
  }
  await context.close();
});
