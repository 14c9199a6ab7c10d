import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter } from '../reporters/reporter.ts';
import { terminal } from '../reporters/terminal.ts';
import { hasErrors, runChecks, type CheckOptions } from './run-checks.ts';

/** Runs the checks and prints what they found. Returns whether the content passed. */
export async function checkAndReport(options: CheckOptions & { readonly reporter?: Reporter }): Promise<boolean> {
  const run = await runChecks(options);
  const text = (options.reporter ?? terminal).render({ ...run, read: (file) => readText(path.join(options.root, file)) });
  if (text !== '') console.log(text);
  return !hasErrors(run.findings);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
