import { expect, test, type Page } from '@playwright/test';
import { accessibilityViolations } from './support/accessibility.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search' });
const box = (page: Page) => dialog(page).getByRole('combobox');
const options = (page: Page) => dialog(page).getByRole('option');

async function openWith(page: Page, key: string): Promise<void> {
  await page.waitForLoadState();
  await page.keyboard.press(key);
  await expect(box(page)).toBeFocused();
}

test.describe('search over any page', () => {
  for (const address of ['./', 'services/iot-central/', 'controls/NS-2/', 'glossary/', 'checklists/iot-central/']) {
    test(`opens with / and with Ctrl+K on ${address}, and Esc gives the focus back`, async ({ page }) => {
      await page.goto(address);
      const link = page.getByRole('link', { name: 'Features', exact: true }).first();
      await link.focus();
      await openWith(page, '/');
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
      await expect(link).toBeFocused();
      await openWith(page, 'Control+k');
      await page.keyboard.press('Escape');
      await expect(link).toBeFocused();
    });
  }

  test('does not open where somebody types a slash into a field', async ({ page }) => {
    await page.goto('./');
    await page.locator('#site-search').focus();
    await page.keyboard.type('tcp/ip');
    await expect(page.locator('#site-search')).toHaveValue('tcp/ip');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('opens with a click into the box', async ({ page }) => {
    await page.goto('roles/');
    await page.locator('#site-search').click();
    await expect(box(page)).toBeFocused();
  });

  test('leads to an exact id with two keys', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('NS-2');
    await expect(options(page).first()).toContainText('NS-2 Secure cloud services with network controls');
    await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/controls\/NS-2\/$/);
  });

  test('leads from a service and a feature to the entry', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('iot hub private link');
    await expect(options(page).first()).toContainText('Azure IoT Hub: Azure Private Link');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/services\/iot-hub\/#azure-private-link$/);
    await expect(page.locator('#azure-private-link')).toBeInViewport();
  });

  test('answers a question with the table of the feature’s page', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('which services support customer-managed keys');
    await expect(options(page).first()).toContainText(/\d+ of 118 services support it/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/features\/data-at-rest-encryption-using-cmk\/#services$/);
  });

  for (const [typed, first] of [
    ['Entra', 'Azure AD Authentication Required'],
    ['CMK', 'Data at Rest Encryption Using CMK'],
    ['AKS', 'Azure Kubernetes Service'],
    ['privte link', 'Azure Private Link'],
  ] as const) {
    test(`finds “${typed}”`, async ({ page }) => {
      await page.goto('./');
      await openWith(page, '/');
      await page.keyboard.type(typed);
      await expect(options(page).first()).toContainText(first);
    });
  }

  test('moves through the results with the arrows, round both ends, the focus staying in the box', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('private link');
    const count = await options(page).count();
    const active = async () => page.locator(`#${await box(page).getAttribute('aria-activedescendant')}`);
    expect(await (await active()).evaluate((option) => option.id)).toBe(await options(page).first().getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    await expect(await active()).toHaveAttribute('aria-selected', 'true');
    await expect(options(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await expect(dialog(page).locator('[aria-selected=true]')).toHaveCount(1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(options(page).nth(count - 1)).toHaveAttribute('aria-selected', 'true');
    await expect(options(page).nth(count - 1)).toBeInViewport();
    await expect(box(page)).toBeFocused();
  });

  test('groups what it finds by kind and says how many there are of each', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('private link');
    await expect(dialog(page).getByRole('group').first()).toHaveAccessibleName('Features');
    await expect(dialog(page).getByRole('group', { name: /^Entries of services: 3 of \d+$/ })).toBeVisible();
    await dialog(page)
      .getByRole('option', { name: /^Entries of services: all \d+$/ })
      .click();
    await expect(page).toHaveURL(/\/search\/\?q=private\+link&kind=entry$/);
  });

  test('remembers searches in this browser until told to forget them', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('customer lockbox');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/features\/customer-lockbox\/$/);
    await openWith(page, '/');
    const recent = dialog(page).getByRole('group', { name: 'Recent searches' }).getByRole('option');
    await expect(recent).toHaveText(['customer lockbox']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('customer lockbox');
    await expect(options(page).first()).toContainText('Customer Lockbox');
    await box(page).fill('');
    await dialog(page).getByRole('button', { name: 'Forget recent searches' }).click();
    await expect(recent).toHaveCount(0);
    await expect(box(page)).toBeFocused();
  });

  test('Enter pressed before the names have come follows the first result once they have', async ({ page }) => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/search/names.json', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('./');
    await page.keyboard.press('/');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type('NS-2');
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toContainText('Loading the names');
    release();
    await expect(page).toHaveURL(/\/controls\/NS-2\/$/);
  });

  test('works where storage is blocked', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('NS-2');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/controls\/NS-2\/$/);
  });

  test('turns to the text where no name has the words', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('requiredZoneNames');
    await expect(dialog(page).getByRole('group', { name: 'In the text' }).getByRole('option').first()).toContainText(
      'Azure IoT Central: Azure Private Link',
    );
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/services\/iot-central\/#azure-private-link$/);
  });

  test('says so where nothing is found, and where the names cannot be loaded', async ({ page }) => {
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('qqqqqqqq');
    await expect(dialog(page)).toContainText('Nothing found.');
    await page.route('**/search/names.json', (route) => route.abort());
    await page.goto('roles/');
    await openWith(page, '/');
    await page.keyboard.type('NS-2');
    await expect(dialog(page)).toContainText('could not be loaded');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility violation in ${colorScheme} colors: empty, with results, without`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ colorScheme, baseURL });
      const page = await context.newPage();
      await page.goto('./');
      await openWith(page, '/');
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.type('private link');
      await expect(options(page).first()).toContainText('Azure Private Link');
      expect(await accessibilityViolations(page)).toEqual([]);
      await box(page).fill('qqqqqqqq');
      await expect(dialog(page)).toContainText('Nothing found.');
      expect(await accessibilityViolations(page)).toEqual([]);
      await context.close();
    });
  }

  test('fits into 320 pixels', async ({ browser, baseURL }) => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 }, baseURL });
    await page.goto('./');
    await openWith(page, '/');
    await page.keyboard.type('iot central');
    await expect(options(page).first()).toBeVisible();
    const sideways = await dialog(page).evaluate((element) =>
      [element, ...element.querySelectorAll('*')]
        .filter(
          (one) =>
            one.className !== 'visually-hidden' && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible',
        )
        .map((one) => one.className),
    );
    expect(sideways).toEqual([]);
    const bounds = (await dialog(page).boundingBox())!;
    expect(bounds.x).toBeGreaterThanOrEqual(0);
    expect(bounds.x + bounds.width).toBeLessThanOrEqual(320);
    await page.close();
  });

  test('asks for nothing before it is opened, and for at most five files then', async ({ page }) => {
    const asked: string[] = [];
    await page.goto('services/iot-central/', { waitUntil: 'networkidle' });
    // A font may come late, when the page first needs its letters: it is no part of search.
    page.on('request', (request) => {
      if (request.resourceType() !== 'font') asked.push(new URL(request.url()).pathname);
    });
    await page.waitForTimeout(200);
    expect(asked).toEqual([]);
    await openWith(page, '/');
    await page.keyboard.type('NS-2');
    await expect(options(page).first()).toContainText('NS-2');
    await page.waitForTimeout(600);
    expect(asked.filter((path) => path.endsWith('names.json'))).toHaveLength(1);
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});

test.describe('the results page', () => {
  const results = (page: Page) => page.locator('[data-search-results] li');
  const status = (page: Page) => page.locator('[data-search-count]');
  const option = (page: Page, facet: string, name: string | RegExp) =>
    page.locator(`[data-facet=${facet}]`).getByRole('checkbox', { name });

  test('is where the box in the head leads by Enter', async ({ page }) => {
    await page.goto('roles/');
    await page.locator('#site-search').focus();
    await page.keyboard.type('private link');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/search\/\?q=private\+link$/);
    await expect(page.getByLabel('An id, a name')).toHaveValue('private link');
    await expect(results(page).first()).toContainText('Azure Private Link');
    await expect(status(page)).toHaveText(/^\d+ results for “private link”$/);
  });

  test('answers while one types, and Back returns to the question before', async ({ page }) => {
    await page.goto('search/?q=NS-2');
    await expect(results(page).first()).toContainText('NS-2 Secure cloud services');
    const input = page.getByLabel('An id, a name');
    await input.fill('');
    await input.pressSequentially('iot central');
    await expect(results(page).first()).toContainText('Azure IoT Central');
    await expect(page).toHaveURL(/\?q=iot\+central$/);
    await page.goBack();
    await expect(page).toHaveURL(/\?q=NS-2$/);
    await expect(input).toHaveValue('NS-2');
    await expect(results(page).first()).toContainText('NS-2 Secure cloud services');
  });

  test('/ goes to its own box', async ({ page }) => {
    await page.goto('search/?q=NS-2');
    await page.getByRole('link', { name: 'Plumbline' }).first().focus();
    await page.keyboard.press('/');
    await expect(page.getByLabel('An id, a name')).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('keeps the filters in the address; a reload gives the same view, and Back undoes each change', async ({ page }) => {
    await page.goto('search/?q=private+link');
    await option(page, 'action', /^Configure/).check();
    await expect(page).toHaveURL(/\?q=private\+link&action=configure$/);
    const configured = /^\d+ of \d+ results for “private link”$/;
    await expect(status(page)).toHaveText(configured);
    const count = (await status(page).textContent())!;
    await option(page, 'service', /^Azure IoT Central/).check();
    await expect(page).toHaveURL(/&action=configure&service=iot-central$/);
    await expect(results(page)).toHaveCount(1);
    await expect(results(page)).toContainText('Azure IoT Central: Azure Private Link');
    await page.reload();
    await expect(results(page)).toHaveCount(1);
    await expect(option(page, 'service', /^Azure IoT Central/)).toBeChecked();
    await page.goBack();
    await expect(status(page)).toHaveText(count);
    await expect(option(page, 'service', /^Azure IoT Central/)).not.toBeChecked();
    await page.goBack();
    await expect(page).toHaveURL(/\?q=private\+link$/);
    await page.goForward();
    await expect(option(page, 'action', /^Configure/)).toBeChecked();
  });

  test('shows for each option how many it would leave, and offers no dead one', async ({ page }) => {
    await page.goto('search/?q=iot+central');
    await expect(results(page).first()).toBeVisible();
    const options = await page.locator('[data-search-filters] label:not([hidden])').evaluateAll((labels) =>
      labels.map((label) => {
        const count = Number(label.querySelector('[data-count]')!.textContent);
        const box = label.querySelector('input')!;
        const name = `${box.name}=${box.value}`;
        box.click();
        const heads = document.querySelectorAll('[data-search-results] h2 .count');
        const shown = [...heads].reduce((sum, head) => sum + Number(head.textContent), 0);
        box.click();
        return { name, count, shown };
      }),
    );
    expect(options.length).toBeGreaterThan(20);
    expect(options.filter(({ count, shown }) => count === 0 || count !== shown)).toEqual([]);
  });

  test('counts entries as the catalog does', async ({ page, request, baseURL }) => {
    const service = (await (await request.get(new URL('api/v1/services/iot-hub.json', baseURL).href)).json()) as {
      entries: { action: string; responsibility: string }[];
    };
    await page.goto('search/?service=iot-hub&kind=entry');
    for (const action of ['Configure', 'Inherit', 'Compensate'] as const) {
      const expected = service.entries.filter((entry) => entry.action === action.toLowerCase()).length;
      await expect(page.locator(`[data-facet=action] label`, { hasText: action }).locator('[data-count]')).toHaveText(String(expected));
    }
    await expect(status(page)).toHaveText(new RegExp(`^${service.entries.length} of`));
  });

  test('lists entries by filters alone', async ({ page }) => {
    await page.goto('search/?action=configure&service=iot-central');
    await expect(results(page)).toHaveCount(7);
  });

  test('says which filter to drop where nothing is left, and one button clears all', async ({ page }) => {
    await page.goto('search/?q=private+link&action=compensate&service=iot-central');
    await expect(results(page)).toHaveCount(0);
    const empty = page.locator('[data-search-empty]');
    await expect(empty).toContainText(/Without the filter “(?:Action|Service)” there would be \d+ results?/);
    await empty.getByRole('button', { name: /^Drop the filter/ }).click();
    await expect(results(page).first()).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect(page).toHaveURL(/\?q=private\+link$/);
    await expect(results(page).first()).toContainText('Azure Private Link');
    await expect(page.getByRole('button', { name: 'Clear all filters' })).toBeHidden();
  });

  test('announces the count once for each question', async ({ page }) => {
    await page.goto('search/');
    await page.evaluate(() => {
      const counts: string[] = [];
      (globalThis as unknown as { counts: string[] }).counts = counts;
      const target = document.querySelector('[data-search-count]')!;
      new MutationObserver(() => counts.push(target.textContent)).observe(target, { childList: true, characterData: true, subtree: true });
    });
    await page.getByLabel('An id, a name').fill('lockbox');
    await expect(status(page)).toHaveText(/for “lockbox”$/);
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => (globalThis as unknown as { counts: string[] }).counts)).toHaveLength(1);
  });

  test('says so where only the text has the words, and where nothing has', async ({ page }) => {
    await page.goto('search/?q=requiredZoneNames');
    await expect(page.locator('[data-search-texts]').getByRole('link').first()).toHaveText('Azure IoT Central: Azure Private Link entry');
    await expect(status(page)).toHaveText('No name has “requiredZoneNames”; 1 place in the text');
    await expect(page.locator('[data-search-empty]')).toBeHidden();
    await page.goto('search/?q=qqqqqqqq');
    await expect(page.locator('[data-search-empty]')).toContainText('Neither a name nor a text has these words');
    await expect(status(page)).toHaveText('0 results for “qqqqqqqq”');
  });

  test('finds what another framework asks for', async ({ page }) => {
    await page.goto('search/?q=AC-4');
    await expect(results(page).first().getByRole('link')).toHaveAttribute('href', /crosswalk\/nist-800-53-r4\/AC-4\/$/);
  });

  test('shows where the words stand in the text, under the same filters', async ({ page }) => {
    await page.goto('search/?q=private+DNS+zones');
    const texts = page.locator('[data-search-texts]');
    await expect(texts.getByRole('link').first()).toBeVisible();
    await expect(texts.locator('mark').first()).toBeVisible();
    await expect(texts.locator('.search-note')).toContainText('the numbers beside the filters count names alone');
    await page.goto('search/?q=private+DNS+zones&service=iot-central');
    await expect(texts.getByRole('link', { name: 'Azure IoT Central: Azure Private Link entry' })).toHaveAttribute(
      'href',
      /services\/iot-central\/#azure-private-link$/,
    );
    for (const link of await texts.getByRole('link').all()) expect(await link.getAttribute('href')).toMatch(/services\/iot-central\//);
  });

  test('names each result apart, though a feature, a service and a term share a name', async ({ page }) => {
    await page.goto('search/?q=private+link');
    await expect(results(page).first()).toBeVisible();
    const names = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')] as const));
    const places = new Map(names);
    for (const [name, href] of names) expect(places.get(name), name!).toBe(href);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no accessibility violation with results in ${colorScheme} colors`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ colorScheme, baseURL });
      const page = await context.newPage();
      test.slow();
      await page.goto('search/?q=private+link&action=configure');
      await expect(page.locator('[data-search-texts] a').first()).toBeVisible();
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.goto('search/?q=private+link&action=compensate&service=iot-central');
      await expect(page.locator('[data-search-empty]')).toBeVisible();
      expect(await accessibilityViolations(page)).toEqual([]);
      await context.close();
    });
  }

  for (const width of [320, 768, 1280]) {
    test(`does not scroll sideways at ${width} px with results`, async ({ browser, baseURL }) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, baseURL });
      await page.goto('search/?q=data+encryption');
      await expect(page.locator('[data-search-texts] a').first()).toBeVisible();
      await page.locator('[data-search-fold]').evaluate((fold: HTMLDetailsElement) => (fold.open = true));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await page.close();
    });
  }
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the box in the head leads to the results page, which says where everything is', async ({ page }) => {
    await page.goto('roles/');
    await page.locator('#site-search').fill('NS-2');
    await page.locator('#site-search').press('Enter');
    await expect(page).toHaveURL(/\/search\/\?q=NS-2$/);
    await expect(page.locator('main')).toContainText('Search needs script');
    await expect(page.locator('main').getByRole('link', { name: 'controls' })).toBeVisible();
    await expect(page.locator('[data-search-page]')).toBeHidden();
  });
});
