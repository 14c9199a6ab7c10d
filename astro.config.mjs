import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { rehypePlugins, remarkPlugins } from './src/prose/plugins.ts';
import { offline } from './src/site/offline.ts';
import { plainImports } from './src/site/plain-imports.ts';
import { proseSite } from './src/site/prose-site.ts';
import { searchIndex } from './src/site/search-index.ts';

const base = process.env.PLUMBLINE_BASE ?? '/';

const CHECKLIST_CORE =
  /(schemas[\\/]status|src[\\/](checklists[\\/](item|labels|parse-pack|parse-record|problems|record|sha256|standing|store|version)|client[\\/](checklist-(bench|words)|dom)))\.ts$/;

export default defineConfig({
  site: process.env.PLUMBLINE_SITE ?? 'http://localhost:4321',
  base,
  outDir: process.env.PLUMBLINE_OUT ?? './dist',
  trailingSlash: 'always',
  // The default drops the space between inline elements that stand on lines of their own.
  compressHTML: true,
  // Nothing inline: the content security policy allows files of our own, and hashes for the rest.
  build: { inlineStylesheets: 'never' },
  vite: {
    plugins: [plainImports()],
    build: { assetsInlineLimit: 0, modulePreload: false },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              // What every checklist needs comes in one file: a dozen small ones compress worse.
              codeSplitting: {
                groups: [{ name: 'checklist', test: CHECKLIST_CORE }],
              },
            },
          },
        },
      },
    },
  },
  markdown: {
    syntaxHighlight: false,
    processor: unified({ remarkPlugins, rehypePlugins: rehypePlugins(proseSite(base)) }),
  },
  // The service worker comes last: it lists what the others have written.
  integrations: [mdx(), searchIndex(), offline(base)],
  // Editors complete and explain frontmatter from the schemas of the collections.
  experimental: { contentIntellisense: true },
});
