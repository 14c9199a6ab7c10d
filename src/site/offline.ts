import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { buildId, worksOffline } from './build-id.ts';

/** Pages that are there before they are visited. */
const PAGES = ['', 'checklists/', 'checklists/build/', 'search/', 'offline/'];

/** Takes the place of a worker that was installed earlier, and goes away with all that it kept. */
const FAREWELL = `// This site was built without its service worker.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('plumbline/')) await caches.delete(name);
  await registration.unregister();
})()));
`;

/** Writes the service worker of a finished build: which files it keeps from the start, and which when there is time. */
export function offline(base: string): AstroIntegration {
  return {
    name: 'plumbline-offline',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const out = fileURLToPath(dir);
        writeFileSync(path.join(out, 'sw.js'), worksOffline ? serviceWorker(filesOf(out), base) : FAREWELL);
      },
    },
  };
}

export function serviceWorker(files: readonly string[], base: string): string {
  const isCore = (file: string): boolean =>
    (/^_astro\/.*\.(js|css|woff2)$/.test(file) ||
      ['mark.svg', 'checklists/data/codes.json'].includes(file) ||
      /^search\/.*\.json$/.test(file) ||
      /^pagefind\/(pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\.en\.pagefind|.*\.pf_meta)$/.test(file)) &&
    !file.endsWith('.map');
  const isLater = (file: string): boolean => /^pagefind\/(index|fragment|filter)\//.test(file) || /^checklists\/data\/.*\.json$/.test(file);
  const core = [...PAGES.filter((page) => files.includes(`${page}index.html`)), ...files.filter(isCore)];
  const later = files.filter((file) => isLater(file) && !isCore(file));
  const source = readFileSync(path.resolve('src/site/service-worker.ts'), 'utf8').replace(/^declare const .*$/gm, '');
  const constants = { BUILD: buildId, BASE: `${base.replace(/\/$/, '')}/`, CORE: core, LATER: later };
  const head = Object.entries(constants).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
  return `${head.join('\n')}\n${stripTypeScriptTypes(source)}`;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
