import { expect, test } from '@playwright/test';
import { TASKS } from './support/tasks.ts';

/** From the start page, as somebody who has never been here. docs/tasks.md has the same steps, and the times that were measured. */
for (const { question, steps, seen } of TASKS)
  test(`${question} In ${steps.length} steps`, async ({ page }, { annotations }) => {
    expect(steps.length).toBeLessThanOrEqual(3);
    await page.addInitScript(() => {
      const counted = globalThis as { prints?: number };
      counted.prints = 0;
      globalThis.print = () => void (counted.prints! += 1);
    });
    await page.goto('./');
    await page.waitForLoadState();
    const start = performance.now();
    for (const { act } of steps) await act(page);
    await seen(page);
    annotations.push({ type: 'time', description: `${((performance.now() - start) / 1000).toFixed(1)} s` });
    if (process.env.PLUMBLINE_TASK_TIMES) console.log(`${question} ${annotations.at(-1)!.description}`);
  });
