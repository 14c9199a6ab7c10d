import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../content/read-content.ts';
import { lineAndColumn } from '../content/source-file.ts';
import { plural } from '../site/say.ts';
import { inOrder, type Finding } from '../finding.ts';

/** What a built page has that others can point at, and what it points at itself. */
interface Page {
  readonly file: string;
  readonly address: string;
  readonly html: string;
  readonly tags: readonly Tag[];
  readonly ids: ReadonlySet<string>;
}

export interface BuiltSite {
  readonly root: string;
  /** The folder that was built into. */
  readonly folder: string;
  /** The path that the site is served under, with slashes at both ends. */
  readonly base: string;
}

/**
 * Looks at the finished pages: every link and anchor within the site leads somewhere, no id occurs twice, and nothing is
 * loaded from another host. Findings name the source file where one can be found, else the page.
 */
export function checkBuiltSite({ root, folder, base }: BuiltSite): Finding[] {
  const files = filesBelow(folder);
  const exists = new Set(files);
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => readPage(folder, file, base));
  const byAddress = new Map(pages.map((page) => [page.address, page]));
  const sources = new SourceFinder(root);
  // A mistake in a frame that all pages share is one mistake: told once, with the number of pages.
  const found = new Map<string, { finding: Finding; pages: Set<string> }>();

  for (const page of pages) {
    const report: Report = (offset, message, fix, literal) => {
      const place = (literal !== undefined && sources.find(page, literal)) || {
        file: `dist/${page.file}`,
        ...lineAndColumn(page.html, offset),
      };
      const key = `${place.file.startsWith('dist/') ? '' : `${place.file}:${place.line}`} ${literal ?? message} ${fix}`;
      const known = found.get(key);
      if (known) known.pages.add(page.address);
      else found.set(key, { finding: { rule: 'built-site', severity: 'error', ...place, message, fix }, pages: new Set([page.address]) });
    };
    const ids = new Set<string>();
    for (const tag of page.tags) {
      const id = tag.attributes.get('id');
      if (id !== undefined) {
        if (ids.has(id))
          report(
            tag.offset,
            `the page ${page.address} has the id "${id}" more than once, so an anchor leads to the first only`,
            'Give the others names of their own',
          );
        ids.add(id);
      }
      for (const [name, address] of addressesOf(tag)) inspect({ page, tag, name, address, base, exists, byAddress, report });
    }
  }
  return inOrder(
    [...found.values()].map(({ finding, pages: on }) =>
      on.size === 1 ? finding : { ...finding, message: `${finding.message}; the same on ${plural(on.size - 1, 'more page')}` },
    ),
  );
}

interface Address {
  readonly page: Page;
  readonly tag: Tag;
  readonly name: string;
  readonly address: string;
  readonly base: string;
  readonly exists: ReadonlySet<string>;
  readonly byAddress: ReadonlyMap<string, Page>;
  readonly report: Report;
}

/** `literal` is what the source may say word for word. */
type Report = (offset: number, message: string, fix: string, literal?: string) => void;

/** Elements whose address the browser loads by itself, without anyone having asked for it. */
const LOADS = new Set(['img', 'script', 'link', 'source', 'iframe', 'embed', 'object', 'audio', 'video', 'track', 'input', 'use', 'image']);

/** Relations of `<link>` that only name an address. */
const NAMES_ONLY = /^(?:canonical|alternate|license|author|help|me|prev|next|search)$/i;

function inspect({ page, tag, name, address, base, exists, byAddress, report }: Address): void {
  const target = resolve(address, page.address);
  if (target === undefined)
    return report(tag.offset, `the address "${address}" on ${page.address} cannot be read`, 'Write it anew', address);
  if (target.host !== undefined) {
    const loads = LOADS.has(tag.name) && !(tag.name === 'link' && NAMES_ONLY.test(tag.attributes.get('rel') ?? ''));
    if (loads)
      report(
        tag.offset,
        `<${tag.name} ${name}> on ${page.address} loads from ${target.host}; the site loads from itself alone`,
        'Put the file into public/',
        address,
      );
    return;
  }
  if (!target.path.startsWith(base)) {
    return report(
      tag.offset,
      `"${address}" on ${page.address} leaves the base path ${base}`,
      'Let the address be made with the base path',
      address,
    );
  }
  const relative = decode(target.path.slice(base.length));
  const file = relative === '' || relative.endsWith('/') ? `${relative}index.html` : relative;
  if (!exists.has(file)) {
    const fix = exists.has(`${file}/index.html`) ? `Add the slash at its end: ${target.path}/` : 'Link to a page that exists';
    return report(tag.offset, `"${address}" on ${page.address} leads to no page`, fix, address.replace(base, '/'));
  }
  if (target.anchor === '' || !file.endsWith('.html')) return;
  const anchor = decode(target.anchor);
  if (!byAddress.get(target.path)?.ids.has(anchor)) {
    report(
      tag.offset,
      `${target.path} has no anchor "${anchor}", which ${page.address} links to`,
      'Use the id of an element of that page',
      address.replace(base, '/'),
    );
  }
}

