import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkAndReport } from '../checks/check-and-report.ts';
import { checkBuiltSite } from '../checks/built-site.ts';
import { hasErrors } from '../checks/run-checks.ts';
import { filesBelow } from '../content/read-content.ts';
import { terminal } from '../reporters/terminal.ts';
import { BUILD_ENVIRONMENT, buildArguments } from './astro-build.ts';
import { basePath, CACHE, ROOT } from './project.ts';
import { runProcess } from './run-process.ts';
import { dim, red } from './say.ts';

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
    console.log('Building the site …');
    const start = performance.now();
    const build = await runProcess(process.execPath, buildArguments(), {
      cwd: ROOT,
      env: { ...BUILD_ENVIRONMENT, PLUMBLINE_OUT: staging },
      quiet: true,
    });
    if (build.code !== 0 || !existsSync(staging) || readdirSync(staging).length === 0) {
      console.error(`${withoutRoutes(build.output)}\n${red('The build failed')}: ${distStays()}.`);
      return false;
    }
    console.log(`Built ${filesBelow(staging).length} files ${dim(`in ${((performance.now() - start) / 1000).toFixed(1)} s`)}`);
    if (!(await builtSiteIsSound(staging))) {
      console.error(`${red('The site was built, and has the errors above')}: ${distStays()}.`);
      return false;
    }
    swapIn(staging);
    return true;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function builtSiteIsSound(folder: string): Promise<boolean> {
  const start = performance.now();
  const findings = checkBuiltSite({ root: ROOT, folder, base: await basePath() });
  // A page in dist is looked at while it is still in the staging folder.
  const read = (file: string): string =>
    readFileSync(file.startsWith('dist/') ? path.join(folder, file.slice('dist/'.length)) : path.join(ROOT, file), 'utf8');
  if (findings.length > 0)
    console.log(terminal.render({ findings, files: filesBelow(folder).length, milliseconds: performance.now() - start, read }));
  return !hasErrors(findings);
}

/** Astro lists each page that it writes, far more than anyone reads; what went wrong stands between them. */
const withoutRoutes = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/[├└]─/.test(line))
    .join('\n');

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
