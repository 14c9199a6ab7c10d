import type { Heading, Node, Parent, Root } from 'mdast';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { remarkPlugins } from '../../src/prose/plugins.ts';
import type { Place, SourceFile } from './source-file.ts';

/** The parser of the build with the build's own plugins, so that what passes here is what is rendered there. A test holds them together. */
const processor = unified().use(remarkParse).use(remarkMdx).use(remarkPlugins);

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
  const burden = tooMuch(source.body);
  if (burden) return { source, place: { line: source.bodyLine + burden.line, column: 1 }, reason: burden.reason };
  try {
    return { source, tree: processor.parse(blank + source.body) };
  } catch (error) {
    return { source, place: placeOfError(error) ?? { line: source.bodyLine, column: 1 }, reason: reasonOf(error) };
  }
}

const MAX_BODY = 64 * 1024;
const MAX_BLOCK = 5_000;
const MAX_INDENT = 40;

/**
 * Markdown takes time that grows with the square of a paragraph's signs and of a list's depth: thirty thousand characters
 * of "*a_" keep the parser busy for half a minute, and five thousand ">" overflow its stack. No honest prose comes near.
 */
function tooMuch(body: string): { line: number; reason: string } | undefined {
  if (body.length > MAX_BODY) return { line: 0, reason: `the prose has more than ${MAX_BODY} characters` };
  let block = 0;
  for (const [line, text] of body.split('\n').entries()) {
    block = text.trim() === '' ? 0 : block + text.length;
    if (block > MAX_BLOCK) return { line, reason: `a paragraph has more than ${MAX_BLOCK} characters` };
    if (/^\s*/.exec(text)![0].length > MAX_INDENT) return { line, reason: `a line is indented by more than ${MAX_INDENT} columns` };
    if (/^(?:\s*(?:>|(?:[-+*]|\d{1,9}[.)])\s)){11}/.test(text)) return { line, reason: 'lists and quotations are nested more than 10 deep' };
  }
  return undefined;
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