interface Target {
  readonly host?: string;
  readonly path: string;
  readonly anchor: string;
}

const HERE = 'http://this.site';

function resolve(address: string, from: string): Target | undefined {
  if (/^(?:mailto|tel|data|blob):/i.test(address)) return { host: address.split(':')[0]!, path: '', anchor: '' };
  try {
    const url = new URL(address, HERE + from);
    return url.origin === HERE ? { path: url.pathname, anchor: url.hash.slice(1) } : { host: url.host, path: url.pathname, anchor: '' };
  } catch {
    return undefined;
  }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function readPage(folder: string, file: string, base: string): Page {
  const html = readFileSync(path.join(folder, file), 'utf8');
  const tags = tagsOf(html);
  const ids = new Set(tags.flatMap(({ attributes }) => attributes.get('id') ?? []));
  return { file, html, tags, ids, address: `${base}${file.replace(/(^|\/)index\.html$/, '$1')}` };
}

interface Tag {
  readonly name: string;
  readonly offset: number;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Start tags of a page that our own build has written, so that quotes and nesting are in order. */
function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const pattern =
    /<!--[\s\S]*?-->|<(script|style)\b((?:"[^"]*"|'[^']*'|[^"'>])*)>[\s\S]*?<\/\1>|<([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
  for (const match of html.matchAll(pattern)) {
    const name = match[1] ?? match[3];
    const written = match[2] ?? match[4] ?? '';
    if (name === undefined || !/\b(?:id|href|src|srcset|action|poster|popovertarget|aria-controls|for)\s*=/i.test(written)) continue;
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single, bare] of written.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
      attributes.set(key.toLowerCase(), unescapeHtml(double ?? single ?? bare ?? ''));
    }
    tags.push({ name: name.toLowerCase(), offset: match.index, attributes });
  }
  return tags;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    decimal
      ? String.fromCodePoint(Number(decimal))
      : hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : (ENTITIES[name ?? ''] ?? whole),
  );

function addressesOf({ name, attributes }: Tag): [string, string][] {
  const found: [string, string][] = [];
  for (const attribute of ['href', 'src', 'xlink:href', 'action', 'poster']) {
    const value = attributes.get(attribute);
    if (value !== undefined && value !== '') found.push([attribute, value]);
  }
  const set = attributes.get('srcset');
  if (set !== undefined)
    found.push(...set.split(',').map((candidate): [string, string] => ['srcset', candidate.trim().split(/\s+/)[0] ?? '']));
  const popover = attributes.get('popovertarget') ?? attributes.get('aria-controls') ?? attributes.get('for');
  if (popover !== undefined && popover !== '' && name !== 'output')
    found.push(...popover.split(/\s+/).map((id): [string, string] => ['id', `#${encodeURIComponent(id)}`]));
  return found;
}

/** Finds the content file, or the page's own, in which an address stands as it was written. */
class SourceFinder {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(root: string) {
    const folders = ['content', 'src'].filter((folder) => existsSync(path.join(root, folder)));
    this.#texts = new Map(
      folders.flatMap((folder) =>
        filesBelow(path.join(root, folder))
          .filter((file) => /\.(?:mdx|yaml|astro|ts)$/.test(file) && statSync(path.join(root, folder, file)).isFile())
          .map((file): [string, string] => [`${folder}/${file}`, readFileSync(path.join(root, folder, file), 'utf8')]),
      ),
    );
  }

  find(page: Page, literal: string): { file: string; line: number; column: number } | undefined {
    if (literal.length < 3) return undefined;
    const [, kind = '', id = ''] = /([\w-]+)\/([\w.-]+)\/index\.html$/.exec(page.file) ?? [];
    // The page's own source comes first; then any file in which the address stands.
    const own = (file: string): boolean => file.startsWith(`content/${kind}/${id}`);
    const holding = [...this.#texts]
      .filter(([, text]) => text.includes(literal))
      .sort(([a], [b]) => Number(own(b)) - Number(own(a)) || (a < b ? -1 : 1));
    const [first] = holding;
    return first && { file: first[0], ...lineAndColumn(first[1], first[1].indexOf(literal)) };
  }
}
