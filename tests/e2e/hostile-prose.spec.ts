import { expect, test } from '@playwright/test';
import { proseRenderer } from '../../src/prose/render.ts';
import { proseSite } from '../../src/site/prose-site.ts';
import { HOSTILE } from '../scripts/checks/hostile.ts';

/** Hostile prose as the loader would render it had the check let it through; the compiler's refusals are fine as well. */
async function rendered(): Promise<{ html: string; count: number }> {
  const render = await proseRenderer(proseSite('/'));
  const pieces: string[] = [];
  for (const { file, text } of HOSTILE) {
    if (!file.endsWith('.mdx') || text.length > 4_000) continue;
    for (const variant of [text, text.replace(/(## A heading\n\n)([^]*)$/, '$1```html\n$2```\n')]) {
      const html = await render(file, variant).then(
        (result) => result.html,
        () => undefined,
      );
      if (html !== undefined) pieces.push(`<section data-hostile>${html}</section>`);
    }
  }
  return { html: pieces.join('\n'), count: pieces.length };
}

test('hostile prose runs nothing in a browser, even where no check has seen it', async ({ page, request, context }) => {
  const { html, count } = await rendered();
  expect(count).toBeGreaterThan(80);
  const home = await (await request.get('./')).text();
  const withProse = home.replace(/(<main[^>]*>)[^]*<\/main>/, (_, open: string) => `${open}${html}</main>`);
  expect(withProse).toContain(html);

  const asked: string[] = [];
  await context.route(/^https?:\/\/(?!localhost|127\.0\.0\.1)/, async (route) => {
    asked.push(route.request().url());
    await route.abort();
  });
  await page.route('**/hostile/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: withProse }));
  await page.goto('hostile/', { waitUntil: 'networkidle' });
  const state = await page.evaluate(() => {
    const main = document.querySelector('main')!;
    for (const link of main.querySelectorAll<HTMLAnchorElement>('a[href]')) if (/script:/i.test(link.protocol)) link.click();
    return {
      sections: main.querySelectorAll('[data-hostile]').length,
      canary: 'canary' in globalThis,
      active: [...main.querySelectorAll('script, style, iframe, object, embed, form, base, meta, link, svg')].map((node) => node.outerHTML),
      handlers: [...main.querySelectorAll('*')].flatMap((node) =>
        [...node.attributes].map(({ name }) => name).filter((name) => /^on/i.test(name)),
      ),
    };
  });
  expect(state).toEqual({ sections: count, canary: false, active: [], handlers: [] });
  expect(await page.evaluate(() => 'canary' in globalThis), 'after the links were followed').toBe(false);
  expect(asked.filter((url) => !/\/pixel\.png$/.test(url))).toEqual([]);
});
