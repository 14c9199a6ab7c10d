import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox, HOW_TO_GET_FIREFOX } from '../../../scripts/firefox.ts';

/** Where the built site is served: `npm test` says so; by hand, `npm run serve` serves it there. */
export const SITE = process.env.PLUMBLINE_URL ?? 'http://localhost:4321/';

type Preferences = Readonly<Record<string, string | number | boolean>>;

/** What Windows' high contrast does to a page: its own colors for everything. */
export const FORCED_COLORS: Preferences = { 'browser.display.document_color_use': 2 };
export const DARK_SYSTEM: Preferences = { 'layout.css.prefers-color-scheme.content-override': 0 };
export const LIGHT_SYSTEM: Preferences = { 'layout.css.prefers-color-scheme.content-override': 1 };
export const NO_SCRIPT: Preferences = { 'javascript.enabled': false };
const REDUCED_MOTION: Preferences = { 'ui.prefersReducedMotion': 1 };

export function launchFirefox(preferences: Preferences): Promise<Browser> {
  const firefox = findFirefox();
  if (!firefox) throw new Error(`there is no Firefox to test with; ${HOW_TO_GET_FIREFOX}`);
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox.path,
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: { ...REDUCED_MOTION, ...preferences },
  });
}

/** A page in a Firefox of its own, and what it complains of. */
export async function openFirefox(
  preferences: Preferences,
): Promise<{ browser: Browser; page: Page; complaints: () => Promise<string[]> }> {
  const browser = await launchFirefox(preferences);
  const page = await browser.newPage();
  return { browser, page, complaints: await listen(page) };
}

/** What a page complained of since the last time somebody asked: errors, breaches of its policy, requests to elsewhere. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(new URL(SITE).origin)) complaints.push(`asked ${request.url()}`);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  // Asking the page once more lets what it has already said arrive.
  return async () => {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    return complaints.splice(0);
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeWindow {
  axe: {
    run(
      context: Document,
      options: object,
    ): Promise<{ violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>;
  };
}

/** What axe finds wrong with the page as it stands; with `only`, by these rules alone. */
export async function accessibilityViolations(page: Page, only?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(
    async (runOnly) => {
      const { violations } = await (globalThis as unknown as AxeWindow).axe.run(document, { runOnly, resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
    },
    only ? { type: 'rule', values: [...only] } : { type: 'tag', values: TAGS },
  );
}

/** What the page comes to say; to be awaited, as `expect.poll` is. */
export const becomes = <Value>(ask: () => Promise<Value>) => expect.poll(ask, { timeout: 10_000 });

/** The words of the first element that fits, white space folded. */
export const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent.replace(/\s+/g, ' ').trim());

export const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim());

/** The focus on the box of the search over the page. */
export const inSearch = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement?.id === 'search-dialog-input');
