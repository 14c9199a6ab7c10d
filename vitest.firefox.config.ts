import { defineConfig } from 'vitest/config';

/** The built site in Firefox: `npm test` builds and serves it, and names both. */
export default defineConfig({
  test: {
    include: ['tests/firefox/**/*.spec.ts'],
    // One browser, one file after the other.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
