import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoaderContext } from 'astro/loaders';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { proseFiles } from '../../../src/site/prose-loader.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'plumbline-prose-'));
  mkdirSync(path.join(root, 'content/controls'), { recursive: true });
  write('content/glossary.yaml', '{}\n');
  write('content/controls/NS-2.mdx', '---\ntitle: Two\n---\n\nSecond.\n');
  write('content/controls/NS-1.mdx', '---\ntitle: One\n---\n\nFirst.\n');
  write('content/controls/README.txt', 'Not prose.\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);

interface Stored {
  readonly id: string;
  readonly digest?: string;
  readonly rendered?: { readonly html: string };
}

/** What Astro hands to a loader, as far as this one asks for it. */
function contextOf(store: Map<string, Stored>, watcher?: EventEmitter & { add?: unknown }) {
  const errors: string[] = [];
  const set = vi.fn((entry: Stored) => void store.set(entry.id, entry));
  const context = {
    config: { root: pathToFileURL(`${root}/`), base: '/docs/' },
    store: { keys: () => [...store.keys()], get: (id: string) => store.get(id), delete: (id: string) => store.delete(id), set },
    parseData: ({ data }: { data: unknown }) => Promise.resolve(data),
    generateDigest: (text: string) => text,
    logger: { error: (message: string) => errors.push(message) },
    watcher: watcher && Object.assign(watcher, { add: vi.fn() }),
  } as unknown as LoaderContext;
  return { context, set, errors };
}

const controls = () => proseFiles('content/controls', /^[^/]+\.mdx$/);

test('entries are in the order of their files, with HTML, body and place', async () => {
  const store = new Map<string, Stored>();
  await controls().load(contextOf(store).context);
  expect([...store.values()]).toMatchObject([
    { id: 'NS-1', filePath: 'content/controls/NS-1.mdx', data: { title: 'One' }, body: 'First.', rendered: { html: '<p>First.</p>' } },
    { id: 'NS-2', filePath: 'content/controls/NS-2.mdx', rendered: { html: '<p>Second.</p>' } },
  ]);
});

test('two builds store the same', async () => {
  const [one, other] = [new Map<string, Stored>(), new Map<string, Stored>()];
  await controls().load(contextOf(one).context);
  await controls().load(contextOf(other).context);
  expect([...other]).toEqual([...one]);
});

test('a build takes nothing over from an earlier one, as the code may be new', async () => {
  const store = new Map<string, Stored>();
  await controls().load(contextOf(store).context);
  store.set('gone', { id: 'gone' });
  const { context, set } = contextOf(store);
  await controls().load(context);
  expect(set).toHaveBeenCalledTimes(2);
  expect([...store.keys()]).toEqual(['NS-1', 'NS-2']);
});

test('a build names every file that cannot be read, and where', async () => {
  write('content/controls/NS-1.mdx', '---\ntitle: One\n---\n\nA <b>bold word.\n');
  write('content/controls/NS-2.mdx', '---\ntitle: Two\n---\n\nText {of.\n');
  const loading = controls().load(contextOf(new Map()).context);
  await expect(loading).rejects.toThrow(/NS-1\.mdx:5:1 .*\n.*NS-2\.mdx:5:10 /);
});

test('while one writes, only what has changed is rendered again', async () => {
  const store = new Map<string, Stored>();
  const watcher = new EventEmitter();
  const { context, set } = contextOf(store, watcher);
  await controls().load(context);
  set.mockClear();
  write('content/controls/NS-2.mdx', '---\ntitle: Two\n---\n\nOther words.\n');
  watcher.emit('change', path.join(root, 'content/controls/NS-2.mdx'));
  await vi.waitFor(() => expect(store.get('NS-2')?.rendered?.html).toBe('<p>Other words.</p>'));
  expect(set.mock.calls.map(([entry]) => entry.id)).toEqual(['NS-2']);
});

test('while one writes, a changed glossary renders all anew', async () => {
  const store = new Map<string, Stored>();
  const watcher = new EventEmitter();
  const { context } = contextOf(store, watcher);
  await controls().load(context);
  write(
    'content/glossary.yaml',
    'second:\n  term: Second\n  also: []\n  meaning: After the first.\n  url: https://example.org/\n  link: true\n',
  );
  watcher.emit('change', path.join(root, 'content/glossary.yaml'));
  await vi.waitFor(() => expect(store.get('NS-2')?.rendered?.html).toContain('<button'));
});

test('while one writes, a broken file is told of and its last good text stays', async () => {
  const store = new Map<string, Stored>();
  const watcher = new EventEmitter();
  const { context, errors } = contextOf(store, watcher);
  await controls().load(context);
  write('content/controls/NS-2.mdx', '---\ntitle: Two\n---\n\nText {of.\n');
  watcher.emit('change', path.join(root, 'content/controls/NS-2.mdx'));
  await vi.waitFor(() => expect(errors).toHaveLength(1));
  expect(errors[0]).toContain('content/controls/NS-2.mdx:5:10 ');
  expect(store.get('NS-2')?.rendered?.html).toBe('<p>Second.</p>');
});
