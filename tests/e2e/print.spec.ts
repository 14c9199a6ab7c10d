import { expect, test } from '@playwright/test';
import { pdfPages } from './support/pdf.ts';

for (const format of ['A4', 'Letter'] as const) {
  test(`a service prints on ${format} with everything that is folded on the screen, and the filters in force`, async ({ page }) => {
    await page.goto('services/iot-central/?action=configure');
    const pages = await pdfPages(await page.pdf({ format, preferCSSPageSize: true }));
    const text = pages.join(' ');
    expect(text).toContain('Filters in force: Action: Configure. 7 of 35 features.');
    expect(text, 'prose that is folded on the screen').toContain('What IoT Central does');
    expect(text.replaceAll(' ', ''), 'addresses of sources').toContain(
      'https://learn.microsoft.com/azure/iot-central/core/howto-create-private-endpoint',
    );
    expect(text, 'no navigation').not.toContain('Skip to the content');
    for (const [index, content] of pages.entries()) expect(content).toContain(`Page ${index + 1} of ${pages.length}`);
  });
}

test('no printed heading stands alone at the foot of a page', async ({ page }) => {
  await page.goto('services/iot-central/');
  const pages = await pdfPages(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  for (const content of pages)
    expect(content.replace(/ ?Page \d+ of \d+ ?/, '').trimEnd()).not.toMatch(
      /(What IoT Central does|Configure|Compensate|Limits|Sources)$/,
    );
});

test('dark colors never reach the paper', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ colorScheme: 'dark', baseURL });
  const page = await context.newPage();
  await page.goto('services/iot-central/');
  await page.getByRole('button', { name: 'Light colors' }).click();
  await page.getByRole('button', { name: 'Dark colors' }).click();
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(255, 255, 255)');
  await context.close();
});
