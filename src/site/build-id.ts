import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Names this build: what the site is made of, and where it is published. Same sources, same id; each page carries
 * it, so that the service worker never serves parts of two builds together.
 */
export const buildId: string = idOf(process.cwd());

/** Set PLUMBLINE_OFFLINE=off to build a site without its service worker, which also takes away one that was installed. */
export const worksOffline: boolean = process.env.PLUMBLINE_OFFLINE !== 'off';

function idOf(root: string): string {
  const hash = createHash('sha256').update(
    `${process.env.PLUMBLINE_BASE ?? ''} ${process.env.PLUMBLINE_SITE ?? ''} ${process.env.PLUMBLINE_REPOSITORY ?? ''}`,
  );
  for (const part of ['content', 'docs', 'public', 'schemas', 'src', 'astro.config.mjs', 'package.json', 'package-lock.json']) {
    const place = path.join(root, part);
    const stat = statSync(place, { throwIfNoEntry: false });
    if (!stat) continue;
    const files = stat.isFile()
      ? [place]
      : readdirSync(place, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort();
    for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
