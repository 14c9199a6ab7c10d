import { expect, test } from '@playwright/test';

interface Ids {
  readonly services: readonly { readonly id: string; readonly name: string; readonly entries: readonly { readonly anchor: string }[] }[];
  readonly controls: readonly { readonly id: string }[];
  readonly features: readonly { readonly id: string; readonly name: string }[];
}

test('every entry, control, feature and service has a permanent anchor with a link that copies it', async ({ page, request, baseURL }) => {
  test.slow();
  const catalog = (await (await request.get(new URL('api/v1/catalog.json', baseURL).href)).json()) as Ids;
  await page.goto('./');
  const lacking = await page.evaluate(
    async ({ services, controls, features }) => {
      const found: string[] = [];
      const read = async (path: string): Promise<Document> =>
        new DOMParser().parseFromString(await (await fetch(new URL(path, document.baseURI))).text(), 'text/html');
      const copies = (element: ParentNode | null, href: string): boolean =>
        [...(element?.querySelectorAll('a[data-copy-link]') ?? [])].some((link) => link.getAttribute('href') === href);
      const ofPage = async (path: string): Promise<Document> => {
        const page = await read(path);
        if (!copies(page, new URL(path, document.baseURI).pathname)) found.push(`${path} has no link of its own`);
        return page;
      };
      for (const { id, entries } of services) {
        const page = await ofPage(`services/${id}/`);
        for (const { anchor } of entries) if (!copies(page.getElementById(anchor), `#${anchor}`)) found.push(`services/${id}/#${anchor}`);
      }
      const lists = { controls: await read('controls/'), features: await read('features/') };
      for (const [list, all] of [['controls', controls] as const, ['features', features] as const])
        for (const { id } of all) {
          await ofPage(`${list}/${id}/`);
          if (!copies(lists[list].getElementById(id), `#${id}`)) found.push(`${list}/#${id}`);
        }
      return found;
    },
    {
      services: catalog.services.map(({ id, entries }) => ({ id, entries: entries.map(({ anchor }) => ({ anchor })) })),
      controls: catalog.controls.map(({ id }) => ({ id })),
      features: catalog.features.map(({ id, name }) => ({ id, name })),
    },
  );
  expect(lacking).toEqual([]);
});

test('the keyboard copies the link of a control, a feature, an entry and a term, and hears so', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  for (const [address, name, ending] of [
    ['controls/NS-2/', 'Copy link to NS-2 Secure cloud services with network controls', 'controls/NS-2/'],
    ['controls/', 'Copy link to NS-2 Secure cloud services with network controls', 'controls/#NS-2'],
    ['features/azure-private-link/', 'Copy link to Azure Private Link', 'features/azure-private-link/'],
    ['services/iot-central/', 'Copy link to Azure Private Link', 'services/iot-central/#azure-private-link'],
    ['crosswalk/nist-800-53-r4/AC-4/', 'Copy link to AC-4 Information flow enforcement', 'crosswalk/nist-800-53-r4/AC-4/'],
    ['glossary/', 'Copy link to customer-managed key', 'glossary/#cmk'],
  ] as const) {
    await page.goto(address);
    const link = page.getByRole('link', { name, exact: true });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()), address).toBe(new URL(ending, baseURL).href);
    await expect(page.locator('#status')).toHaveText(`Copied: ${new URL(ending, baseURL).href}`);
    await page.evaluate(() => navigator.clipboard.writeText(''));
  }
  await context.close();
});

test('what is folded opens for a link into it, and for words that are looked for', async ({ page }) => {
  await page.goto('services/iot-central/');
  const fold = page.locator('details.domain-section');
  await expect(fold).not.toHaveAttribute('open');
  const id = await fold.locator('article').first().getAttribute('id');
  await page.goto(`services/iot-central/#${id}`);
  await expect(fold).toHaveAttribute('open');
  await expect(page.locator(`#${id}`)).toBeInViewport();
  // A text fragment looks for words as the find command does.
  await page.goto('about:blank');
  await page.goto('services/iot-central/#:~:text=private%20addresses%20in%20your%20subnet');
  const prose = page.locator('#azure-private-link details', { hasText: 'private addresses in your subnet' });
  await expect(prose).toHaveAttribute('open');
  // Nothing is folded in a way that the find command cannot open.
  for (const address of ['services/iot-central/', 'controls/NS-2/', 'roles/', 'upstream/', 'crosswalk/nist-800-53-r4/', 'matrix/']) {
    await page.goto(address);
    expect(await page.locator('main [aria-expanded=false]:not([popovertarget])').count(), address).toBe(0);
  }
});

test('the exact id of every control, and the name of every feature and service, comes first on the results page', async ({
  page,
  request,
  baseURL,
}) => {
  const catalog = (await (await request.get(new URL('api/v1/catalog.json', baseURL).href)).json()) as Ids;
  await page.goto('search/?q=NS-2');
  await expect(page.locator('[data-search-results] a').first()).toContainText('NS-2');
  const wanted = [
    ...catalog.controls.map(({ id }) => [id, `/controls/${id}/`] as const),
    ...catalog.features.map(({ id, name }) => [name, `/features/${id}/`] as const),
    ...catalog.services.map(({ id, name }) => [name, `/services/${id}/`] as const),
  ];
  const wrong = await page.evaluate((all) => {
    const input = document.querySelector<HTMLInputElement>('#search-page-input')!;
    return all.flatMap(([query, path]) => {
      input.value = query;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      const first = document.querySelector<HTMLAnchorElement>('[data-search-results] a');
      // Azure Backup is a feature and a service: either may come first.
      const sameName = first?.firstChild?.textContent?.trim() === query || first?.textContent.startsWith(`${query}, `);
      return first?.pathname.endsWith(path) || sameName ? [] : [`${query}: ${first?.pathname ?? 'nothing'}`];
    });
  }, wanted);
  expect(wrong).toEqual([]);
});

test('search answers without a network after a visit, over a page and on its own', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto('controls/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  const kept = () =>
    page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const urls = (await (await caches.open(name)).keys()).map(({ url }) => url);
        if (urls.some((url) => url.endsWith('/search/names.json')) && urls.some((url) => url.endsWith('/controls/'))) return true;
      }
      return false;
    });
  await expect.poll(kept, { timeout: 15_000 }).toBe(true);
  await context.setOffline(true);
  await page.goto('controls/');
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('NS-2');
  await expect(dialog.getByRole('option').first()).toContainText('NS-2 Secure cloud services');
  await page.goto('search/?q=CMK');
  await expect(page.locator('[data-search-results] a').first()).toContainText('Data at Rest Encryption Using CMK');
  await context.close();
});
