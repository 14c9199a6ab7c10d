import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CANARY, HOSTILE } from './hostile.ts';
import { allInWords, findingsAfter } from './small-content.ts';

const canary = path.join(tmpdir(), `plumbline-canary-${process.pid}`);

beforeAll(() => {
  process.env.PLUMBLINE_CANARY = canary;
});
afterAll(() => {
  delete process.env.PLUMBLINE_CANARY;
});

test('there are more than eighty of them', () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(80);
});

test('the canary sings wherever it is run', () => {
  runInThisContext(CANARY);
  expect(Reflect.deleteProperty(globalThis, 'canary')).toBe(true);
  expect(existsSync(canary)).toBe(true);
  rmSync(canary);
});

describe.each(HOSTILE)('$name', ({ file, text, line }) => {
  test('is refused at its place, with a reason and a remedy, and nothing has run', async () => {
    const findings = (await findingsAfter({ [file]: text })).filter((finding) => finding.file === file && finding.severity === 'error');
    expect(findings, allInWords(findings)).toSatisfy((found: typeof findings) =>
      found.some((finding) => finding.line === line && finding.fix !== undefined),
    );
    expect(Object.hasOwn(globalThis, 'canary')).toBe(false);
    expect(Object.hasOwn(Object.prototype, 'canary')).toBe(false);
    expect(existsSync(canary)).toBe(false);
  });
});
