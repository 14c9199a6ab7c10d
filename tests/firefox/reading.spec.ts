import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../scripts/testing/templates.ts';
import { badNames, clipped, dimFocus, looseHeads, openFolds, sideways, smallTargets, spaceText } from '../e2e/support/in-page.ts';
import { accessibilityViolations, focusedText, LIGHT_SYSTEM, openFirefox, SITE } from './support/firefox.ts';

let browser: Browser;
let page: Page;
let complaints: () => Promise<string[]>;

beforeAll(async () => {
  ({ browser, page, complaints } = await openFirefox(LIGHT_SYSTEM));
});
afterAll(() => browser.close());

const wide = { width: 1280, height: 800 };

describe.each(TEMPLATES)('the page %s in Firefox', (address) => {
  test('opens without an error, a breach of its policy or a question to another origin', async () => {
    await complaints();
    await page.goto(new URL(address, SITE).href);
    expect(await page.$eval('h1', (head) => head.textContent.trim())).not.toBe('');
    expect(await complaints()).toEqual([]);
  });

  test('offers the skip link first, and it moves the focus to the content', async () => {
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  test('shows where the focus is, with nothing over it', async () => {
    const dim: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(dimFocus);
      if (focus) dim.push(focus);
    }
    expect(dim).toEqual([]);
  });

  test('names every link and button, no name leads to two places, and each cell is tied to a head', async () => {
    await page.evaluate(openFolds);
    expect(await page.evaluate(badNames)).toEqual([]);
    expect(await page.evaluate(looseHeads)).toEqual([]);
  });

  test('does not scroll sideways at 320 px, folded parts open, wide text spacing clips nothing, targets have 24 px, and nothing moves', async () => {
    await page.evaluate(openFolds);
    expect(await page.evaluate(smallTargets)).toEqual([]);
    await page.setViewport({ width: 320, height: 800 });
    expect(await page.evaluate(sideways)).toBe(0);
    await page.evaluate(spaceText);
    expect(await page.evaluate(sideways), 'with wide text spacing').toBe(0);
    expect(await page.evaluate(clipped)).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.evaluate(() => void document.adoptedStyleSheets.pop());
    await page.setViewport(wide);
  });

  test('has no accessibility violation in light or dark colors', async () => {
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    // Everything else is the same in both.
    expect(await accessibilityViolations(page, ['color-contrast']), 'dark').toEqual([]);
  });
});
