import { defineConfig } from 'vitest/config';

/** The built site in Firefox: `npm test` builds and serves it, and names both. */
export default defineConfig({
  test: {
    include: ['tests/firefox/**/*.spec.ts'],
    // Each file drives a Firefox of its own; two at a time keep two cores busy.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
