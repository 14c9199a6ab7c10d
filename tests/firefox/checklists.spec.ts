import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { digestOf, type Item } from '../../src/checklists/item.ts';
import { pdfPages } from '../e2e/support/pdf.ts';
import { becomes, LIGHT_SYSTEM, openFirefox, SITE, textOf } from './support/firefox.ts';

const ONE = 'checklists/build/?service=iot-central&role=identity-and-key-management';
const TWO = 'checklists/build/?service=iot-central&service=iot-hub&role=identity-and-key-management';

const downloads = mkdtempSync(path.join(tmpdir(), 'plumbline-firefox-'));
let browser: Browser;
let page: Page;
let complaints: () => Promise<string[]>;

beforeAll(async () => {
  ({ browser, page, complaints } = await openFirefox({
    ...LIGHT_SYSTEM,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    // The data of a list comes from the network, where a test can be the next version of the content.
    'dom.serviceWorkers.enabled': false,
  }));
});
afterAll(async () => {
  await browser.close();
  rmSync(downloads, { recursive: true });
});
beforeEach(async () => {
  await page.goto(new URL('roles/', SITE).href);
  await page.evaluate(() => localStorage.clear());
});

const progress = () => textOf(page, '[data-progress-text]');

async function open(address: string, items: number): Promise<void> {
  await page.goto(new URL(address, SITE).href);
  await becomes(() => page.$$eval('.item .tick', (ticks) => ticks.length)).toBe(items);
}

async function answer(code: string, status: string, note?: string): Promise<void> {
  await page.select(`#${code} [data-field=status]`, status);
  if (note === undefined) return;
  await page.$eval(`#${code} .evidence`, (fold) => ((fold as HTMLDetailsElement).open = true));
  await page.type(`#${code} [data-field=note]`, note);
  await becomes(() => textOf(page, `#${code} .answer__paper`)).toContain(note);
}

/** The file that a button of the menu "Export" hands over. */
async function exported(kind: 'csv' | 'json' | 'md'): Promise<string> {
  await page.$eval(`[data-export=${kind}]`, (button) => (button as HTMLElement).click());
  const whole = () =>
    readdirSync(downloads).filter((name) => name.endsWith(`.${kind}`) && readFileSync(path.join(downloads, name)).length > 0);
  await becomes(() => Promise.resolve(readdirSync(downloads).some((name) => name.endsWith('.part')) ? 0 : whole().length)).toBe(1);
  const file = path.join(downloads, whole()[0]!);
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  return text;
}

