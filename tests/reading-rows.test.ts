import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TASKS } from './e2e/support/tasks.ts';

const ROWS = readFileSync('docs/reading.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

test('all 32 rows of reading are in the table, in order, and each is held by a test in Chromium', () => {
  expect(ROWS.map(([number]) => Number(number))).toEqual(Array.from({ length: 32 }, (_, at) => at + 1));
  for (const [number, , , chromium] of ROWS) expect(chromium, `row ${number}`).toMatch(/^`tests\//);
});

test('every test that the table names exists, in the file it names', () => {
  const missing: string[] = [];
  for (const [number, , , ...cells] of ROWS)
    for (const part of cells.flatMap((cell) => cell.split('<br>')).filter((part) => part !== '–')) {
      const [, file, titles] = /^`(tests\/[^`]+)`: (.+)$/.exec(part) ?? [];
      if (!file || !existsSync(file)) missing.push(`row ${number}: ${part}`);
      else
        for (const [, title] of titles!.matchAll(/“(.+?)”(?:; |$)/g))
          if (!readFileSync(file, 'utf8').includes(title!)) missing.push(`row ${number}: ${file} has no “${title}”`);
    }
  expect(missing).toEqual([]);
});

test('the ten tasks are written down with the steps that their tests take, three at most', () => {
  const text = readFileSync('docs/tasks.md', 'utf8');
  expect(TASKS).toHaveLength(10);
  for (const { question, steps, answer } of TASKS) {
    expect(steps.length).toBeLessThanOrEqual(3);
    expect(text).toContain(`**${question}** ${steps.map(({ words }) => words).join('. ')}. → ${answer} (${steps.length} steps, `);
  }
});
