import { expect, test, type Page } from '@playwright/test';
import { accessibilityViolations } from './support/accessibility.ts';
import { printed } from './support/paper.ts';
import { statesWithoutWords, TEMPLATES_WITH_STATES } from './support/states.ts';
import { TEMPLATES } from '../../scripts/testing/templates.ts';

/** What a page looks like once somebody has used it. */
const STATES: readonly { readonly name: string; readonly address: string; readonly reach: (page: Page) => Promise<void> }[] = [
  {
    name: 'a list that the filters leave empty',
    address: 'services/?category=iot&host=full-access',
    reach: (page) => expect(page.locator('[data-filter-empty]')).toBeVisible(),
  },
  {
    name: 'entries that are filtered, one of them linked to',
    address: 'services/iot-central/?action=configure#azure-private-link',
    reach: (page) => expect(page.locator('[data-filter-clear]')).toBeVisible(),
  },
  {
    name: 'a matrix with filters in force and a cell being read',
    address: 'matrix/?category=iot&action=configure',
    reach: async (page) => {
      await page.locator('.matrix tbody th a:visible').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.locator('[data-matrix-note]')).toContainText(':');
    },
  },
  {
    name: 'results with a filter in force',
    address: 'search/?q=private+link&kind=entry',
    reach: (page) => expect(page.locator('[data-search-results] li').first()).toBeVisible(),
  },
  {
    name: 'a search that finds nothing',
    address: 'search/?q=qqqqqqqq',
    reach: (page) => expect(page.locator('[data-search-empty]')).toContainText('Neither'),
  },
  {
    name: 'a comparison that something is wrong with',
    address: 'compare/?s=iot-central,iot-hubb',
    reach: (page) => expect(page.locator('#picker-said')).toContainText('There is no service'),
  },
  {
    name: 'a term that explains itself',
    address: 'features/azure-private-link/',
    reach: async (page) => {
      await page.locator('.term').first().click();
      await expect(page.locator('.term-note:popover-open')).toBeVisible();
    },
  },
  {
    name: 'services grouped otherwise',
    address: 'features/azure-private-link/?by=job',
    reach: (page) => expect(page.locator('.feature-services .group th').first()).toContainText('Customer'),
  },
];

for (const { name, address, reach } of STATES)
  test(`${name} has no accessibility violation in light or dark colors`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(address);
    await reach(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await accessibilityViolations(page), colorScheme).toEqual([]);
    }
  });

test('forced colors keep every state of every page in words or shapes', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ forcedColors: 'active', baseURL });
  const page = await context.newPage();
  const bare: string[] = [];
  for (const address of TEMPLATES_WITH_STATES) {
    await page.goto(address);
    for (const place of await page.evaluate(statesWithoutWords)) bare.push(`${address} ${place}`);
  }
  expect(bare).toEqual([]);
  await context.close();
});

test('every checkbox with its label is at least 44 pixels high', async ({ page }) => {
  const small: string[] = [];
  for (const address of [
    'services/',
    'services/iot-central/',
    'matrix/',
    'search/?q=private+link',
    'compare/?s=iot-central,iot-hub',
    'checklists/iot-central/',
    'checklists/build/?service=iot-central&role=identity-and-key-management',
  ]) {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(address);
    await expect(page.locator('input[type=checkbox]').first()).toBeAttached();
    const found = await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
      return [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox], input[type=radio]')]
        .filter((box) => box.offsetParent !== null)
        .map((box) => ({ height: (box.closest('label') ?? box).getBoundingClientRect().height, name: `${box.name} ${box.value}` }))
        .filter(({ height }) => height < 43.5)
        .map(({ name, height }) => `${name}: ${Math.round(height)}`);
    });
    small.push(...found.map((place) => `${address} ${place}`));
  }
  expect(small).toEqual([]);
});

