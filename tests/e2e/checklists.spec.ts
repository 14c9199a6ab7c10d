import { expect, test, type Page } from '@playwright/test';
import { LIST } from './support/checklist.ts';
import { pdfPages } from './support/pdf.ts';

const firstTick = (page: Page) => page.getByRole('checkbox', { name: /^Done: / }).first();

test('a tick is saved at once, survives a reload, and counts', async ({ page }) => {
  await page.goto(LIST);
  await firstTick(page).check();
  await expect(page.locator('main')).toContainText('1 of 6 settled');
  await page.reload();
  await expect(firstTick(page)).toBeChecked();
  await expect(page.locator('main')).toContainText('1 of 6 settled');
});

test('a printed role checklist has its items, their codes, boxes to sign, and page n of N', async ({ page }) => {
  await page.goto(LIST);
  for (const format of ['A4', 'Letter'] as const) {
    const pages = await pdfPages(await page.pdf({ format, preferCSSPageSize: true }));
    const text = pages.join(' ');
    for (const code of ['IOTC-IM-1-ENTRA', 'IOTC-IM-1-LOCAL', 'IOTC-IM-3-MI', 'IOTC-IM-3-SP']) expect(text).toContain(code);
    expect(text).toContain('Confirm.');
    expect(text).toContain('Signature');
    expect(text).not.toContain('Skip to the content');
    for (const [index, content] of pages.entries()) {
      expect(content).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(content).toContain('Azure IoT Central: Identity and key management');
      expect(content, 'the head of the table on each page').toContain('What to do and how to confirm it');
    }
  }
});
