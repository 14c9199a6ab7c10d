import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { LIST, ticks } from './support/checklist.ts';

test.use({ serviceWorkers: 'allow' });

const BUILT = 'checklists/build/?service=iot-central&service=iot-hub&role=identity-and-key-management';
const isKept = (page: Page, file: string) =>
  page.evaluate(async (name) => {
    const { scope } = await navigator.serviceWorker.ready;
    return (await caches.match(new URL(name, scope))) !== undefined;
  }, file);

/** Visits a page, and waits until all of it is at hand. */
async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  for (const service of ['iot-central', 'iot-hub'])
    await expect.poll(() => isKept(page, `checklists/data/${service}.json`), { timeout: 20_000 }).toBe(true);
}

test('without a network, visited pages, search and lists over several services work, and a page never visited says so', async ({
  page,
  context,
}) => {
  await visit(page, LIST);
  await ticks(page).first().check();
  await context.setOffline(true);
  await page.goto(LIST);
  await expect(ticks(page).first()).toBeChecked();

  await page.goto(BUILT);
  await expect(ticks(page)).toHaveCount(16);
  await expect(ticks(page).first()).toBeChecked();
  await page.locator('summary', { hasText: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Spreadsheet (XLSX)' }).click()]);
  expect(download.suggestedFilename()).toContain('.xlsx');

  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('combobox').fill('private link');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(/private link/i);

  await page.goto('services/azure-bastion/');
  await expect(page.locator('h1')).toHaveText('You are offline');
});

test.describe('when the site is published anew', () => {
  const NEXT = 'b'.repeat(16);
  let server: Server;
  let address: string;
  let isNext = false;

  test.beforeAll(async ({ baseURL }) => {
    // The built site, and on demand what the next build would be: another id, and another text.
    server = createServer((request, response) => {
      void (async () => {
        const answer = await fetch(new URL(request.url!, baseURL));
        const type = answer.headers.get('content-type') ?? '';
        let body = Buffer.from(await answer.arrayBuffer());
        if (isNext && /html|javascript|json/.test(type)) {
          const text = body.toString().replace(/(data-build="|const BUILD = ")[0-9a-f]{16}/, `$1${NEXT}`);
          body = Buffer.from(request.url!.includes('checklists/data/') ? text.replaceAll('"Managed Identities"', '"Managed anew"') : text);
        }
        response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { pathname } = new URL(baseURL!);
    address = `http://localhost:${(server.address() as AddressInfo).port}${pathname}${BUILT}`;
  });
  test.afterAll(() => void server.close());

  const build = (page: Page) => page.locator('html').getAttribute('data-build');
  const isNew = (page: Page) => page.getByRole('rowheader').filter({ hasText: 'Managed anew' });
  const isOld = (page: Page) => page.getByRole('rowheader').filter({ hasText: 'Managed Identities' });

  test('a page and its data are always of one build', async ({ context, baseURL }) => {
    test.setTimeout(90_000);
    const page = await context.newPage();
    await visit(page, address);
    await expect(isOld(page)).toHaveCount(2);
    const first = await build(page);
    isNext = true;

    // The old worker is still in charge: what comes from the network is new, and all of it.
    const other = await context.newPage();
    await other.goto(address);
    await expect(isNew(other)).toHaveCount(2);
    expect(await build(other)).toBe(NEXT);

    // Without a network there is the old page, with the old data.
    await context.setOffline(true);
    await other.reload();
    await expect(isOld(other)).toHaveCount(2);
    expect(await build(other)).toBe(first);

    // The new worker waits until no page of the old one is open, then takes over and drops what the old one kept.
    await context.setOffline(false);
    await other.close();
    await page.reload();
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.waiting !== null), { timeout: 30_000 })
      .toBe(true);
    let last = page;
    await expect(async () => {
      await last.close();
      last = await context.newPage();
      await last.goto(address);
      expect(await last.evaluate(() => caches.keys())).toEqual([`plumbline${new URL(baseURL!).pathname}${NEXT}`]);
    }).toPass({ timeout: 40_000 });
    await visit(last, address);
    await context.setOffline(true);
    await last.reload();
    await expect(isNew(last)).toHaveCount(2);
    expect(await build(last)).toBe(NEXT);
  });
});
