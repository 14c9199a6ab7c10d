import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CACHE, ROOT } from './site/project.ts';
import { runProcess } from './site/run-process.ts';

/** LibreOffice, for the tests that send a workbook through it. */

const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/libreoffice/program',
  '/snap/bin',
  '/Applications/LibreOffice.app/Contents/MacOS',
  'C:\\Program Files\\LibreOffice\\program',
];
const NAMES = ['soffice', 'libreoffice', 'soffice.exe'];
const HOW_TO = 'install LibreOffice Calc, or set SOFFICE_PATH to its soffice';

export function findOffice(): string | undefined {
  const named = process.env.SOFFICE_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`SOFFICE_PATH names "${named}", which does not exist; unset it, or ${HOW_TO}`);
    return named;
  }
  const folders = [...(process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== ''), ...PLACES];
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))).find((candidate) => existsSync(candidate));
}

/** LibreOffice, installed first where root on Debian has none. @throws with one line that says what to do */
export async function findOrInstallOffice(): Promise<string> {
  const present = findOffice();
  if (present !== undefined) return present;
  if (process.platform === 'linux' && process.getuid?.() === 0 && isDebian()) {
    console.log('No LibreOffice here: installing Calc with apt-get (about 150 MB, once) …');
    const options = { cwd: ROOT, env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true };
    const update = await runProcess('apt-get', ['-qq', 'update'], options);
    const install = await runProcess('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', 'libreoffice-calc-nogui'], options);
    const installed = install.code === 0 ? findOffice() : undefined;
    if (installed !== undefined) return installed;
    console.log(`apt-get could not install it: ${(install.output || update.output).trim().split('\n').at(-1) ?? ''}`);
  }
  throw new Error(`there is no LibreOffice to send a workbook through; ${HOW_TO}`);
}

/** What LibreOffice makes of a file, in another format beside it. */
export function convert(office: string, file: string, format: string): string {
  const profile = path.join(CACHE, 'office');
  mkdirSync(profile, { recursive: true });
  const folder = path.dirname(file);
  const run = spawnSync(
    office,
    [`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--norestore', '--convert-to', format, '--outdir', folder, file],
    {
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  const made = path.join(folder, `${path.parse(file).name}.${format.split(':')[0]!}`);
  if (run.status !== 0 || !existsSync(made)) throw new Error(`LibreOffice did not write ${made}: ${run.stderr || run.stdout}`);
  return made;
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
