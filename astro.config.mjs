import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import remarkGfm from 'remark-gfm';
import { rehypeProse } from './src/site/rehype-prose.ts';
import { searchIndex } from './src/site/search-index.ts';

const base = process.env.PLUMBLINE_BASE ?? '/';

export default defineConfig({
  site: process.env.PLUMBLINE_SITE ?? 'http://localhost:4321',
  base,
  outDir: process.env.PLUMBLINE_OUT ?? './dist',
  trailingSlash: 'always',
  // The default drops the space between inline elements that stand on lines of their own.
  compressHTML: true,
  // Nothing inline: the content security policy allows files of our own, and hashes for the rest.
  build: { inlineStylesheets: 'never' },
  vite: { build: { assetsInlineLimit: 0 } },
  markdown: {
    syntaxHighlight: false,
    processor: unified({ remarkPlugins: [remarkGfm], rehypePlugins: [[rehypeProse, { base }]] }),
  },
  integrations: [mdx(), searchIndex()],
});
