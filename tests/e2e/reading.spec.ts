import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { TEMPLATES } from './support/templates.ts';

const openAll = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });

for (const address of TEMPLATES) {
  test.describe(`the page ${address}`, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`has no accessibility violation in ${colorScheme} colors, folded parts open`, async ({ browser, baseURL }) => {
        const page = await browser.newPage({ colorScheme, baseURL });
        await page.goto(address);
        await openAll(page);
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
        expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
        await page.close();
      });
    }

    test('asks nothing of another origin, and breaks no rule of its own policy', async ({ page, baseURL }) => {
      const elsewhere: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(new URL(baseURL!).origin)) elsewhere.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(address, { waitUntil: 'networkidle' });
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    });

    for (const width of [320, 768, 1280]) {
      test(`does not scroll sideways at ${width} px, also with wide text spacing`, async ({ browser, baseURL }) => {
        const page = await browser.newPage({ viewport: { width, height: 800 }, baseURL });
        await page.goto(address);
        await openAll(page);
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(await sideways()).toBe(0);
        // WCAG 1.4.12; set through the style sheets of the page, as its policy allows no inline style.
        await page.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
          document.adoptedStyleSheets.push(sheet);
        });
        expect(await sideways()).toBe(0);
        const clipped = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('main p, main li, main dd, main h1, main h2, main h3, .button')]
            .filter((element) => element.clientHeight > 0 && getComputedStyle(element).overflow !== 'visible' && element.scrollHeight > element.clientHeight + 2)
            .map((element) => element.outerHTML.slice(0, 100)),
        );
        expect(clipped).toEqual([]);
        await page.close();
      });
    }

    test('offers the skip link first, and it moves the focus to the content', async ({ page }) => {
      await page.goto(address);
      await page.keyboard.press('Tab');
      await expect(page.locator(':focus')).toHaveText('Skip to the content');
      await page.keyboard.press('Enter');
      await expect(page.locator('#main')).toBeFocused();
    });

    test('has targets of at least 24 pixels outside running text', async ({ page }) => {
      await page.goto(address);
      await openAll(page);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('a, button, input, summary, select')]
          .filter((element) => element.offsetParent !== null && !element.closest('p, .prose, .visually-hidden, .skip, [popover], dd > .requirement, li .sources, .sources'))
          .map((element) => ({ box: (element.closest('label') ?? element).getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
          .filter(({ box }) => box.width > 0 && (box.height < 23.5 || box.width < 15))
          .map(({ html, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${html}`),
      );
      expect(small).toEqual([]);
    });

    test('shows where the focus is', async ({ page }) => {
      await page.goto(address);
      const dim: string[] = [];
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(() => {
          const element = document.activeElement!;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const box = element.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return { visible: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, covered: top !== null && !element.contains(top) && !top.contains(element), html: element.outerHTML.slice(0, 100) };
        });
        if (!focus.visible || focus.covered) dim.push(focus.html);
      }
      expect(dim).toEqual([]);
    });

    test('names every link and button, and no name leads to two places', async ({ page }) => {
      await page.goto(address);
      await openAll(page);
      const census = await page.evaluate(() => {
        const places = new Map<string, Set<string>>();
        const unnamed: string[] = [];
        for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
          if (link.closest('[popover]')) continue;
          const name = (link.getAttribute('aria-label') ?? link.textContent).replace(/\s+/g, ' ').trim();
          if (name === '') unnamed.push(link.outerHTML.slice(0, 100));
          places.set(name, (places.get(name) ?? new Set()).add(link.href.replace(/\/$/, '')));
        }
        for (const button of document.querySelectorAll('button')) {
          if ((button.getAttribute('aria-label') ?? button.textContent).trim() === '') unnamed.push(button.outerHTML.slice(0, 100));
        }
        return { unnamed, ambiguous: [...places].filter(([, hrefs]) => hrefs.size > 1).map(([name, hrefs]) => `${name}: ${[...hrefs].join(' and ')}`) };
      });
      expect(census.unnamed).toEqual([]);
      expect(census.ambiguous).toEqual([]);
    });

    test('moves nothing under reduced motion', async ({ browser, baseURL }) => {
      const page = await browser.newPage({ reducedMotion: 'reduce', baseURL });
      await page.goto(address);
      await page.locator('.button').first().hover();
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      await page.close();
    });

    test('keeps its words, links and tables without script', async ({ browser, baseURL }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
      const without = await context.newPage();
      await without.goto(address);
      await expect(without.locator('h1')).toBeVisible();
      expect(await without.locator('.needs-script:visible, .filters:visible').count()).toBe(0);
      await context.close();
    });

    test('ties each cell of a table to a head', async ({ page }) => {
      await page.goto(address);
      expect(await page.locator('table th:not([scope])').count()).toBe(0);
      expect(await page.evaluate(() => [...document.querySelectorAll('table')].filter((table) => !table.querySelector('thead th[scope=col]')).length)).toBe(0);
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
  await page.route('**/*.js', async (route) => (route.request().url().includes('theme.js') ? route.continue() : route.abort()));
  await page.goto('controls/');
  expect(await paper(), 'the choice holds without any module script').toBe(light);
  await context.close();
});

test('forced colors keep every state in words', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ forcedColors: 'active', baseURL });
  await page.goto('services/iot-central/');
  await expect(page.locator('#azure-private-link .badge').first()).toHaveText('Configure');
  expect(await page.locator('#azure-private-link .badge').first().evaluate((badge) => getComputedStyle(badge).borderTopWidth)).not.toBe('0px');
  await page.close();
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
