import { expect, test } from '@playwright/test';
import { ticks } from './support/checklist.ts';

/**
 * The most that scripts may weigh as sent, in bytes: what a page loads when it opens, before anybody searches, imports
 * or exports. A checklist is opened as one that answers are saved for.
 */
const LIMITS: Readonly<Record<string, number>> = {
  './': 2_500,
  'controls/NS-2/': 2_500,
  'guides/how-to-read-a-baseline/': 2_500,
  'services/iot-central/': 4_000,
  'matrix/': 12_000,
  'checklists/iot-central/': 15_000,
  'checklists/iot-central/identity-and-key-management/?status=open': 15_000,
  'checklists/build/?service=iot-central&service=iot-hub&role=identity-and-key-management': 15_000,
};

for (const [address, limit] of Object.entries(LIMITS)) {
  test(`the page ${address} loads at most ${limit} bytes of script`, async ({ page }) => {
    if (address.startsWith('checklists/')) {
      await page.goto(address);
      await ticks(page).first().check();
      await page.goto('about:blank');
      // What comes out of the cache has no size.
      await (await page.context().newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true });
    }
    await page.goto(address, { waitUntil: 'networkidle' });
    const scripts = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => name.endsWith('.js'))
        .map(({ name, encodedBodySize }) => ({ name: name.replace(/.*\//, ''), bytes: encodedBodySize })),
    );
    const sum = scripts.reduce((total, { bytes }) => total + bytes, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum, scripts.map(({ name, bytes }) => `${name} ${bytes}`).join(', ')).toBeLessThanOrEqual(limit);
  });
}
