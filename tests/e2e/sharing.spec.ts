import { expect, test } from '@playwright/test';
import { TEMPLATES } from '../../scripts/testing/templates.ts';

test('every page names a card for those who share it, and the card is there', async ({ request, baseURL }) => {
  const missing: string[] = [];
  const cards = new Set<string>();
  for (const address of TEMPLATES) {
    const html = await (await request.get(address)).text();
    const card = /<meta property="og:image" content="[^"]*?\/(cards\/[^"]+)"/.exec(html)?.[1];
    if (card === undefined) missing.push(address);
    else cards.add(card);
  }
  expect(missing).toEqual([]);
  expect(cards.size).toBeGreaterThan(4);
  for (const card of cards) {
    const response = await request.get(new URL(card, baseURL).href);
    expect([card, response.status(), response.headers()['content-type']]).toEqual([card, 200, 'image/png']);
  }
});
