import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkAndReport } from './checks/check-and-report.ts';
import { findOrInstallBrowser } from './browser.ts';
import { findOrInstallFirefox, HOW_TO_GET_FIREFOX } from './firefox.ts';
import { buildSite, DIST } from './site/build-site.ts';
import { basePath, CACHE, packageBin, ROOT } from './site/project.ts';
import { runNode } from './site/run-process.ts';
import { bold, red } from './site/say.ts';
import { serve } from './site/static-server.ts';
import { add, NOTHING, playwrightTally, vitestTally, withExitCode, type Tally } from './testing/tally.ts';

/** `npm test`: types, unit tests, a build, and the built site in Chromium and in Firefox. The last line counts them all. */
const reports = path.join(CACHE, 'test-reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const failedSteps: string[] = [];
const leftOut: string[] = [];
let total: Tally = NOTHING;

async function step(name: string, run: () => Promise<Tally>): Promise<void> {
  console.log(`\n${bold(`── ${name}`)}`);
  const start = performance.now();
  let tally: Tally;
  try {
    tally = await run();
  } catch (error) {
    console.error(`${red('error')} ${error instanceof Error ? error.message : String(error)}`);
    tally = { ...NOTHING, failed: 1 };
  }
  if (tally.failed > 0) failedSteps.push(name);
  total = add(total, tally);
  console.log(
    `   ${name}: ${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
}

// Content comes first: what did not pass the check is neither loaded by Astro nor opened in a browser.
await step('Content', checkContent);
const sound = failedSteps.length === 0;
await step('Types', checkTypes);
await step('Unit tests', unitTests);
if (sound) {
  let built = false;
  await step('The build', async () => ((built = await buildSite()) ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 }));
  if (built) {
    const server = await serve({ folder: DIST, base: await basePath(), port: 0 });
    try {
      await step('The built site in a browser', () => browserTests(server.url));
      await step('In Firefox', () => firefoxTests(server.url));
    } finally {
      await server.close();
    }
  }
}

for (const what of leftOut) console.log(`\n${red('Left out')}: ${what}`);
if (failedSteps.length > 0) console.log(`\n${red('Failed')}: ${failedSteps.join('; ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function checkContent(): Promise<Tally> {
  return (await checkAndReport({ root: ROOT })) ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

async function checkTypes(): Promise<Tally> {
  const { code } = sound
    ? await runNode(packageBin('astro', 'bin/astro.mjs'), ['check', '--minimumSeverity', 'error'], {
        cwd: ROOT,
        env: { ASTRO_TELEMETRY_DISABLED: '1' },
      })
    : await runNode(packageBin('typescript', 'bin/tsc'), ['-p', '.', '--noEmit'], { cwd: ROOT });
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

async function unitTests(): Promise<Tally> {
  return vitest('vitest.json', []);
}

async function vitest(report: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Tally> {
  const file = path.join(reports, report);
  const { code } = await runNode(
    packageBin('vitest', 'vitest.mjs'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { cwd: ROOT, env },
  );
  return withExitCode(existsSync(file) ? vitestTally(file) : NOTHING, code);
}

async function browserTests(url: string): Promise<Tally> {
  const browser = await findOrInstallBrowser();
  console.log(`   ${browser.path} (from ${browser.from})`);
  if (!hasBrowserTests()) return NOTHING;
  const file = path.join(reports, 'playwright.json');
  const { code } = await runNode(packageBin('@playwright/test', 'cli.js'), ['test', '--reporter=list,json'], {
    cwd: ROOT,
    env: { PLUMBLINE_URL: url, CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return withExitCode(existsSync(file) ? playwrightTally(file) : NOTHING, code);
}

/** Firefox comes second: a machine where it can't be had runs all else, and says at the end what it has left out. */
async function firefoxTests(url: string): Promise<Tally> {
  const firefox = await findOrInstallFirefox();
  if (firefox) {
    console.log(`   ${firefox.path} (from ${firefox.from})`);
    return vitest('firefox.json', ['--config', 'vitest.firefox.config.ts'], { PLUMBLINE_URL: url, FIREFOX_PATH: firefox.path });
  }
  leftOut.push(`Nothing was tested in Firefox, as there is none; ${HOW_TO_GET_FIREFOX}`);
  return { ...NOTHING, skipped: 1 };
}

function hasBrowserTests(): boolean {
  const folder = path.join(ROOT, 'tests', 'e2e');
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.(spec|test)\.ts$/.test(String(name)));
}