test('progress is the sum of its services, and an export has the notes, the rows on the screen and their order', async () => {
  await open(TWO, 16);
  await answer('IOTC-IM-1-ENTRA', 'done', 'Roles of all operators looked through.');
  await answer('IOTH-IM-1-ENTRA', 'done');
  await answer('IOTC-IM-3-MI', 'blocked');
  await becomes(progress).toBe('2 of 16 settled: 2 done, 1 blocked; 13 open');
  await page.$eval('.progress__more summary', (summary) => (summary as HTMLElement).click());
  await becomes(() => page.$$eval('[data-progress-rows] tr', (rows) => rows.length)).toBeGreaterThan(2);
  const parts = await page.$$eval('[data-progress-rows] tr', (rows) => rows.map((row) => row.textContent.replace(/\s+/g, ' ').trim()));
  const settled = ['Azure IoT Central', 'Azure IoT Hub'].map((service) =>
    /(\d+) of (\d+) settled/
      .exec(parts.find((part) => part.startsWith(service)) ?? '')!
      .slice(1)
      .map(Number),
  );
  expect(settled[0]![0]! + settled[1]![0]!).toBe(2);
  expect(settled[0]![1]! + settled[1]![1]!).toBe(16);

  await page.$eval('[data-status=done] input', (box) => (box as HTMLElement).click());
  const shown = () => page.$$eval('.item', (rows) => rows.filter((row) => row.getClientRects().length > 0).map((row) => row.id));
  await becomes(shown).toEqual(['IOTC-IM-1-ENTRA', 'IOTH-IM-1-ENTRA']);
  const csv = await exported('csv');
  expect([...csv.matchAll(/^"?(IOT[CH]-[A-Z]{2}-\d-[A-Z]+)\b/gm)].map(([, code]) => code)).toEqual(await shown());
  for (const text of [csv, await exported('json'), await exported('md')]) {
    expect(text).toContain('Roles of all operators looked through.');
    expect(text).toMatch(/\d{4}-\d\d-\d\d/);
  }
});

test('on new content, unchanged items keep their status, changed ones ask again, and added and removed ones are named', async () => {
  await open(ONE, 6);
  for (const code of ['IOTC-IM-1-ENTRA', 'IOTC-IM-1-LOCAL', 'IOTC-IM-3-SP']) await answer(code, 'done', `Note on ${code}.`);
  await becomes(progress).toMatch(/^3 of 6 settled/);

  // The next version: one text is another, one item is gone, one is new.
  const file = new URL('checklists/data/iot-central.json', SITE).href;
  const { items } = (await (await fetch(file)).json()) as { items: readonly Item[] };
  const withDigest = (item: Item): Item => ({ ...item, digest: digestOf(item) });
  const next = items
    .filter(({ code }) => code !== 'IOTC-IM-3-SP')
    .map((item) => (item.code === 'IOTC-IM-1-ENTRA' ? withDigest({ ...item, do: 'Ask for a second factor too.' }) : item));
  const added = withDigest({ ...items.find(({ code }) => code === 'IOTC-IM-1-LOCAL')!, code: 'IOTC-IM-2-NEW', title: 'Something new' });
  const { identifier } = await page.evaluateOnNewDocument(
    (body) => {
      const ask = globalThis.fetch;
      globalThis.fetch = (input, init) =>
        String(input instanceof Request ? input.url : input).endsWith('/checklists/data/iot-central.json')
          ? Promise.resolve(new Response(body, { headers: { 'content-type': 'application/json' } }))
          : ask(input, init);
    },
    JSON.stringify({ items: [...next, added] }),
  );
  await page.reload();
  await becomes(progress).toBe('1 of 6 settled: 1 done, 1 look again; 4 open');
  await page.removeScriptToEvaluateOnNewDocument(identifier);

  expect(await page.$eval('#IOTC-IM-1-LOCAL [data-field=status]', (field) => (field as HTMLSelectElement).value)).toBe('done');
  expect(await textOf(page, '#IOTC-IM-1-ENTRA [data-outdated] ins')).toBe('Ask for a second factor too.');
  const news = await textOf(page, '[data-news]');
  for (const told of ['1 added: IOTC-IM-2-NEW', '1 changed: IOTC-IM-1-ENTRA', '1 removed: IOTC-IM-3-SP']) expect(news).toContain(told);
  const csv = await exported('csv');
  for (const code of ['IOTC-IM-1-ENTRA', 'IOTC-IM-1-LOCAL', 'IOTC-IM-3-SP']) expect(csv).toContain(`Note on ${code}.`);
});

test('a list prints with its answers or with blank boxes, and with space to sign', async () => {
  await open(ONE, 6);
  await answer('IOTC-IM-1-ENTRA', 'done', 'Seen in the portal.');
  for (const [boxes, isAnswered] of [
    ['ticked', true],
    ['blank', false],
  ] as const) {
    await page.evaluate((value) => {
      const root = document.documentElement;
      globalThis.print = () => root.setAttribute('data-printed', root.dataset['boxes'] ?? '');
      document.querySelector<HTMLElement>(`[data-print=${value}]`)!.click();
    }, boxes);
    await becomes(() => page.$eval('html', (root) => root.getAttribute('data-printed'))).toBe(boxes);
    // What the browser's own dialog would have found.
    await page.evaluate((value) => (document.documentElement.dataset['boxes'] = value), boxes);
    const words = (await pdfPages(await page.pdf({ format: 'A4' }))).join(' ');
    expect(words.includes('Seen in the portal.')).toBe(isAnswered);
    expect(words.includes('✓')).toBe(isAnswered);
    expect(words).toContain('Name Signature Date');
    await page.evaluate(() => delete document.documentElement.dataset['boxes']);
  }
});

test('nothing of all this raised an error', async () => {
  expect(await complaints()).toEqual([]);
});
