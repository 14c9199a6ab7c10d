import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE } from '../checks/hostile.ts';

/** A copy of the project as a pull request would leave it that adds every hostile file there is. */
let project: string;
const GLOSSARY = 'content/glossary.yaml';
const GOOD = '<p>The last good site</p>';

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'plumbline-hostile-'));
  for (const part of ['content', 'docs', 'public', 'schemas', 'scripts', 'src', 'astro.config.mjs', 'package.json', 'tsconfig.json'])
    cpSync(part, path.join(project, part), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(project, 'node_modules'));
  mkdirSync(path.join(project, 'dist'));
  writeFileSync(path.join(project, 'dist/index.html'), GOOD);
  for (const [place, { file, text }] of HOSTILE.entries()) {
    const one = path.join(project, file === GLOSSARY ? file : file.replace('evil', `evil-${place}`));
    mkdirSync(path.dirname(one), { recursive: true });
    appendFileSync(one, text);
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('a build with all hostile files stops before Astro: each is named, none has run, and the last good site stays', async () => {
  const canary = path.join(project, 'canary');
  const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) =>
    execFile(
      process.execPath,
      ['scripts/build.ts'],
      { cwd: project, env: { ...process.env, NO_COLOR: '1', PLUMBLINE_CANARY: canary }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    ),
  );
  expect(code).toBe(1);
  expect(output).toContain('The site was not built: dist still holds the last good site.');
  expect(output).not.toContain('Building the site');
  const unnamed = HOSTILE.flatMap(({ name, file }, place) => {
    const named = file === GLOSSARY ? file : file.replace('evil', `evil-${place}`);
    return output.includes(`${named}:`) ? [] : [`${name} (${named})`];
  });
  expect(unnamed).toEqual([]);
  expect(existsSync(canary), 'code of a hostile file has run').toBe(false);
  expect(readdirSync(path.join(project, 'dist'))).toEqual(['index.html']);
  expect(readFileSync(path.join(project, 'dist/index.html'), 'utf8')).toBe(GOOD);
});
