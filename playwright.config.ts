import { defineConfig } from '@playwright/test';
import { findBrowser, launchArguments } from './scripts/browser.ts';

/** `npm test` serves the site it has built and says where; a run by hand serves the site in dist itself. */
const address = process.env.PLUMBLINE_URL;
const byHand = 'http://localhost:4329/';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.cache/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  timeout: 30_000,
  reporter: 'list',
  use: {
    baseURL: address ?? byHand,
    launchOptions: { executablePath: findBrowser()?.path, args: launchArguments() },
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
  ...(address === undefined
    ? { webServer: { command: 'node scripts/serve.ts', env: { PORT: '4329' }, url: byHand, reuseExistingServer: true } }
    : {}),
});
