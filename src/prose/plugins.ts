import type { RehypePlugin, RehypePlugins, RemarkPlugins } from '@astrojs/markdown-remark';
import remarkGfm from 'remark-gfm';
import { rehypeProse, type ProseSite } from './rehype-prose.ts';

/**
 * What prose is parsed with, after remark-mdx, wherever that happens: the gate that decides what may be built, the loader
 * that renders the short texts, and Astro's MDX for the guides. What passes the one is what the others see.
 */
export const remarkPlugins = [remarkGfm] satisfies RemarkPlugins;

// Its own types for the tree are narrower than those of the processors.
export const rehypePlugins = (site: ProseSite): RehypePlugins => [[rehypeProse as unknown as RehypePlugin, site]];
