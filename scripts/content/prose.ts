import { createProcessor } from '@mdx-js/mdx';
import type { Heading, Node, Parent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import type { Place, SourceFile } from './source-file.ts';

/**
 * The parser of the build: Astro's MDX makes the same `createProcessor` with the same remark-gfm, so that what passes
 * here is what is compiled there. A test holds the two together.
 */
const processor = createProcessor({ format: 'mdx', remarkPlugins: [remarkGfm] });

/** The prose of one MDX file as a syntax tree; every position in it counts from the start of the file. */
export interface Prose {
  readonly source: SourceFile;
  readonly tree: Root;
}

/** A body that the parser refuses, and why. */
export interface UnreadableProse {
  readonly source: SourceFile;
  readonly place: Place;
  readonly reason: string;
}

export function parseProse(source: SourceFile): Prose | UnreadableProse {
  // Blank lines stand for the frontmatter, so that lines and columns are those of the file.
  const blank = '\n'.repeat(source.bodyLine - 1);
  try {
    return { source, tree: processor.parse(blank + source.body) };
  } catch (error) {
    return { source, place: placeOfError(error) ?? { line: source.bodyLine, column: 1 }, reason: reasonOf(error) };
  }
}

/** Every node below and including `node`, parents first. */
export function* walk(node: Node, ancestors: readonly Node[] = []): Generator<{ node: Node; ancestors: readonly Node[] }> {
  yield { node, ancestors };
  if ('children' in node) {
    const inside = [...ancestors, node];
    for (const child of (node as Parent).children) yield* walk(child, inside);
  }
}

export const startOf = (node: Node): Place => ({ line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 });

/** The offset in the file's text at which a node starts or ends. */
export const offsetIn = (source: SourceFile, point: { line: number; column: number }): number => {
  let offset = 0;
  for (let line = 1; line < point.line; line++) offset = source.text.indexOf('\n', offset) + 1;
  return offset + point.column - 1;
};

/** The text that a reader sees of a node. */
export const textOf = (node: Node): string =>
  'value' in node && typeof node.value === 'string' ? node.value : 'children' in node ? (node as Parent).children.map(textOf).join('') : '';

export const headingsOf = (tree: Root): Heading[] => tree.children.filter((node) => node.type === 'heading');

interface MessageLike {
  readonly reason?: unknown;
  readonly line?: unknown;
  readonly column?: unknown;
  readonly place?: unknown;
}

function placeOfError(error: unknown): Place | undefined {
  const { line, column } = (error ?? {}) as MessageLike;
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : undefined;
}

function reasonOf(error: unknown): string {
  const { reason } = (error ?? {}) as MessageLike;
  return typeof reason === 'string' ? reason : error instanceof Error ? error.message : String(error);
}
