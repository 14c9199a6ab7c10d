import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Definition, Image, Link } from 'mdast';
import { didYouMean } from '../content/did-you-mean.ts';
import { headingsOf, offsetIn, startOf, textOf, walk, type Prose } from '../content/prose.ts';
import type { Finding } from '../finding.ts';
import type { Check, Checked } from './check.ts';

/** A link within the site leads to a page that exists, and says where it leads. */
export const links: Check = {
  name: 'links',
  describe: 'Links within the site lead to pages and anchors that exist; link texts and pictures say what they are.',
  run: (checked) => {
    const pages = pagesOf(checked);
    return checked.prose.flatMap((prose) => [...targets(prose, pages), ...texts(prose)]);
  },
};

/** Anchors of a page; undefined where only the built page knows them. */
type Pages = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** Every page's address: those made from the catalog, and those that have a file of their own in src/pages. */
function pagesOf({ catalog, content, root }: Checked): Pages {
  const pages = new Map<string, ReadonlySet<string> | undefined>();
  for (const address of staticPages(path.join(root, 'src', 'pages'))) pages.set(address, undefined);
  for (const address of ['/', '/controls/', '/features/', '/services/', '/roles/', '/checklists/', '/guides/', '/search/'])
    pages.set(address, undefined);
  const ids = (pattern: RegExp): string[] => content.files.flatMap((file) => pattern.exec(file)?.[1] ?? []);
  for (const id of ids(/^content\/controls\/([^/]+)\.mdx$/)) pages.set(`/controls/${id}/`, undefined);
  for (const id of ids(/^content\/features\/([^/]+)\.mdx$/)) pages.set(`/features/${id}/`, undefined);
  for (const id of ids(/^content\/guides\/([^/]+)\.mdx$/)) pages.set(`/guides/${id}/`, undefined);
  for (const id of ids(/^content\/services\/([^/]+)\/service\.yaml$/)) {
    pages.set(`/services/${id}/`, undefined);
    pages.set(`/checklists/${id}/`, undefined);
    for (const role of catalog.roles) pages.set(`/checklists/${id}/${role.id}/`, undefined);
  }
  // Where the glossary is broken its anchors are unknown, and no link to it is wrong for that.
  pages.set('/glossary/', catalog.terms.length === 0 ? undefined : new Set(catalog.terms.map((term) => term.id)));
  return pages;
}

function staticPages(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')}`)
    .filter((file) => !file.includes('['))
    .flatMap((file) =>
      file.endsWith('.astro')
        ? [file.replace(/(?:index)?\.astro$/, '').replace(/\/?$/, '/')]
        : file.endsWith('.ts')
          ? [file.replace(/\.ts$/, '')]
          : [],
    );
}

function targets({ source, tree }: Prose, pages: Pages): Finding[] {
  const findings: Finding[] = [];
  const headings = new Set(headingsOf(tree).map((heading) => slugOf(textOf(heading))));
  for (const { node } of walk(tree)) {
    if (node.type !== 'link' && node.type !== 'definition') continue;
    const { url } = node as Link | Definition;
    const start = offsetIn(source, startOf(node));
    const replace = (wanted: string) => {
      const at = source.text.indexOf(url, start);
      return at < 0 ? {} : { edit: { start: at, end: at + url.length, text: wanted } };
    };
    const report = (message: string, fix: string, wanted?: string): void =>
      void findings.push({
        rule: 'links',
        severity: 'error',
        file: source.file,
        ...startOf(node),
        message,
        fix,
        ...(wanted === undefined ? {} : replace(wanted)),
      });

    if (url.startsWith('#')) {
      const anchor = url.slice(1);
      const meant = didYouMean(anchor, [...headings]);
      if (!headings.has(anchor))
        report(
          `no heading of this file has the anchor "${url}"`,
          meant ? `Did you mean "#${meant}"?` : 'Link to a heading that exists',
          meant && `#${meant}`,
        );
      continue;
    }
    if (!/^\/(?!\/)/.test(url)) continue;
    const [, address = '', anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(url)!;
    if (!pages.has(address)) {
      const withSlash = `${address}/`;
      if (pages.has(withSlash)) {
        report(`the address "${address}" lacks the slash at its end`, `Use "${withSlash}"`, url.replace(address, withSlash));
        continue;
      }
      const meant = didYouMean(address, [...pages.keys()]);
      report(
        `no page has the address "${address}"`,
        meant ? `Did you mean "${meant}"?` : 'Link to a page that exists, such as /controls/NS-2/',
        meant && url.replace(address, meant),
      );
      continue;
    }
    const anchors = pages.get(address);
    if (anchor !== undefined && anchors && !anchors.has(anchor)) {
      const meant = didYouMean(anchor, [...anchors]);
      report(
        `${address} has no anchor "${anchor}"`,
        meant ? `Did you mean "#${meant}"?` : 'Use an anchor that exists',
        meant && `${address}#${meant}`,
      );
    }
  }
  return findings;
}

const EMPTY_WORDS = /^(?:here|click here|this|link|this link|this page|page|more|read more|learn more|see here)$/i;

function texts({ source, tree }: Prose): Finding[] {
  return [...walk(tree)].flatMap(({ node }): Finding[] => {
    const finding = (message: string, fix: string): Finding[] => [
      { rule: 'links', severity: 'error', file: source.file, ...startOf(node), message, fix },
    ];
    if (node.type === 'image' && ((node as Image).alt ?? '').trim() === '')
      return finding(
        'the picture has no text for those who cannot see it',
        'Describe it between the brackets: ![What it shows](/pictures/name.svg)',
      );
    if (node.type !== 'link') return [];
    const text = textOf(node).trim();
    const image = (node as Link).children.some((child) => child.type === 'image');
    if (text === '' && !image) return finding('the link has no text', 'Write between the brackets where it leads');
    if (/^(?:https?:\/\/|www\.)\S+$/i.test(text))
      return finding(`the bare address "${text}" tells readers nothing`, 'Give it a text: [What is there](https://…)');
    if (EMPTY_WORDS.test(text)) return finding(`the link text "${text}" does not say where it leads`, 'Use the name of the page');
    return [];
  });
}

/** The anchor that Astro gives a heading. */
export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
