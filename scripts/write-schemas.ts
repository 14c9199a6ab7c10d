import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { jsonSchemas } from './editor/json-schemas.ts';
import { ROOT } from './site/project.ts';

/** `npm run write-schemas [-- --check]`: JSON Schemas for editors, from the schemas of the content. */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = path.join(ROOT, '.vscode', 'schemas');
const stale = [...jsonSchemas()].filter(
  ([name, text]) => !existsSync(path.join(folder, name)) || readFileSync(path.join(folder, name), 'utf8') !== text,
);

if (values.check) {
  for (const [name] of stale) console.error(`.vscode/schemas/${name} is not what schemas/ says; run: npm run write-schemas`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of stale) writeFileSync(path.join(folder, name), text);
  console.log(stale.length === 0 ? 'The JSON Schemas are up to date.' : `Wrote ${stale.map(([name]) => name).join(', ')}`);
}
