import { expect, test, type Page } from '@playwright/test';
import { accessibilityViolations } from './support/accessibility.ts';
import { badNames, clipped, dimFocus, looseHeads, openFolds, sideways, smallTargets, spaceText } from './support/in-page.ts';
import { TEMPLATES } from '../../scripts/testing/templates.ts';

const openAll = (page: Page) => page.evaluate(openFolds);

for (const address of TEMPLATES) {
  // One page for all questions about it, in this order: opening it costs more than most of the answers.
  test.describe(`the page ${address}`, () => {
    test.describe.configure({ mode: 'default' });
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    let page: Page;

    test.beforeAll(async ({ browser, baseURL }) => {
      page = await browser.newPage();
      page.on('request', (request) => {
        if (!request.url().startsWith(new URL(baseURL!).origin)) elsewhere.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(address, { waitUntil: 'networkidle' });
    });

    test.afterAll(() => page.close());

    test('asks nothing of another origin, and breaks no rule of its own policy', () => {
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test('shows where the focus is', async () => {
      const dim: string[] = [];
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(dimFocus);
        if (focus) dim.push(focus);
      }
      expect(dim).toEqual([]);
    });

    test('offers the skip link first, and it moves the focus to the content', async () => {
      await page.reload();
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus')).toHaveText('Skip to the content');
      await page.keyboard.press('Enter');
      await expect(page.locator('#main')).toBeFocused();
    });

    test('has targets of at least 24 pixels outside running text, and moves nothing under reduced motion', async () => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.locator('.site-tools .button').first().hover();
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      await openAll(page);
      expect(await page.evaluate(smallTargets)).toEqual([]);
    });

    test('names every link and button, no name leads to two places, and each cell is tied to a head', async () => {
      await openAll(page);
      expect(await page.evaluate(badNames)).toEqual([]);
      expect(await page.evaluate(looseHeads)).toEqual([]);
    });

    test('has no accessibility violation in light or dark colors, folded parts open', async () => {
      await openAll(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await accessibilityViolations(page), colorScheme).toEqual([]);
      }
    });

    test('does not scroll sideways at 320, 768 or 1280 px, and wide text spacing clips nothing', async () => {
      await openAll(page);
      const widths = [320, 768, 1280];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(sideways), `${width} px`).toBe(0);
      }
      await page.evaluate(spaceText);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(sideways), `${width} px with wide text spacing`).toBe(0);
        expect(await page.evaluate(clipped)).toEqual([]);
      }
    });

    test('keeps its words, links and tables without script', async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const without = await context.newPage();
      await without.goto(address);
      await expect(without.locator('h1')).toBeVisible();
      expect(await without.locator('.needs-script:visible, .filters:visible').count()).toBe(0);
      await context.close();
    });
  });
}

test('dark colors follow the system, and a choice persists from the first frame', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ colorScheme: 'dark', baseURL });
  const page = await context.newPage();
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto('./');
  const dark = await paper();
  await page.getByRole('button', { name: 'Light colors' }).click();
  const light = await paper();
  expect(light).not.toBe(dark);
  await page.route('**/*.js', (route) => route.abort());
  await page.goto('controls/');
  expect(await paper(), 'the choice holds without any module script').toBe(light);
  await context.close();
});

test('forced colors keep every state in words', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ forcedColors: 'active', baseURL });
  const page = await context.newPage();
  await page.goto('services/iot-central/');
  await expect(page.locator('#azure-private-link .badge').first()).toHaveText('Configure');
  expect(
    await page
      .locator('#azure-private-link .badge')
      .first()
      .evaluate((badge) => getComputedStyle(badge).borderTopWidth),
  ).not.toBe('0px');
  await context.close();
});

test('a glossary term explains itself by keyboard, and closes again', async ({ page }) => {
  await page.goto('features/azure-private-link/');
  const term = page.locator('.term').first();
  await term.focus();
  await page.keyboard.press('Enter');
  const note = page.locator('.term-note:popover-open');
  await expect(note).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
});
