import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPORTERS } from '../reporters/index.ts';
import { terminal } from '../reporters/terminal.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { hasErrors, runChecks, type CheckOptions } from './run-checks.ts';

export { REPORTERS };

/** Runs the checks and prints what they found. Returns whether the content passed. */
export async function checkAndReport(options: CheckOptions & { readonly reporter?: Reporter }): Promise<boolean> {
  const run = await runChecks(options);
  console.log((options.reporter ?? terminal).render({ ...run, read: (file) => readText(path.join(options.root, file)) }));
  return !hasErrors(run.findings);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
