import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Work in progress, on the same disk as `dist`, so that a finished build can be renamed into place. */
export const CACHE = path.join(ROOT, '.cache');

/** The script behind a package's command, e.g. `packageBin('astro', 'bin/astro.mjs')`. */
export function packageBin(name: string, script: string): string {
  const file = path.join(ROOT, 'node_modules', name, script);
  if (!existsSync(file)) throw new Error(`${name} is not installed; run: npm ci`);
  return file;
}

/** The path that the site is served under, from the Astro config: '/' or '/plumbline/'. */
export async function basePath(root: string = ROOT): Promise<string> {
  const config = (await import(path.join(root, 'astro.config.mjs'))) as { default: { base?: string } };
  return withSlashes(config.default.base ?? '/');
}

export const withSlashes = (base: string): string => {
  const inner = base.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
};
