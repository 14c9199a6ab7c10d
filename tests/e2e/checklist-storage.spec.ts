import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { assessmentJson } from '../../src/checklists/assessment-file.ts';
import { HOSTILE_JSON, WRONG_CODES } from '../src/checklists/hostile-json.ts';
import { assessment, record, said, wording } from '../src/checklists/sample.ts';
import { accessibilityViolations } from './support/accessibility.ts';
import { chooseFile, downloaded, exported, LIST, saved, ticks } from './support/checklist.ts';

const alert = (page: Page) => page.locator('[data-alert]');
const note = (page: Page) => page.getByLabel('Evidence note of IOTC-IM-1-ENTRA');
const openEvidence = (page: Page) => page.locator('#IOTC-IM-1-ENTRA .evidence summary').click();

test('where the storage is full, the page says so at once, keeps what is on the screen, exports it, and saves it when there is room', async ({
  page,
}) => {
  await page.goto(LIST);
  await ticks(page).nth(1).check();
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      try {
        for (let n = 0; n < 4; n += 1) localStorage.setItem(`filler:${size}:${n}`, 'x'.repeat(size));
      } catch {
        // A smaller piece may still fit.
      }
    }
  });
  const before = await saved(page);
  await ticks(page).first().check();
  await expect(alert(page)).toContainText('The storage of this browser is full.');
  await expect(page.locator('[data-saved]')).toHaveText('Not saved.');
  await openEvidence(page);
  await note(page).fill('Seen in the portal');
  await note(page).blur();
  await expect(ticks(page).first()).toBeChecked();
  await expect(note(page)).toHaveValue('Seen in the portal');
  expect(await saved(page), 'what was saved is as it was').toBe(before);
  expect(await accessibilityViolations(page)).toEqual([]);

  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: 'Export the assessment file' }).click());
  expect(bytes.toString()).toContain('Seen in the portal');

  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('filler:')) localStorage.removeItem(key);
  });
  await page.getByRole('button', { name: 'Try to save again' }).click();
  await expect(alert(page)).toBeHidden();
  await page.reload();
  await expect(ticks(page).first()).toBeChecked();
  await expect(ticks(page).nth(1)).toBeChecked();
  await expect(note(page)).toHaveValue('Seen in the portal');
});

test('where the browser keeps nothing, the page says so from the start, works, and exports', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  });
  await page.goto(LIST);
  await expect(alert(page)).toContainText('This browser keeps nothing for this site.');
  await ticks(page).first().check();
  await expect(page.locator('main')).toContainText('1 of 6 settled');
  await page.getByLabel('Your name, for who did what').fill('Ana');
  await openEvidence(page);
  await note(page).fill('Seen in the portal');
  const { bytes } = await exported(page, 'Assessment file (JSON)');
  expect(bytes.toString()).toContain('Seen in the portal');
  await chooseFile(page, { name: 'again.json', mimeType: 'application/json', buffer: bytes });
  await expect(page.locator('[data-report]')).toContainText('Merged again.json');
  await expect(ticks(page).first()).toBeChecked();
  expect(errors).toEqual([]);
});

test('a closed page that is opened again has every answer, the name and the assessment at hand', async ({ context }) => {
  const first = await context.newPage();
  await first.goto(LIST);
  await first.getByLabel('Your name, for who did what').fill('Ana');
  await ticks(first).first().check();
  await first.locator('summary', { hasText: 'Manage' }).click();
  await first.getByRole('button', { name: 'New assessment' }).click();
  await first.getByRole('textbox', { name: 'Name', exact: true }).fill('Plant Oslo');
  await first.getByRole('button', { name: 'Save the name' }).click();
  await expect(first.locator('main')).toContainText('0 of 6 settled');
  await openEvidence(first);
  // Typed, and closed before the page had any time to save it of its own accord.
  await note(first).fill('Typed at the last moment');
  await first.close({ runBeforeUnload: true });
  await expect.poll(() => first.isClosed()).toBe(true);

  const second = await context.newPage();
  await second.goto(LIST);
  await expect(second.locator('[data-assessments]').locator('option:checked')).toHaveText('Plant Oslo');
  await expect(note(second)).toHaveValue('Typed at the last moment');
  await expect(second.getByLabel('Your name, for who did what')).toHaveValue('Ana');
  await second.locator('[data-assessments]').selectOption('My assessment');
  await expect(ticks(second).first()).toBeChecked();
});

test(`${HOSTILE_JSON.length + WRONG_CODES.length} hostile and broken files leave the saved state as it was, byte by byte, and the page says what is wrong with each`, async ({
  page,
}, testInfo) => {
  await page.goto(LIST);
  await ticks(page).first().check();
  const before = await saved(page);
  const clean = await page.evaluate(() => Reflect.ownKeys(Object.prototype).length);
  for (const [index, { name, text, says }] of [...HOSTILE_JSON, ...WRONG_CODES].entries()) {
    const file = `hostile-${index}.json`;
    if (text.length > 1_000_000) {
      const large = testInfo.outputPath(file);
      writeFileSync(large, text);
      await chooseFile(page, large);
    } else await chooseFile(page, { name: file, mimeType: 'application/json', buffer: Buffer.from(text) });
    const report = page.locator('[data-report]');
    await expect(report, name).toContainText(`${file} was not imported; nothing was changed.`);
    await expect(report.locator('li').first(), name).toBeVisible();
    expect(await report.locator('ul').textContent(), name).toMatch(says);
    expect(await saved(page), name).toBe(before);
  }
  expect(await page.evaluate(() => [Reflect.ownKeys(Object.prototype).length, 'polluted' in {}])).toEqual([clean, false]);
  await expect(ticks(page).first()).toBeChecked();
});

