import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import type { TextRecord } from '../search/records.ts';

const RECORDS = 'search/records.json';

/** Full texts of all sites are packed into this many files at most, so that one search asks for few of them. */
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
        const problems: string[] = [];
        const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en', maxFragments: FRAGMENT_FILES });
        if (!index) throw new Error(`search index: ${errors.join('; ')}`);

        for (const { url, text, filters } of takeRecords(out)) {
          const { errors: wrong } = await index.addCustomRecord({
            url,
            content: text,
            language: 'en',
            filters: filters as Record<string, string[]>,
          });
          problems.push(...wrong);
        }
        for (const page of pagesWithText(out)) {
          const { errors: wrong } = await index.addHTMLFile(page);
          problems.push(...wrong);
        }
        const written = await index.writeFiles({ outputPath: path.join(out, 'pagefind') });
        problems.push(...written.errors);
        await pagefind.close();
        if (problems.length > 0) throw new Error(`search index: ${problems.join('; ')}`);
        for (const name of readdirSync(path.join(out, 'pagefind'))) if (NOT_SHIPPED.test(name)) rmSync(path.join(out, 'pagefind', name));
      },
    },
  };
}

function takeRecords(out: string): (Omit<TextRecord, 'kind' | 'id'> & { readonly url: string })[] {
  const file = path.join(out, RECORDS);
  const records = JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof takeRecords>;
  rmSync(file);
  return records;
}

/** Pages whose text is found as a whole. What services, roles and the glossary hold is found piece by piece, by records. */
function* pagesWithText(out: string): Generator<{ sourcePath: string; content: string }> {
  for (const kind of ['control', 'feature', 'guide']) {
    const folder = `${kind}s`;
    for (const page of readdirSync(path.join(out, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()) {
      const sourcePath = `${folder}/${page}/index.html`;
      const domain = kind === 'control' ? `, domain:${page.slice(0, page.indexOf('-'))}` : '';
      const content = readFileSync(path.join(out, sourcePath), 'utf8');
      // Pagefind is told by attributes; they are written into its copy, so that pages carry none of them.
      yield {
        sourcePath,
        content: content
          .replace(' data-pagefind-body', ` data-pagefind-body data-pagefind-filter="kind:${kind}${domain}"`)
          .replace('<p class="edit"', '<p class="edit" data-pagefind-ignore'),
      };
    }
  }
}
