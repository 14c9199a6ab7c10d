import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIST } from '../../scripts/site/build-site.ts';
import { serve } from '../../scripts/site/static-server.ts';
import { becomes, inSearch, LIGHT_SYSTEM, openFirefox, SITE, textOf } from './support/firefox.ts';

const LIST = 'checklists/iot-central/identity-and-key-management/';

let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serve>> | undefined;

beforeAll(async () => {
  ({ browser, page } = await openFirefox(LIGHT_SYSTEM));
  server = await serve({ folder: DIST, base: new URL(SITE).pathname, port: 0 });
});
afterAll(async () => {
  await browser.close();
  await server?.close();
});

test('once the site cannot be reached, visited pages, ticks and search work, and a page never visited says so', async () => {
  const { url } = server!;
  const open = (address: string) => page.goto(new URL(address, url).href);
  const isTicked = () => page.$eval('.item .tick', (tick) => (tick as HTMLInputElement).checked);
  await open(LIST);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await becomes(() =>
    page.evaluate(async (file) => {
      const { scope } = await navigator.serviceWorker.ready;
      return (await caches.match(new URL(file, scope))) !== undefined;
    }, 'search/names.json'),
  ).toBe(true);
  await page.click('.item .tick');
  await becomes(isTicked).toBe(true);
  await becomes(() => page.$eval('[data-progress-text]', (text) => text.textContent)).toMatch(/^1 of/);

  await server!.close();
  server = undefined;
  await open(LIST);
  await becomes(isTicked).toBe(true);
  await page.keyboard.press('/');
  await becomes(() => inSearch(page)).toBe(true);
  await page.keyboard.type('private link');
  await becomes(() => page.$$eval('dialog [role=option]', (options) => options[0]?.textContent ?? '')).toMatch(/private link/i);
  await open('services/azure-bastion/');
  expect(await textOf(page, 'h1')).toBe('You are offline');
});
