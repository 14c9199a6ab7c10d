import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { add, NOTHING, playwrightTally, vitestTally, withExitCode } from '../../../scripts/testing/tally.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, value: unknown): string => {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
};

test('a file of tests that cannot be loaded counts as a failure', () => {
  const file = written('vitest.json', {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numFailedTestSuites: 2,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  });
  expect(vitestTally(file)).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test('a browser test that passes only the second time counts as a failure', () => {
  const file = written('playwright.json', { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] });
  expect(playwrightTally(file)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test('a run that ends badly without a failed test counts as one failure', () => {
  expect(withExitCode(NOTHING, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(withExitCode({ passed: 1, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 1, failed: 2, skipped: 0 });
});

test('tallies add up', () => {
  expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
