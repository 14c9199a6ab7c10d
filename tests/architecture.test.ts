import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../scripts/content/read-content.ts';

/** Which room may import from which; a single file may be named. A package is written by its name, and `*` stands for any package. */
const TABLE: readonly { readonly room: string; readonly may: readonly string[] }[] = [
  { room: 'schemas', may: ['schemas', 'zod'] },
  { room: 'src/catalog', may: ['src/catalog', 'schemas'] },
  // The model of assessments also runs in the browser: zod and Astro stay out of it.
  { room: 'src/checklists', may: ['src/checklists', 'src/catalog', 'schemas', 'hucre/xlsx', 'uqr'] },
  // The parser of prose and its way to HTML: what the gate and the build share.
  { room: 'src/prose', may: ['src/prose', 'schemas', '*'] },
  // Runs in the reader's browser as well as in tests: names and ranking know no page and no Astro.
  { room: 'src/search', may: ['src/search', 'src/catalog', 'schemas'] },
  { room: 'src/exports', may: ['src/exports', 'src/catalog', 'src/checklists', 'schemas', '*'] },
  { room: 'scripts', may: ['scripts', 'schemas', 'src/prose', 'src/catalog', 'src/checklists', 'src/exports', '*'] },
  { room: 'src/site', may: ['src/site', 'src/prose', 'src/catalog', 'src/checklists', 'src/search', 'src/exports', 'schemas', '*'] },
  // Pages export what they show with the code of the exports, and draw what they build with the same glyphs.
  {
    room: 'src/client',
    may: [
      'src/client',
      'src/site',
      'src/catalog',
      'src/checklists',
      'src/search',
      'src/exports',
      'src/components/glyphs.ts',
      'schemas',
      '*',
    ],
  },
];

/** Packages that a room with `*` must not know. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'src/exports': /^(?:astro(?::|\/|$)|@astrojs\/|node:fs)/,
  scripts: /^astro:/,
};

/** Rooms that nothing may import from, tests aside. */
const CLOSED = ['src/pages', 'tests'];

/** Writes the files of another project: the import lines in it are text. */
const WRITES_CODE = 'scripts/bench/plain-site.ts';

interface Import {
  readonly from: string;
  readonly to: string;
}

const resolved = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) : specifier;

const imports: readonly Import[] = ['schemas', 'src', 'scripts'].flatMap((folder) =>
  filesBelow(folder)
    .filter((file) => /\.(?:ts|mjs|astro)$/.test(file))
    .flatMap((file) => {
      const from = `${folder}/${file}`;
      if (from === WRITES_CODE) return [];
      return [
        ...readFileSync(from, 'utf8').matchAll(
          /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
        ),
      ].map(([, named, dynamic, bare]) => ({ from, to: resolved(from, named ?? dynamic ?? bare ?? '') }));
    }),
);

const isOurs = (target: string): boolean => /^(?:schemas|src|scripts|tests|content|public)\//.test(target) || target.startsWith('..');
const isIn = (file: string, room: string): boolean => file.startsWith(`${room}/`);

test('import lines are found at all', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test.each(TABLE)('$room imports only what its row of the table allows', ({ room, may }) => {
  const strays = imports
    .filter(({ from }) => isIn(from, room))
    .filter(({ to }) =>
      isOurs(to)
        ? !may.some((other) => to === other || isIn(to, other))
        : !may.includes(to) && (!may.includes('*') || FORBIDDEN[room]?.test(to) === true),
    )
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(strays).toEqual([]);
});

test('nothing imports pages, scripts or tests from outside', () => {
  const strays = imports
    .filter(({ from, to }) => CLOSED.some((room) => isIn(to, room)) || (isIn(to, 'scripts') && !isIn(from, 'scripts')))
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(strays).toEqual([]);
});

test('schemas, src/catalog and src/search are pure: no files, no clock, no Astro', () => {
  for (const folder of ['schemas', 'src/catalog', 'src/search']) {
    for (const file of filesBelow(folder)) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      expect(/\bnew Date\(\)|Date\.now|process\.|from 'node:|astro:/.exec(text)?.[0], `${folder}/${file}`).toBeUndefined();
    }
  }
});
