import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkAndReport } from '../checks/check-and-report.ts';
import { CACHE, packageBin, ROOT } from './project.ts';
import { runNode } from './run-process.ts';
import { red } from './say.ts';

export const DIST = path.join(ROOT, 'dist');
const PREVIOUS = path.join(CACHE, 'previous-dist');

/**
 * Checks the content and builds the site into `dist`. Returns whether that worked.
 *
 * Astro empties its output folder before it knows whether it can fill it, so it builds into a staging folder
 * that takes the place of `dist` only when everything has passed: the last good site stays until then.
 */
export async function buildSite(): Promise<boolean> {
  bringBackInterruptedSwap();
  if (!(await checkAndReport({ root: ROOT }))) {
    console.error(`${red('The site was not built')}: ${distStays()}.`);
    return false;
  }

  mkdirSync(CACHE, { recursive: true });
  const staging = path.join(CACHE, `staging-${process.pid}`);
  rmSync(staging, { recursive: true, force: true });
  try {
    const build = await runNode(packageBin('astro', 'bin/astro.mjs'), ['build'], {
      cwd: ROOT,
      env: { PLUMBLINE_OUT: staging, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    if (build.code !== 0 || !existsSync(staging) || readdirSync(staging).length === 0) {
      console.error(`${red('The build failed')}: ${distStays()}.`);
      return false;
    }
    swapIn(staging);
    return true;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Two renames; a machine that stops between them is mended by the next build. */
function swapIn(staging: string): void {
  rmSync(PREVIOUS, { recursive: true, force: true });
  if (existsSync(DIST)) renameSync(DIST, PREVIOUS);
  renameSync(staging, DIST);
  rmSync(PREVIOUS, { recursive: true, force: true });
}

function bringBackInterruptedSwap(): void {
  if (!existsSync(DIST) && existsSync(PREVIOUS)) renameSync(PREVIOUS, DIST);
}

const distStays = (): string => (existsSync(DIST) ? 'dist still holds the last good site' : 'there is no earlier site in dist');
