import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // Browsers and builds share two cores with these.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
