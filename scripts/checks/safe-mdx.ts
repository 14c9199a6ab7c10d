import type { Definition, Image, Link, Node } from 'mdast';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { startOf, walk, type Prose } from '../content/prose.ts';
import type { Place } from '../content/source-file.ts';
import type { Finding } from '../finding.ts';
import type { Check } from './check.ts';

/** What Markdown may be made of. Whatever is not here is refused, so that a new syntax cannot slip in. */
const ALLOWED_NODES = new Set(
  (
    'root paragraph text heading list listItem strong emphasis delete inlineCode code blockquote break thematicBreak ' +
    'table tableRow tableCell link linkReference definition image imageReference'
  ).split(' '),
);

/** An attribute's allowed values; only plain text in quotes is compared with it. */
type Attributes = Readonly<Record<string, RegExp>>;

/** Components that prose may use, with the attributes that they take. Content needs none so far. */
export const ALLOWED_COMPONENTS: Readonly<Record<string, Attributes>> = {};

/** Prose is text. Nothing in it runs, at build or in a reader's browser. */
export const safeMdx: Check = {
  name: 'safe-mdx',
  describe: 'Prose is Markdown and nothing more: no code, no HTML, and links only to https, mailto, pages of this site and anchors.',
  run: ({ root, prose, unreadable }) => [
    ...unreadable.map(({ source, place, reason }) =>
      finding(
        source.file,
        place,
        `the prose cannot be read: ${plainReason(reason)}`,
        'Write < as \\<, { as \\{, or put the text into `backticks`',
      ),
    ),
    ...prose.flatMap((file) => inspect(file, root)),
  ],
};

function inspect({ source, tree }: Prose, root: string): Finding[] {
  const findings: Finding[] = [];
  const report = (node: Node, message: string, fix: string): void => void findings.push(finding(source.file, startOf(node), message, fix));
  for (const { node } of walk(tree)) {
    if (node.type === 'mdxjsEsm')
      report(node, 'import and export are code, and prose runs none', 'Delete the line, or start it with another word');
    else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      report(node, 'text in braces is code, and prose runs none', 'Write \\{ for a brace, or put the text into `backticks`');
    } else if (isElement(node)) inspectElement(node, report);
    else if (!ALLOWED_NODES.has(node.type))
      report(node, `${NAMES[node.type] ?? `"${node.type}"`} is not used in prose`, 'Say it in plain Markdown');

    if (node.type === 'link' || node.type === 'definition') {
      const problem = badAddress((node as Link | Definition).url);
      if (problem) report(node, problem, 'Use https://…, mailto:…, a page of this site such as /controls/NS-2/, or #anchor');
    }
    if (node.type === 'image') inspectImage(node as Image, root, report);
  }
  // A definition may serve an image as well: what an image may load is narrower than where a link may lead.
  const images = new Set(
    [...walk(tree)]
      .map(({ node }) => node)
      .filter((node) => node.type === 'imageReference')
      .map((node) => (node as unknown as { identifier: string }).identifier),
  );
  for (const { node } of walk(tree)) {
    if (node.type === 'definition' && images.has((node as Definition).identifier)) inspectImage(node as unknown as Image, root, report);
  }
  return findings;
}

const NAMES: Readonly<Record<string, string>> = {
  html: 'HTML',
  footnoteReference: 'a footnote',
  footnoteDefinition: 'a footnote',
};

interface Element extends Node {
  readonly name: string | null;
  readonly attributes: readonly { readonly type: string; readonly name?: string; readonly value?: unknown }[];
}

const isElement = (node: Node): node is Element => node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

function inspectElement(node: Element, report: (node: Node, message: string, fix: string) => void): void {
  const allowed = node.name !== null && Object.hasOwn(ALLOWED_COMPONENTS, node.name) ? ALLOWED_COMPONENTS[node.name] : undefined;
  const components = Object.keys(ALLOWED_COMPONENTS);
  if (!allowed) {
    const list = components.length === 0 ? 'prose uses no HTML and no components' : `prose uses ${components.join(', ')} only`;
    report(node, `<${node.name ?? ''}> is an element; ${list}`, 'Say it in Markdown, or write \\< for the sign itself');
    return;
  }
  for (const { type, name = '', value } of node.attributes) {
    if (type !== 'mdxJsxAttribute')
      report(node, `<${node.name}> spreads values that no one can check`, 'Name each attribute, with its value in quotes');
    else if (!Object.hasOwn(allowed, name))
      report(node, `<${node.name}> takes no attribute "${name}"; it takes ${Object.keys(allowed).join(', ')}`, `Delete ${name}`);
    else if (typeof value !== 'string') report(node, `the value of "${name}" is code`, 'Write it as plain text in quotes');
    else if (!allowed[name]!.test(value)) report(node, `"${value}" is not a value of "${name}"`, `See docs/checks/safe-mdx.md`);
  }
}

/**
 * What is wrong with an address, or undefined. The parser has decoded entities and escapes already. The list is of what
 * may be, not of what may not: a scheme in any spelling that is not on it is refused.
 */
export function badAddress(url: string): string | undefined {
  if (url === '') return 'the link leads nowhere';
  if (/[\u0000-\u0020\u007F-\u00A0\u200B-\u200F\u2028-\u202F\u2060\uFEFF\\]/.test(url))
    return `the address "${shown(url)}" has a space, a backslash or an invisible character in it`;
  if (/^https?:\/\/[^/?#]*@/i.test(url)) return `the address "${shown(url)}" hides its host behind an @`;
  if (/^https:\/\/[a-z0-9]/i.test(url) || /^mailto:[^:]+$/i.test(url)) return undefined;
  if (url.startsWith('#') || /^\/(?!\/)/.test(url)) return undefined;
  if (/^http:/i.test(url)) return `the address "${shown(url)}" is not encrypted`;
  if (url.startsWith('//')) return `the address "${shown(url)}" leaves its scheme open`;
  const scheme = /^([^/?#:]*):/.exec(url);
  if (scheme) return `the address "${shown(url)}" has the scheme "${scheme[1]}:", which may run code or load what no one reviewed`;
  return `the address "${shown(url)}" is relative, and would break as soon as the page is shown elsewhere`;
}

function inspectImage(node: Image, root: string, report: (node: Node, message: string, fix: string) => void): void {
  const { url } = node;
  if (!/^\/(?!\/)[\w./-]+$/.test(url) || url.split('/').includes('..')) {
    report(
      node,
      `the image "${shown(url)}" is not a file of this site; readers' browsers load nothing from elsewhere`,
      'Put the picture into public/ and name it as /pictures/name.svg',
    );
  } else if (!existsSync(path.join(root, 'public', url))) {
    report(node, `the image "${shown(url)}" is not in public/`, 'Add the file, or mend its name');
  }
}

const shown = (url: string): string => {
  const visible = url.replace(/[\u0000-\u0020\u007F-\u00A0\u200B-\u200F\u2028-\u202F\u2060\uFEFF]/g, '\u00B7');
  return visible.length > 60 ? `${visible.slice(0, 57)}…` : visible;
};

const plainReason = (reason: string): string => reason.replace(/\s*\(note: .*$/s, '').replace(/\s+/g, ' ');

const finding = (file: string, place: Place, message: string, fix: string): Finding => ({
  rule: 'safe-mdx',
  severity: 'error',
  file,
  ...place,
  message,
  fix,
});
