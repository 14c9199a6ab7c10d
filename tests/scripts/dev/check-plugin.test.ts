import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ViteDevServer } from 'vite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CHECKS } from '../../../scripts/checks/index.ts';
import { checkPlugin } from '../../../scripts/dev/check-plugin.ts';
import { SMALL, withContent } from '../checks/small-content.ts';

const GUIDE = 'content/guides/start.mdx';
const checks = CHECKS.filter(({ name }) => name !== 'complete' && name !== 'crosscheck');

interface Sent {
  readonly type: string;
  readonly err?: { readonly message: string; readonly loc: { readonly file: string; readonly line: number; readonly column: number } };
}

/** The parts of Vite's server that the plugin uses, and what it sent to the browsers. */
function serverFor(root: string) {
  const sent: Sent[] = [];
  const connections = new EventEmitter();
  const watcher = Object.assign(new EventEmitter(), { add: () => watcher });
  const server = {
    watcher,
    ws: { send: (message: Sent) => sent.push(message), on: (event: string, listener: () => void) => connections.on(event, listener) },
  };
  const { configureServer } = checkPlugin({ root, checks });
  if (typeof configureServer !== 'function') throw new Error('the plugin does not configure the server');
  void (configureServer as (server: ViteDevServer) => void)(server as unknown as ViteDevServer);
  return {
    sent,
    openPage: () => connections.emit('connection'),
    write: (file: string, text: string) => {
      writeFileSync(path.join(root, file), text);
      watcher.emit('all', 'change', path.join(root, file));
    },
  };
}

let printed: string[] = [];
beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => vi.restoreAllMocks());

test('an error shows in the terminal and over the page, with the place that the editor opens, until it is mended', () =>
  withContent({}, async (root) => {
    const { sent, openPage, write } = serverFor(root);
    await vi.waitFor(() => expect(printed.join('')).toContain('passes every check'), 10_000);
    expect(sent).toEqual([]);

    write(GUIDE, SMALL[GUIDE]!.replace('Open the', 'Opeen the'));
    await vi.waitFor(() => expect(sent).toHaveLength(1), 10_000);
    expect(sent[0]!.err!.loc).toEqual({ file: path.join(root, GUIDE), line: 9, column: 1 });
    expect(sent[0]!.err!.message).toMatch(/^content\/guides\/start\.mdx:9:1 "Opeen" .* — Did you mean/);
    expect(printed.join('')).toContain('content/guides/start.mdx:9:1');

    openPage();
    expect(sent, 'a page that is opened now shows it too').toHaveLength(2);

    write(GUIDE, SMALL[GUIDE]!);
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ type: 'full-reload' }), 10_000);
  }));

test('a file outside the content starts no check', () =>
  withContent({}, async (root) => {
    const { write } = serverFor(root);
    await vi.waitFor(() => expect(printed).toHaveLength(1), 10_000);
    write('README.md', 'x');
    write(GUIDE, SMALL[GUIDE]!);
    await vi.waitFor(() => expect(printed).toHaveLength(2), 10_000);
  }));