for (const choice of ['light', 'dark'] as const)
  test(`${choice} colors once chosen are there in the first frame, against a system of the other kind`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme: choice === 'dark' ? 'light' : 'dark', baseURL });
    const page = await context.newPage();
    await page.goto('./');
    await page.getByRole('button', { name: choice === 'dark' ? 'Dark colors' : 'Light colors' }).click();
    const chosen = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.addInitScript(() => {
      const frames = new Set<string>();
      Object.assign(globalThis, { frames });
      const look = () => {
        if (document.body) frames.add(getComputedStyle(document.documentElement).backgroundColor);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    for (const address of ['controls/', 'matrix/', 'services/iot-central/']) {
      await page.goto(address);
      await expect.poll(() => page.evaluate(() => (globalThis as unknown as { frames: Set<string> }).frames.size)).toBeGreaterThan(0);
      expect(await page.evaluate(() => [...(globalThis as unknown as { frames: Set<string> }).frames]), address).toEqual([chosen]);
    }
    await context.close();
  });

test('nothing moves under reduced motion, whatever is opened, hovered or filtered', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('services/iot-central/');
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await page.locator('.filters input').first().check();
  expect(await moving()).toBe(0);
  await page.locator('.entry:visible summary').first().click();
  expect(await moving()).toBe(0);
  await page.getByRole('button', { name: 'Clear all filters' }).hover();
  expect(await moving()).toBe(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  expect(await moving()).toBe(0);
});

test('a term explains itself at a tap', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 }, baseURL });
  const page = await context.newPage();
  await page.goto('features/azure-private-link/');
  await page.locator('.term').first().tap();
  const note = page.locator('.term-note:popover-open');
  await expect(note).toBeVisible();
  const box = (await note.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(320);
  await page.locator('h1').tap();
  await expect(note).toHaveCount(0);
  await context.close();
});

test('no page hides an explanation in a title', async ({ request, baseURL }) => {
  for (const address of TEMPLATES) {
    const html = await (await request.get(new URL(address, baseURL).href)).text();
    expect(html.match(/<(?!svg|link|iframe)[a-z][^>]* title="/g) ?? [], address).toEqual([]);
  }
});

test('VNet, CMK, DPS and SAS have their place in the glossary, and a page that mentions one leads there', async ({ page }) => {
  await page.goto('glossary/');
  const text = (await page.locator('.glossary').innerText()).replace(/\s+/g, ' ');
  for (const name of ['VNet', 'CMK', 'DPS', 'SAS']) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  await page.goto('services/iot-central/');
  const terms = page.locator('main button.term');
  expect(await terms.count()).toBeGreaterThan(3);
  expect(
    await terms.evaluateAll(
      (buttons) =>
        buttons.filter((button) => {
          const note = document.getElementById(button.getAttribute('popovertarget') ?? '');
          return !note?.querySelector('a[href*="/glossary/#"]');
        }).length,
    ),
  ).toBe(0);
});

test('without script a checklist prints its items, and every list and table is there', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('checklists/iot-central/identity-and-key-management/');
  const text = (await printed(page)).sheets.join(' ');
  for (const code of ['IOTC-IM-1-ENTRA', 'IOTC-IM-1-LOCAL', 'IOTC-IM-3-MI', 'IOTC-IM-3-SP']) expect(text).toContain(code);
  for (const [address, rows, count] of [
    ['services/', '.service-list > li', 118],
    ['controls/', '.link-list > li', 85],
    ['features/', '.link-list > li', 35],
    ['services/iot-central/', 'article.entry', 35],
    ['features/azure-private-link/', '.feature-services tbody tr:not(.group)', 118],
    ['crosswalk/nist-800-53-r4/', '.requirements tbody tr', 50],
    ['checklists/', '.link-list > li', 118],
  ] as const) {
    await page.goto(address);
    expect(await page.locator(rows).count(), address).toBeGreaterThanOrEqual(count);
    expect(await page.locator('main a[href]:visible').count(), address).toBeGreaterThan(10);
  }
  await context.close();
});
