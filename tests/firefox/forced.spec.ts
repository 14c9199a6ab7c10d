import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statesWithoutWords, TEMPLATES_WITH_STATES } from '../e2e/support/states.ts';
import { FORCED_COLORS, launchFirefox, SITE } from './support/firefox.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchFirefox(FORCED_COLORS);
  page = await browser.newPage();
});
afterAll(() => browser.close());

describe('forced colors in Firefox', () => {
  test.each(TEMPLATES_WITH_STATES)('keep every state of %s in words or shapes', async (address) => {
    await page.goto(new URL(address, SITE).href);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    expect(await page.evaluate(statesWithoutWords)).toEqual([]);
  });
});
