import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The worker that a build with this setting writes. */
async function workerOf(setting: string): Promise<string> {
  vi.stubEnv('PLUMBLINE_OFFLINE', setting);
  const { offline } = await import('../../../src/site/offline.ts');
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-offline-'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  const done = offline('/').hooks['astro:build:done'] as unknown as (options: { dir: URL }) => void;
  done({ dir: pathToFileURL(`${folder}/`) });
  return readFileSync(path.join(folder, 'sw.js'), 'utf8');
}

test('a build writes a worker of its own id, that knows its pages', async () => {
  const worker = await workerOf('');
  expect(worker).toMatch(/const BUILD = "[0-9a-f]{16}";/);
  expect(worker).toContain('const CORE = [""]');
  expect(worker).not.toContain('unregister');
});

test('a build without a worker takes away the one that was installed, and all that it kept', async () => {
  const worker = await workerOf('off');
  expect(worker).toContain('registration.unregister()');
  expect(worker).toContain('caches.delete');
  expect(worker).not.toContain('fetch');
});
