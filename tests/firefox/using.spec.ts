import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFolds } from '../e2e/support/in-page.ts';
import { pdfPages } from '../e2e/support/pdf.ts';
import { accessibilityViolations, becomes, focusedText, inSearch, LIGHT_SYSTEM, openFirefox, SITE, textOf } from './support/firefox.ts';

let browser: Browser;
let page: Page;
let complaints: () => Promise<string[]>;

beforeAll(async () => {
  ({ browser, page, complaints } = await openFirefox(LIGHT_SYSTEM));
});
afterAll(() => browser.close());

const open = (address: string) => page.goto(new URL(address, SITE).href);
const text = (selector: string) => textOf(page, selector);
const shown = () => page.$$eval('[data-item]:not([hidden])', (items) => items.length);
const checked = (selector: string) => page.$eval(selector, (box) => (box as HTMLInputElement).checked);

test('what looks for violations in Firefox finds a planted one', async () => {
  await open('roles/');
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')));
  expect(await accessibilityViolations(page)).toEqual([expect.stringMatching(/^button-name/)]);
});

test('filters are in the address: Back undoes each change, and a reload gives the same view', async () => {
  await open('services/iot-central/');
  await page.click('input[name=action][value=compensate]');
  await page.click('input[name=domain][value=DP]');
  await becomes(shown).toBe(2);
  expect(await text('[data-filter-count]')).toBe('2 of 35 features');
  expect(page.url()).toContain('action=compensate');
  await page.reload();
  await becomes(shown).toBe(2);
  expect(await checked('input[name=action][value=compensate]')).toBe(true);
  await page.goBack();
  await becomes(shown).toBe(9);
  await page.goBack();
  await becomes(shown).toBe(35);
  expect(await checked('input[name=action][value=compensate]')).toBe(false);
});

test('zero results say which filter to drop, and one button clears all', async () => {
  await open('services/iot-central/?action=inherit&domain=NS');
  await becomes(shown).toBe(0);
  expect(await text('[data-filter-empty]')).toContain('Without “');
  await page.click('[data-filter-clear]');
  await becomes(shown).toBe(35);
});

for (const [named, keys] of [
  ['/', ['/']],
  ['Ctrl+K', ['Control', 'k']],
] as const)
  test(`${named} opens search, whatever Firefox does with it by itself; Esc gives the focus back`, async () => {
    await open('controls/NS-2/');
    await page.focus('.brand');
    for (const key of keys) await page.keyboard.down(key);
    for (const key of [...keys].reverse()) await page.keyboard.up(key);
    await becomes(() => inSearch(page)).toBe(true);
    await page.keyboard.press('Escape');
    await becomes(() => focusedText(page)).toBe('Plumbline');
  });

test('results are walked with the arrows, and Enter opens the one that is chosen', async () => {
  await open('./');
  await page.keyboard.press('/');
  await becomes(() => inSearch(page)).toBe(true);
  await page.keyboard.type('private link');
  const chosen = () => page.$$eval('dialog [role=option]', (all) => all.findIndex((one) => one.getAttribute('aria-selected') === 'true'));
  await becomes(chosen).toBe(0);
  await page.keyboard.press('ArrowDown');
  await becomes(chosen).toBe(1);
  await page.keyboard.press('ArrowUp');
  await becomes(chosen).toBe(0);
  await page.keyboard.press('Enter');
  await becomes(() => Promise.resolve(page.url())).toContain('/features/azure-private-link/');
});

test('search by name and text answers on its page', async () => {
  await open('search/?q=requiredZoneNames');
  await becomes(() => page.$$eval('[data-search-texts] li', (hits) => hits.length)).toBeGreaterThan(0);
  await open('search/?q=CMK');
  await becomes(() => page.$$eval('[data-search-results] a', (links) => links[0]?.textContent ?? '')).toContain(
    'Data at Rest Encryption Using CMK',
  );
});

test('a tick on a checklist survives a reload', async () => {
  await open('checklists/iot-central/identity-and-key-management/');
  const done = () =>
    page.evaluate(
      () =>
        document
          .querySelector('main')!
          .textContent.replace(/\s+/g, ' ')
          .match(/\d+ of \d+ settled/)?.[0] ?? '',
    );
  await page.locator('.tick').click();
  await becomes(done).toBe('1 of 6 settled');
  await page.reload();
  await becomes(done).toBe('1 of 6 settled');
});

