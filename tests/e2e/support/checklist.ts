import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export const LIST = 'checklists/iot-central/identity-and-key-management/';

export const ticks = (page: Page) => page.getByRole('checkbox', { name: /^Done: / });

/** Everything that the site has saved in the browser, as one text. */
export const saved = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));

/** What the browser was given to keep, when a button of the menu "Export" is pressed. */
export async function exported(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly path: string }> {
  await page.locator('summary', { hasText: 'Export' }).click();
  return downloaded(page, () => page.getByRole('button', { name: button, exact: true }).first().click());
}

export async function downloaded(page: Page, act: () => Promise<unknown>) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: readFileSync(path), path };
}

export const chooseFile = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> =>
  page.locator('[data-import]').setInputFiles(file);
