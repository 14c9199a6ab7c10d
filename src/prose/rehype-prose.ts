import { parse } from 'yaml';
import { glossarySchema, type TermData } from '../../schemas/glossary.ts';

/**
 * What every prose file gets on its way to HTML: root-relative links get the base path, and the first use of a
 * glossary term in a file becomes a button that opens its meaning (HTML's own popover, so no script is needed).
 */

interface Text {
  type: 'text';
  value: string;
}
interface Element {
  type: 'element';
  tagName: string;
  properties: Record<string, unknown>;
  children: Node[];
}
interface Other {
  type: 'root' | 'comment' | 'raw' | 'mdxJsxFlowElement' | 'mdxJsxTextElement' | 'mdxjsEsm';
  children?: Node[];
}
type Node = Text | Element | Other;

interface Match {
  readonly id: string;
  readonly term: TermData;
}

/** Text in these is left alone: a term inside a link or a heading would nest one control in another, or change a heading's name. */
const LEAVE = new Set(['a', 'button', 'code', 'pre', 'h1', 'h2', 'h3', 'h4', 'th', 'summary']);

export interface ProseSite {
  /** The path that the site is served under. */
  readonly base: string;
  /** Where the project's files can be read. */
  readonly repository: string;
  /** The text of the glossary's file. */
  readonly glossary: string;
}

export function rehypeProse({ base, repository, glossary: text }: ProseSite) {
  const prefix = base.replace(/\/$/, '');
  const glossary = glossaryOf(text);

  return (tree: Node, file: { path?: string }): void => {
    const scope = (file.path ?? 'page')
      .replace(/^.*\/content\//, '')
      .replace(/[^a-zA-Z0-9]+/g, '-')
      .replace(/-mdx$/, '');
    // A service's page shows many of these files, each below an entry's own heading.
    const entry = /\/content\/services\/[^/]+\/([^/]+)\.mdx$/.exec(file.path ?? '')?.[1];
    const seen = new Set<string>();
    let tables = 0;
    walk(tree);

    function walk(node: Node, terms = glossary !== undefined): void {
      if (!('children' in node) || !node.children) return;
      if (node.type === 'element') {
        if (entry !== undefined && node.tagName === 'h2') lowerHeading(node, entry);
        // A block of code scrolls sideways in its own box, which a keyboard has to reach.
        if (node.tagName === 'pre') node.properties['tabIndex'] = 0;
        if (node.tagName === 'a') lead(node);
        if (LEAVE.has(node.tagName)) terms = false;
      }
      node.children = node.children.flatMap((child): Node[] => {
        if (child.type === 'text') return terms ? withTerms(child.value) : [child];
        walk(child, terms);
        return [child];
      });
      if (node.type === 'element' && node.tagName === 'table') wrapTable(node, (tables += 1));
    }

    /** Root-relative links get the base path. The rules of the check refer to files: a rule is a page here, the rest is in the repository. */
    function lead(link: Element): void {
      const href = link.properties['href'];
      if (typeof href !== 'string') return;
      const rule = /^([a-z-]+)\.md$/.exec(href)?.[1];
      if (href.startsWith('/')) link.properties['href'] = prefix + href;
      else if (href.startsWith('../../')) link.properties['href'] = `${repository}/blob/main/${href.slice(6)}`;
      else if (rule) link.properties['href'] = `${prefix}/contribute/checks/${rule}/`;
    }

    function withTerms(text: string): Node[] {
      const nodes: Node[] = [];
      let rest = text;
      for (let match = glossary!.pattern.exec(rest); match; match = glossary!.pattern.exec(rest)) {
        const [found] = match;
        const known = glossary!.byName.get(found)!;
        const end = match.index + found.length;
        if (seen.has(known.id)) nodes.push({ type: 'text', value: rest.slice(0, end) });
        else {
          seen.add(known.id);
          nodes.push({ type: 'text', value: rest.slice(0, match.index) }, ...termButton(found, known, `${scope}-${known.id}`));
        }
        rest = rest.slice(end);
      }
      return [...nodes, { type: 'text', value: rest }];
    }

    function termButton(text: string, { id, term }: Match, scoped: string): Node[] {
      const popover = `term-${scoped}`;
      return [
        element('button', { type: 'button', className: ['term'], popoverTarget: popover }, [{ type: 'text', value: text }]),
        element('span', { id: popover, popover: 'auto', className: ['term-note'], dataPagefindIgnore: 'all' }, [
          element('strong', {}, [{ type: 'text', value: term.term }]),
          { type: 'text', value: ` ${term.meaning} ` },
          element('a', { href: `${prefix}/glossary/#${id}` }, [{ type: 'text', value: `${term.term} in the glossary` }]),
        ]),
      ];
    }
  };
}

/** A wide table scrolls inside its own box, which a keyboard can reach, and its heads say what they head. */
function wrapTable(table: Element, number: number): void {
  const heads = headsOf(table);
  for (const head of heads) head.properties['scope'] = 'col';
  const inner = element('table', table.properties, table.children);
  table.tagName = 'div';
  table.properties = {
    className: ['table-box'],
    role: 'region',
    tabIndex: 0,
    ariaLabel: `Table ${number}: ${heads.map(textOf).join(', ')}`,
  };
  table.children = [inner];
}

const headsOf = (node: Node): Element[] =>
  'children' in node && node.children
    ? node.children.flatMap((child) => (child.type === 'element' && child.tagName === 'th' ? [child] : headsOf(child)))
    : [];

const textOf = (node: Node): string =>
  node.type === 'text' ? node.value : (('children' in node && node.children) || []).map(textOf).join('');

function lowerHeading(heading: Element, entry: string): void {
  heading.tagName = 'h4';
  heading.properties['id'] = `${entry}-${textOf(heading)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`;
}

const element = (tagName: string, properties: Record<string, unknown>, children: Node[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

let latest: { readonly text: string; readonly glossary: ReturnType<typeof readGlossary> } | undefined;

/** Read once for all collections of prose. */
function glossaryOf(text: string) {
  if (latest?.text !== text) latest = { text, glossary: readGlossary(text) };
  return latest.glossary;
}

function readGlossary(text: string) {
  const terms = glossarySchema.parse(parse(text));
  const byName = new Map<string, Match>();
  for (const [id, term] of Object.entries(terms)) {
    if (term.link) for (const name of [term.term, ...term.also]) byName.set(name, { id, term });
  }
  if (byName.size === 0) return undefined;
  // Longest first, so that "private endpoint connection" is not cut to "private endpoint".
  const names = [...byName.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(`(?<![\\w-])(?:${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![\\w-])`);
  return { byName, pattern };
}