test.each([
  ['services/', '[data-filter-count]'],
  ['services/iot-central/', '[data-filter-count]'],
  ['matrix/', '[data-matrix-count]'],
])('on %s each change of the filters is told once, and no option is dead', async (address, count) => {
  await open(address);
  await becomes(() => text(count)).toMatch(/^\d/);
  await page.evaluate((selector) => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const region = document.querySelector(selector)!;
    new MutationObserver(() => told.push(region.textContent)).observe(region, { subtree: true, childList: true, characterData: true });
  }, count);
  const told = () => page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  const dead = () =>
    page.$$eval('.filters label:has(input:enabled:not(:checked))', (labels) =>
      labels.filter((label) => !(Number(label.querySelector('[data-count]')!.textContent) > 0)).map((label) => label.textContent),
    );
  expect(await dead()).toEqual([]);
  await page.click('.filters label:nth-of-type(2) input');
  await becomes(async () => (await told()).length).toBe(1);
  expect(await dead()).toEqual([]);
});

test('every checkbox with its label is at least 44 pixels high', async () => {
  for (const address of [
    'services/',
    'services/iot-central/',
    'matrix/',
    'search/?q=CMK',
    'compare/?s=iot-central,iot-hub',
    'checklists/iot-central/',
    'checklists/build/?service=iot-central&role=identity-and-key-management',
  ]) {
    await open(address);
    await page.evaluate(openFolds);
    expect(
      await page.$$eval('input[type=checkbox], input[type=radio]', (boxes) =>
        boxes
          .filter((box) => (box as HTMLElement).offsetParent !== null)
          .filter((box) => (box.closest('label') ?? box).getBoundingClientRect().height < 43.5)
          .map((box) => box.outerHTML),
      ),
      address,
    ).toEqual([]);
  }
});

test('the keyboard copies the link of an entry and of a page, and hears so', async () => {
  for (const [address, link, ending] of [
    ['services/iot-central/', '#azure-private-link .anchor', 'services/iot-central/#azure-private-link'],
    ['controls/NS-2/', '.titled .anchor', 'controls/NS-2/'],
  ] as const) {
    await open(address);
    await page.focus(link);
    await page.keyboard.press('Enter');
    await becomes(() => text('#status')).toBe(`Copied: ${new URL(ending, SITE).href}`);
  }
});

test('words that are looked for are found in what is folded, which opens', async () => {
  await page.goto('about:blank');
  await open('services/iot-central/#:~:text=private%20addresses%20in%20your%20subnet');
  await becomes(() =>
    page.$$eval('#azure-private-link details[open]', (folds) =>
      folds.some((fold) => fold.textContent.includes('private addresses in your subnet')),
    ),
  ).toBe(true);
});

test('what is folded opens for a link into it', async () => {
  await open('services/iot-central/');
  const fold = 'details.domain-section';
  const isOpen = () => page.$eval(fold, (details) => (details as HTMLDetailsElement).open);
  expect(await isOpen()).toBe(false);
  const id = await page.$eval(`${fold} article`, (article) => article.id);
  await open(`services/iot-central/#${id}`);
  await becomes(isOpen).toBe(true);
});

test('a term explains itself by keyboard, and closes again', async () => {
  await open('features/azure-private-link/');
  await page.focus('.term');
  await page.keyboard.press('Enter');
  const notes = () => page.$$eval('.term-note:popover-open', (all) => all.length);
  await becomes(notes).toBe(1);
  await page.keyboard.press('Escape');
  await becomes(notes).toBe(0);
});

test('a choice of colors holds on the next page, before its first frame', async () => {
  await open('./');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.click('[data-theme-toggle]');
  const dark = await paper();
  expect(dark).not.toBe(light);
  const { identifier } = await page.evaluateOnNewDocument(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    const look = () => {
      if (document.body) seen.add(getComputedStyle(document.documentElement).backgroundColor);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await open('controls/');
  expect(await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen])).toEqual([dark]);
  await page.removeScriptToEvaluateOnNewDocument(identifier);
  await page.click('[data-theme-toggle]');
});

test('a service prints as a whole: no navigation, and what is folded on the screen', async () => {
  await open('services/iot-central/?action=configure');
  await becomes(shown).toBe(7);
  const words = (await pdfPages(await page.pdf({ format: 'A4' }))).join(' ');
  expect(words).toContain('Filters in force: Action: Configure. 7 of 35 features.');
  // Bold words are drawn, not written, in Firefox's PDF: so a sentence of the folded prose stands for it.
  expect(words).toContain('private addresses in your subnet');
  expect(words).not.toContain('Skip to the content');
});

test('nothing of all this raised an error', async () => {
  expect(await complaints()).toEqual([]);
});
