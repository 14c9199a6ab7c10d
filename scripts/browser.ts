import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { packageBin, ROOT } from './site/project.ts';
import { runNode, runProcess } from './site/run-process.ts';

/** A browser that the tests can drive, and where it came from. */
export interface Browser {
  readonly path: string;
  readonly from: string;
}

/** Flags for `chromium.launch`. A browser that root runs has no sandbox to be put into. */
export function launchArguments(): string[] {
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu', ...quiet] : quiet;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chromium-headless-shell'];

const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/snap/bin/chromium'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

const HOW_TO = 'install Chrome or Chromium, or run `npx playwright install chromium`, or set CHROMIUM_PATH to a browser of this family';

/** A browser that is on this machine already. @throws where CHROMIUM_PATH names none */
export function findBrowser(): Browser | undefined {
  const named = namedBrowser('CHROMIUM_PATH', HOW_TO);
  if (named) return named;
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return { path: own, from: 'Playwright' };
  return systemBrowser(NAMES, PLACES);
}

/** The browser that an environment variable names. @throws where it is not there */
export function namedBrowser(variable: string, howTo: string): Browser | undefined {
  const named = process.env[variable];
  if (named === undefined || named === '') return undefined;
  if (!existsSync(named)) throw new Error(`${variable} names "${named}", which does not exist; unset it, or ${howTo}`);
  return { path: named, from: variable };
}

/** The first of these programs that is where programs are, or in one of the places of this platform, and that starts. */
export function systemBrowser(names: readonly string[], places: Partial<Record<NodeJS.Platform, readonly string[]>>): Browser | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...names.flatMap((name) => [...folders, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, name))),
    ...(places[process.platform] ?? []),
  ];
  const path = candidates.find((candidate) => existsSync(candidate) && starts(candidate));
  return path === undefined ? undefined : { path, from: 'the system' };
}

/** A browser, installed first where the machine has none. @throws with one line that says what to do */
export async function findOrInstallBrowser(): Promise<Browser> {
  const present = findBrowser();
  if (present) return present;

  const fromDebian = (await installOnDebian('chromium', 'Chromium')) ? findBrowser() : undefined;
  if (fromDebian) return fromDebian;

  console.log('No browser here: asking Playwright to install its Chromium …');
  const install = await runNode(packageBin('@playwright/test', 'cli.js'), ['install', 'chromium'], { cwd: ROOT, quiet: true });
  const installed = install.code === 0 ? findBrowser() : undefined;
  if (installed) return installed;
  throw new Error(`there is no browser to test with, and none could be installed; ${HOW_TO}`);
}

/** Installs a browser's package where root asks for it on a Debian. @returns whether that went well */
export async function installOnDebian(name: string, called: string): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !isDebian()) return false;
  console.log(`No ${called} here: installing ${name} with apt-get (about 100 MB, once) …`);
  // A preset answer to every question, so that nothing waits for a terminal that is not there.
  const options = { cwd: ROOT, env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true };
  const update = await runProcess('apt-get', ['-qq', 'update'], options);
  const install = await runProcess('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', name], options);
  if (install.code === 0) return true;
  console.log(`apt-get could not install it: ${(install.output || update.output).trim().split('\n').at(-1) ?? ''}`);
  return false;
}

/** On Ubuntu `/usr/bin/chromium-browser` may be a stub that only asks for a snap: a browser is what tells its version. */
const starts = (path: string): boolean =>
  process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
