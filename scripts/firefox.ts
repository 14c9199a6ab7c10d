import { join } from 'node:path';
import { installOnDebian, namedBrowser, systemBrowser, type Browser } from './browser.ts';

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
  return namedBrowser('FIREFOX_PATH', HOW_TO_GET_FIREFOX) ?? systemBrowser(NAMES, PLACES);
}

/** A Firefox, installed first where a Debian has none and root may; nothing where it can't be had. */
export async function findOrInstallFirefox(): Promise<Browser | undefined> {
  return findFirefox() ?? ((await installOnDebian('firefox-esr', 'Firefox')) ? findFirefox() : undefined);
}