test('what a file says is text: nothing in it runs, and no link in it leads to a script', async ({ page }) => {
  const run = 'globalThis.canary=1';
  const evil = `<img src=x onerror="${run}"><script>${run}</script>`;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const file = (replica: string, status: 'done' | 'blocked') =>
    JSON.stringify(
      assessmentJson({
        ...assessment(
          record('IOTC-IM-1-ENTRA', {
            replica,
            status: said(status, evil),
            note: said(`${evil} ${replica}`, evil),
            owner: said(evil),
            link: said(`javascript:${run}`),
            seen: said(wording(evil, evil)),
          }),
        ),
        name: evil,
      }),
    );
  await page.goto(LIST);
  for (const [replica, status] of [
    ['aaaa', 'done'],
    ['bbbb', 'blocked'],
  ] as const) {
    await chooseFile(page, { name: `${evil}.json`, mimeType: 'application/json', buffer: Buffer.from(file(replica, status)) });
    await expect(page.locator('[data-report]')).toContainText(replica === 'aaaa' ? 'Added the assessment' : '2 to decide');
  }
  // Rival answers, words that changed, the name of the assessment: all of it is shown, and as text.
  await expect(page.locator('#IOTC-IM-1-ENTRA [data-rivals]')).toContainText(evil);
  await expect(page.locator('#IOTC-IM-1-ENTRA [data-outdated]')).toContainText(evil);
  await expect(page.locator('[data-assessments]').locator('option:checked')).toHaveText(evil);
  expect(await page.locator('main img, [data-bench] script, [data-list] script, a[href^="javascript:"]').count()).toBe(0);
  await page.reload();
  await expect(page.locator('#IOTC-IM-1-ENTRA [data-rivals]')).toContainText(evil);
  expect(await page.evaluate(() => 'canary' in globalThis)).toBe(false);
  expect(dialogs).toEqual([]);
});

/** What each of two tabs presses in one round, and what both have to show in the end. */
interface Round {
  readonly moves: readonly (readonly { readonly code: string; readonly pause: number }[])[];
  readonly wanted: readonly (readonly [string, boolean])[];
}

test('1,000 random interleavings of two tabs lose no tick', async ({ context }) => {
  test.setTimeout(90_000);
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) await tab.goto(LIST);
  const codes = await tabs[0]!.locator('.item').evaluateAll((rows) => rows.map((row) => row.id));
  const random = randomFrom(20_261_123);
  const state = new Map(codes.map((code) => [code, false]));
  const rounds = Array.from({ length: 1000 }, (): Round => {
    // Each tab changes its own part of the list at its own pace; who has which part changes from round to round.
    const moves: { code: string; pause: number }[][] = [[], []];
    for (const code of codes) {
      const who = Math.floor(random() * 3);
      if (who === 2) continue;
      moves[who]!.push({ code, pause: Math.floor(random() * 3) });
      state.set(code, !state.get(code));
    }
    for (const part of moves) part.sort((a, b) => a.pause - b.pause || (a.code < b.code ? 1 : -1));
    return { moves, wanted: [...state] };
  });

  expect(await Promise.all(tabs.map((tab, who) => tab.evaluate(playRounds, { rounds, who })))).toEqual(['', '']);
  const again = await context.newPage();
  await again.goto(LIST);
  for (const [code, isTicked] of state) await expect(again.locator(`#${code} .tick`)).toBeChecked({ checked: isTicked });
});

/** Plays one tab's part. Returns what it never came to show, or nothing. */
async function playRounds({ rounds, who }: { rounds: readonly Round[]; who: number }): Promise<string> {
  const box = (code: string) => document.getElementById(code)!.querySelector<HTMLInputElement>('.tick')!;
  const channel = new BroadcastChannel('rounds');
  let theirs = -1;
  channel.onmessage = ({ data }) => (theirs = Math.max(theirs, data as number));
  /** Until another tab has written or said something. */
  const news = () =>
    new Promise<unknown>((resolve) => {
      addEventListener('storage', resolve, { once: true });
      channel.addEventListener('message', resolve, { once: true });
      setTimeout(resolve, 50);
    });
  const turn = () =>
    new Promise<unknown>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
  for (const [number, { moves, wanted }] of rounds.entries()) {
    for (const { code, pause } of moves[who]!) {
      for (let n = 0; n < pause; n += 1) await turn();
      box(code).click();
    }
    const wrong = () => wanted.filter(([code, isTicked]) => box(code).checked !== isTicked).map(([code]) => code);
    for (const end = performance.now() + 10_000; wrong().length > 0; await news())
      if (performance.now() > end) return `round ${number}: ${wrong().join(', ')}`;
    // Said until it is answered: the other tab may not have been listening yet.
    for (const end = performance.now() + 10_000; channel.postMessage(number), theirs < number; await news())
      if (performance.now() > end) return `round ${number}: the other tab is still at ${theirs}`;
  }
  return '';
}

/** Numbers between 0 and 1 that are the same in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
