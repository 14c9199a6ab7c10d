import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';

/** Builds Pagefind's index over the finished pages. Its errors fail the build: a site without search is not finished. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'plumbline-search',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir);
        const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en' });
        if (!index) throw new Error(`search index: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: out });
        const written = await index.writeFiles({ outputPath: `${out}pagefind` });
        const problems = [...added.errors, ...written.errors];
        if (problems.length > 0) throw new Error(`search index: ${problems.join('; ')}`);
        await pagefind.close();
      },
    },
  };
}
