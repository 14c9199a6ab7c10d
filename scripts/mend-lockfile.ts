/**
 * Adds pagefind's platform packages to package-lock.json after `npm install`.
 *
 * npm leaves an optional package out of the lock when the registry it installs from lacks that binary,
 * and `npm ci` then refuses the lock. Entries without integrity are enough for npm to skip the packages
 * that do not fit the machine, and to fetch the one that does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const file = new URL('../package-lock.json', import.meta.url);
const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const lock = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const added: string[] = [];

for (const [name, version] of Object.entries(lock.packages['node_modules/pagefind']?.optionalDependencies ?? {})) {
  const place = `node_modules/${name}`;
  if (lock.packages[place]) continue;
  const [platform, cpu] = name.replace('@pagefind/', '').split('-') as [string, string];
  lock.packages[place] = { version, cpu: [cpu], optional: true, os: [platform === 'windows' ? 'win32' : platform] };
  added.push(name);
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json needs no mending' : `package-lock.json: added ${added.join(', ')}`);
