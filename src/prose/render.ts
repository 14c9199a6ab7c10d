import { createMarkdownProcessor, parseFrontmatter, type MarkdownHeading } from '@astrojs/markdown-remark';
import { pathToFileURL } from 'node:url';
import remarkMdx from 'remark-mdx';
import { rehypePlugins, remarkPlugins } from './plugins.ts';
import type { ProseSite } from './rehype-prose.ts';

export interface RenderedProse {
  readonly frontmatter: Record<string, unknown>;
  readonly body: string;
  readonly html: string;
  readonly headings: MarkdownHeading[];
}

/** Renders the text of an MDX file, its frontmatter included. @throws ProseError with the place in the file */
export type RenderProse = (file: string, text: string) => Promise<RenderedProse>;

/** What smartypants sets in type. It parses all text once more, as a natural language, which most prose can be spared. */
const TYPEWRITTEN = /["']|--|\.\.\.|``/;
const TABLE_RULE = /^[|: -]+$/gm;

export class ProseError extends Error {
  override name = 'ProseError';
}

/**
 * MDX to HTML, without the JavaScript between them: a module for each file is what the build would have to bundle, load and
 * run. Prose has nothing that runs, as the check `safe-mdx` sees to; what it refuses would come out as text here.
 */
export async function proseRenderer(site: ProseSite): Promise<RenderProse> {
  const processorWith = (smartypants: boolean) =>
    createMarkdownProcessor({
      syntaxHighlight: false,
      gfm: false,
      smartypants,
      remarkPlugins: [remarkMdx, ...remarkPlugins],
      rehypePlugins: rehypePlugins(site),
    });
  const [plain, typographic] = await Promise.all([processorWith(false), processorWith(true)]);
  return async (file, text) => {
    try {
      // Spaces stand for the frontmatter, so that lines and columns are those of the file.
      const { frontmatter, content } = parseFrontmatter(text, { frontmatter: 'empty-with-spaces' });
      const processor = TYPEWRITTEN.test(content.replace(TABLE_RULE, '')) ? typographic : plain;
      const { code, metadata } = await processor.render(content, { fileURL: pathToFileURL(file) });
      return { frontmatter, body: content.trim(), html: code, headings: metadata.headings };
    } catch (error) {
      throw new ProseError(explain(file, error), { cause: error });
    }
  };
}

/** What parsers tell of a place: those of MDX count from one, the one of the frontmatter from zero. */
interface Problem {
  readonly reason?: string;
  readonly message?: string;
  readonly line?: number;
  readonly column?: number;
  readonly mark?: { readonly line: number; readonly column: number };
}

function explain(file: string, error: unknown): string {
  const { reason, message, mark, line = mark && mark.line + 1, column = mark ? mark.column + 1 : 1 } = error as Problem;
  return `${line === undefined ? file : `${file}:${line}:${column}`} ${reason ?? message ?? String(error)}`;
}
