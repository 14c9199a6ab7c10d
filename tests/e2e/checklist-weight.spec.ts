import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { ticks } from './support/checklist.ts';

/** Bytes, compressed as a plain host does it. What loads when it is asked for, as the writer of workbooks, is not among them. */
const MOST_SCRIPT = 15_000;

for (const address of [
  'checklists/build/?service=iot-central&service=iot-hub&role=identity-and-key-management',
  'checklists/iot-central/',
  'checklists/iot-central/identity-and-key-management/?status=open',
]) {
  test(`${address} opens with at most 15 kB of script, also where answers are saved`, async ({ page }) => {
    await page.goto(address);
    await ticks(page).first().check();

    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    });
    // A fresh page, on which nobody has moved the mouse yet.
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'networkidle' });
    await expect(page.locator('[data-progress-text]')).toContainText('1 of ');
    const sizes = await Promise.all(
      [...scripts].map(async (url) => [gzipSync(await (await page.request.get(url)).body()).length, new URL(url).pathname] as const),
    );
    const sum = sizes.reduce((bytes, [size]) => bytes + size, 0);
    expect(sizes.length, 'scripts were seen').toBeGreaterThan(3);
    expect(sum, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST_SCRIPT);
    console.log(`${address}: ${sum} bytes of script in ${sizes.length} files`);
  });
}
