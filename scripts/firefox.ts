import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installOnDebian, starts, type Browser } from './browser.ts';

const NAMES = ['firefox', 'firefox-esr'];

const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
};

export const HOW_TO_GET_FIREFOX = 'install Firefox (Debian: apt-get install firefox-esr), or set FIREFOX_PATH to it';

/** A Firefox that is on this machine already. @throws where FIREFOX_PATH names none */
export function findFirefox(): Browser | undefined {
  const named = process.env.FIREFOX_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`FIREFOX_PATH names "${named}", which does not exist; unset it, or ${HOW_TO_GET_FIREFOX}`);
    return { path: named, from: 'FIREFOX_PATH' };
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [
    ...NAMES.flatMap((name) => [...folders, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, name))),
    ...(PLACES[process.platform] ?? []),
  ];
  const path = candidates.find((candidate) => existsSync(candidate) && starts(candidate));
  return path === undefined ? undefined : { path, from: 'the system' };
}

/** A Firefox, installed first where a Debian has none and root may; nothing where it can't be had. */
export async function findOrInstallFirefox(): Promise<Browser | undefined> {
  return findFirefox() ?? ((await installOnDebian('firefox-esr', 'Firefox')) ? findFirefox() : undefined);
}
