import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import type { SearchNames } from '../search/names.ts';

/** What the full-text index is made from: texts that are places on a page, and pages. Addresses are without the base path. */
export interface TextSources {
  readonly records: readonly { readonly url: string; readonly text: string; readonly filters: Filters }[];
  readonly pages: readonly { readonly url: string; readonly filters: Filters }[];
}
type Filters = Readonly<Record<string, readonly string[]>>;

const SOURCES = 'search/records.json';
const NAMES = 'search/names.json';

/** The texts of all results are packed into this many files at most, so that one search asks for few of them. */
const FRAGMENT_FILES = 120;

/** Pagefind's own user interfaces, which nothing here uses, and the words of languages that the site does not speak. */
const NOT_SHIPPED = /^(?:pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\.(?:js|css)|wasm\.unknown\.pagefind)$/;

/** Builds Pagefind's index over the finished pages. Its errors fail the build: a site without search is not finished. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'plumbline-search',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        const { records, pages } = take<TextSources>(path.join(out, SOURCES));
        const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en', maxFragments: FRAGMENT_FILES });
        if (!index) throw new Error(`search index: ${errors.join('; ')}`);

        const problems: string[] = [];
        for (const { url, text, filters } of records) {
          const copy = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, [...values]]));
          const { errors: wrong } = await index.addCustomRecord({ url, content: text, language: 'en', filters: copy });
          problems.push(...wrong);
        }
        for (const { url, filters } of pages) {
          const { errors: wrong } = await index.addHTMLFile({
            url,
            content: withFilters(readFileSync(path.join(out, url, 'index.html'), 'utf8'), filters),
          });
          problems.push(...wrong);
        }
        const folder = path.join(out, 'pagefind');
        const written = await index.writeFiles({ outputPath: folder });
        problems.push(...written.errors);
        await pagefind.close();
        if (problems.length > 0) throw new Error(`search index: ${problems.join('; ')}`);

        for (const name of readdirSync(folder)) if (NOT_SHIPPED.test(name)) rmSync(path.join(folder, name));
        stampNames(out);
      },
    },
  };
}

function take<T>(file: string): T {
  const value = JSON.parse(readFileSync(file, 'utf8')) as T;
  rmSync(file);
  return value;
}

/** Pagefind is told by attributes; they are written into its copy, so that pages carry none of them. */
const withFilters = (html: string, filters: Filters): string =>
  html
    .replace(
      ' data-pagefind-body',
      ` data-pagefind-body data-pagefind-filter="${Object.entries(filters)
        .flatMap(([name, values]) => values.map((value) => `${name}:${value}`))
        .join(', ')}"`,
    )
    .replace('<p class="edit"', '<p class="edit" data-pagefind-ignore');

/** The names say which index is theirs: browsers may then keep it for as long as that is so, offline too. */
function stampNames(out: string): void {
  const entry = JSON.parse(readFileSync(path.join(out, 'pagefind/pagefind-entry.json'), 'utf8')) as { languages: { en: { hash: string } } };
  const file = path.join(out, NAMES);
  const names = JSON.parse(readFileSync(file, 'utf8')) as SearchNames;
  writeFileSync(file, JSON.stringify({ ...names, text: entry.languages.en.hash } satisfies SearchNames));
}
