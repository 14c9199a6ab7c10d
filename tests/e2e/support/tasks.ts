import { expect, type Page } from '@playwright/test';

/** One thing a reader does: a click, a key that opens something, or a line typed. */
export interface Step {
  readonly words: string;
  readonly act: (page: Page) => Promise<unknown>;
}

export interface Task {
  readonly question: string;
  readonly steps: readonly Step[];
  /** What stands on the screen in the end, in words, and how a test sees it. */
  readonly answer: string;
  readonly seen: (page: Page) => Promise<void>;
}

const press = (key: string, words = `Press ${key}`): Step => ({ words, act: (page) => page.keyboard.press(key) });
const openSearch: Step = {
  words: 'Press /',
  act: async (page) => {
    await page.keyboard.press('/');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused();
  },
};
const ask = (text: string): Step => ({
  words: `Type “${text}”`,
  act: async (page) => {
    await page.keyboard.type(text);
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('option').first()).toBeVisible();
  },
});
const search = (text: string): Step[] => [openSearch, ask(text), press('Enter')];
const follow = (name: string): Step => ({
  words: `Follow “${name}”`,
  act: async (page) => {
    await page.getByRole('link', { name, exact: true }).click();
    await page.waitForLoadState();
  },
});

/** Ten questions that people bring, from the start page. */
export const TASKS: readonly Task[] = [
  {
    question: 'Who is responsible for the backup of IoT Central?',
    steps: search('iot central backup'),
    answer: 'The service lacks it: it is your job, by other means, and the entry says which and how to confirm it.',
    seen: async (page) => {
      await expect(page.locator('#azure-backup')).toBeInViewport();
      await expect(page.locator('#azure-backup')).toContainText('Whose job: yours, by other means');
      await expect(page.locator('#azure-backup')).toContainText('Confirm');
    },
  },
  {
    question: 'Which of our five services lack customer-managed keys?',
    steps: [
      { words: 'Go to “Compare two to eight services”', act: (page) => page.getByLabel('Compare two to eight services').click() },
      {
        words: 'Type “iot central, iot hub, key vault, event hubs, azure firewall”',
        act: (page) => page.keyboard.type('iot central, iot hub, key vault, event hubs, azure firewall'),
      },
      press('Enter'),
    ],
    answer: 'One table with the five; the row of customer-managed keys says “Compensate” where they are lacking.',
    seen: async (page) => {
      const row = page.getByRole('row', { name: /^Data at Rest Encryption Using CMK/ });
      await expect(row.getByRole('cell')).toHaveCount(5);
      await expect(row.getByRole('cell').first()).toContainText('Compensate');
    },
  },
  {
    question: 'Print the network team’s list for IoT Central.',
    steps: [
      follow('Checklist for Azure IoT Central: Network Security'),
      { words: 'Open “Print”', act: (page) => page.locator('summary', { hasText: 'Print' }).click() },
      { words: 'Choose “Print blank boxes”', act: (page) => page.getByRole('button', { name: 'Print blank boxes' }).click() },
    ],
    answer: 'The browser prints the items of Network Security alone.',
    seen: async (page) => {
      await expect.poll(() => page.evaluate(() => (globalThis as { prints?: number }).prints)).toBe(1);
      const codes = await page.locator('tr.item:visible .code-tag').allTextContents();
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => !code.startsWith('IOTC-NS-'))).toEqual([]);
    },
  },
  {
    question: 'Which NIST AC-4 items are ours?',
    steps: search('AC-4'),
    answer: 'The controls and features that help with AC-4, and in how many services each is the customer’s job.',
    seen: async (page) => {
      await expect(page).toHaveURL(/\/crosswalk\/nist-800-53-r4\/AC-4\/$/);
      await expect(page.locator('.whose').first()).toHaveText(/^Whose job: Customer in \d+ services/);
    },
  },
  {
    question: 'How do we reach IoT Hub privately, and how do we confirm it?',
    steps: search('iot hub private link'),
    answer: 'The entry: configure it, your job, with what to do and how to confirm it.',
    seen: async (page) => {
      const entry = page.locator('#azure-private-link');
      await expect(entry).toBeInViewport();
      await expect(entry).toContainText('Whose job: Customer');
      await expect(entry).toContainText('Confirm');
    },
  },
  {
    question: 'What does “DPS” mean?',
    steps: search('DPS'),
    answer: 'The glossary’s entry.',
    seen: (page) => expect(page.locator('#dps')).toBeInViewport(),
  },
  {
    question: 'Which services support managed identities?',
    steps: search('which services support managed identities'),
    answer: 'The table of the feature’s page, those that support it first, with their number.',
    seen: async (page) => {
      await expect(page.locator('#services')).toBeInViewport();
      await expect(page.locator('.feature-services .group th').first()).toHaveText(/^\s*Supported: \d+ services\s*$/);
    },
  },
  {
    question: 'What has our team to do in IoT Central?',
    steps: [
      follow('Read the baseline of Azure IoT Central'),
      { words: 'Tick “Customer”', act: (page) => page.getByRole('checkbox', { name: /^Customer/ }).check() },
    ],
    answer: 'The entries that are the customer’s job, and their number.',
    seen: async (page) => {
      await expect(page.locator('[data-filter-count]')).toHaveText(/^\d+ of 35 features$/);
      await expect(page.locator('[data-item]:not([hidden])').first()).toContainText('Whose job: Customer');
    },
  },
  {
    question: 'What do our IoT services lack, in one table?',
    steps: [
      follow('Matrix'),
      { words: 'Open “Filters”', act: (page) => page.locator('summary', { hasText: 'Filters' }).click() },
      { words: 'Tick “IoT”', act: (page) => page.getByRole('checkbox', { name: /^IoT/ }).check() },
    ],
    answer: 'The matrix of the IoT services, what is lacking marked “Compensate”.',
    seen: async (page) => {
      await expect(page.locator('[data-matrix-count]')).toHaveText(/^\d+ of 118 services, 35 features$/);
      await expect(page.locator('.matrix tbody tr:visible td.x').first()).toHaveText(/^Compensate/);
    },
  },
  {
    question: 'Take everything into a spreadsheet.',
    steps: [
      follow('Downloads'),
      {
        words: 'Follow “Everything as a workbook”',
        act: async (page) => {
          const [file] = await Promise.all([
            page.waitForEvent('download'),
            page.getByRole('link', { name: 'Everything as a workbook' }).click(),
          ]);
          expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
        },
      },
    ],
    answer: 'A workbook is saved.',
    seen: (page) => expect(page).toHaveURL(/\/downloads\/$/),
  },
];
