import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { queryOf } from '../src/checklists/selection.ts';
import { findOrInstallBrowser, launchArguments } from './browser.ts';
import { didYouMean } from './content/did-you-mean.ts';
import { DIST } from './site/build-site.ts';
import { basePath } from './site/project.ts';
import { red } from './site/say.ts';
import { serve } from './site/static-server.ts';

/** `npm run pdf -- <service>[+<service>] [role]`: the printed checklist as a tagged PDF with bookmarks and a title. */

const USAGE =
  'npm run pdf -- <service>[+<service>] [role] [--paper a4|letter] [--out DIR], such as: npm run pdf -- iot-central+iot-hub identity-and-key-management';
const PAPERS: Readonly<Record<string, string>> = { a4: 'A4', letter: 'Letter' };

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { paper: { type: 'string', default: 'a4' }, out: { type: 'string', default: '.' } },
  });
  const [named = '', role, ...rest] = positionals;
  const chosen = [...new Set(named.split('+'))];
  if (named === '' || rest.length > 0) throw new Error(`which checklist? Use ${USAGE}`);
  const format = PAPERS[values.paper.toLowerCase()];
  if (format === undefined) throw new Error(`"${values.paper}" is no paper; use a4 or letter`);
  const lists = path.join(DIST, 'checklists');
  if (!existsSync(lists)) throw new Error('there is no built site in dist; run: npm run build');
  const services = foldersIn(lists).filter((name) => name !== 'build' && name !== 'data');
  for (const service of chosen) mustBeOneOf(service, services, 'service');
  const roles = [...new Set(chosen.flatMap((service) => foldersIn(path.join(lists, service))))].sort();
  if (role !== undefined) mustBeOneOf(role, roles, `role with items for ${chosen.join(' or ')}`);

  const server = await serve({ folder: DIST, base: await basePath(), port: 0 });
  const { path: executablePath } = await findOrInstallBrowser();
  const browser = await chromium.launch({ executablePath, args: launchArguments() });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const response = await page.goto(`${server.url}checklists/${addressOf(chosen, role)}`);
    if (!response?.ok())
      throw new Error(`the page of this checklist answers ${response?.status() ?? 'nothing'}; build the site again: npm run build`);
    // A list over several services is assembled in the page, and its code is drawn when somebody moves the mouse.
    if (chosen.length > 1) {
      await page.waitForSelector('.item');
      await page.mouse.move(1, 1);
      await page.waitForFunction(() => !document.querySelector('[data-qr]')!.hasAttribute('hidden'));
    }
    mkdirSync(values.out, { recursive: true });
    const file = path.join(values.out, `${[...chosen, ...(role === undefined ? [] : [role])].join('_')}.pdf`);
    await page.pdf({ path: `${file}.part`, format, tagged: true, outline: true });
    renameSync(`${file}.part`, file);
    console.log(`Wrote ${file}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

function addressOf(services: readonly string[], role: string | undefined): string {
  if (services.length > 1) return `build/?${queryOf({ service: services, role: role === undefined ? [] : [role] })}`;
  return `${[...services, ...(role === undefined ? [] : [role])].join('/')}/`;
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

function mustBeOneOf(value: string, allowed: readonly string[], what: string): void {
  if (allowed.includes(value)) return;
  const guess = didYouMean(value, allowed);
  throw new Error(
    `"${value}" is no ${what}${guess === undefined ? `; there are ${allowed.slice(0, 12).join(', ')}${allowed.length > 12 ? ' …' : ''}` : `; did you mean "${guess}"?`}`,
  );
}

try {
  await run();
} catch (error) {
  console.error(`${red('error')} ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
