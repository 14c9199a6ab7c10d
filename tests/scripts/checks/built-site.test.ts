import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkBuiltSite } from '../../../scripts/checks/built-site.ts';
import { allInWords } from './small-content.ts';

/** Writes a built site and the content that it came from, and looks at it. */
function foundIn(
  pages: Readonly<Record<string, string>>,
  { base = '/', content = {} }: { base?: string; content?: Readonly<Record<string, string>> } = {},
): string {
  const root = mkdtempSync(path.join(tmpdir(), 'plumbline-built-'));
  const write = (folder: string, files: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, folder, file)), { recursive: true });
      writeFileSync(path.join(root, folder, file), text);
    }
  };
  try {
    write('dist', {
      'index.html': '<h1 id="top">Home</h1>',
      'controls/NS-2/index.html': '<h2 id="limits">Limits</h2>',
      'mark.svg': '<svg/>',
      ...pages,
    });
    write('content', content);
    return allInWords(checkBuiltSite({ root, folder: path.join(root, 'dist'), base }));
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('links, anchors and files that exist are fine', () => {
  expect(
    foundIn({
      'guides/index.html':
        '<a href="/">a</a> <a href="/controls/NS-2/#limits">b</a> <a href="../controls/NS-2/?x=1#limits">c</a> <img src="/mark.svg"> <a href="#here" id="here">d</a> <a href="https://example.org/x">e</a> <a href="mailto:a@b.c">f</a><link rel="canonical" href="https://example.org/">',
    }),
  ).toBe('');
});

test('a link that leads nowhere is mapped back to the content', () => {
  expect(
    foundIn(
      { 'guides/start/index.html': '<p>\n<a href="/controls/NS-3/">x</a>' },
      { content: { 'guides/start.mdx': '---\ntitle: Start\n---\n\nSee [NS-3](/controls/NS-3/).\n' } },
    ),
  ).toMatchInlineSnapshot(`
    "content/guides/start.mdx:5:12 error [built-site]
      "/controls/NS-3/" on /guides/start/ leads to no page
      fix: Link to a page that exists"
  `);
});

test('an anchor that does not exist, a slash that is missing, an id that occurs twice', () => {
  expect(
    foundIn({ 'a/index.html': '<p id="x"></p>\n<p id="x"></p>\n<a href="/controls/NS-2/#limit">1</a>\n<a href="/controls/NS-2">2</a>' }),
  ).toMatchInlineSnapshot(`
    "dist/a/index.html:2:1 error [built-site]
      the page /a/ has the id "x" more than once, so an anchor leads to the first only
      fix: Give the others names of their own
    dist/a/index.html:3:1 error [built-site]
      /controls/NS-2/ has no anchor "limit", which /a/ links to
      fix: Use the id of an element of that page
    dist/a/index.html:4:1 error [built-site]
      "/controls/NS-2" on /a/ leads to no page
      fix: Add the slash at its end: /controls/NS-2/"
  `);
});

test('nothing is loaded from another host', () => {
  expect(
    foundIn({
      'a/index.html':
        '<script src="https://example.org/x.js"></script>\n<img srcset="/mark.svg 1x, https://example.org/y.png 2x">\n<link rel="stylesheet" href="//example.org/z.css">',
    }),
  ).toMatchInlineSnapshot(`
    "dist/a/index.html:1:1 error [built-site]
      <script src> on /a/ loads from example.org; the site loads from itself alone
      fix: Put the file into public/
    dist/a/index.html:2:1 error [built-site]
      <img srcset> on /a/ loads from example.org; the site loads from itself alone
      fix: Put the file into public/
    dist/a/index.html:3:1 error [built-site]
      <link href> on /a/ loads from example.org; the site loads from itself alone
      fix: Put the file into public/"
  `);
});

test('a link that leaves the base path is named', () => {
  expect(foundIn({ 'a/index.html': '<a href="/plumbline/">home</a> <a href="/controls/NS-2/">x</a>' }, { base: '/plumbline/' }))
    .toMatchInlineSnapshot(`
    "dist/a/index.html:1:32 error [built-site]
      "/controls/NS-2/" on /plumbline/a/ leaves the base path /plumbline/
      fix: Let the address be made with the base path"
  `);
});

test('what stands in scripts, comments and text is no link', () => {
  expect(
    foundIn({
      'a/index.html': `<!-- <a href="/nowhere/">x</a> --><script>const a = '<a href="/nowhere/">';</script><p>&lt;a href="/nowhere/"&gt;</p>`,
    }),
  ).toBe('');
});

test('a mistake in a frame that all pages share is told once', () => {
  const frame = '<a href="/nowhere/">x</a>';
  expect(foundIn({ 'a/index.html': frame, 'b/index.html': frame, 'c/index.html': frame })).toMatchInlineSnapshot(`
    "dist/a/index.html:1:1 error [built-site]
      "/nowhere/" on /a/ leads to no page; the same on 2 more pages
      fix: Link to a page that exists"
  `);
});
