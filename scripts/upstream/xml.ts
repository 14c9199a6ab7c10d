import { isUtf8 } from 'node:buffer';
import { LIMITS } from './limits.ts';
import { shown, WorkbookProblem } from './problem.ts';

/**
 * Holds a part of a workbook to plain, well-formed XML before anything else reads it.
 *
 * Document types and entities are how XML reads files and blows up; comments, CDATA and processing instructions are
 * how two readers come to see different cells. No spreadsheet program writes any of them here, so they are refused.
 */

export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  /** Without its namespace prefix. */
  readonly name: string;
  /** The attributes as they stand. */
  readonly attributes: string;
  readonly depth: number;
  readonly start: number;
  readonly end: number;
}

const TAG = /<(\/?)((?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*))((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const WRONG_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/;
const RESAVE = 'Open the workbook in a spreadsheet program and save it anew as .xlsx';

/** The text of an XML part. @throws WorkbookProblem where it is not UTF-8. */
export function xmlText(part: Buffer, name: string): string {
  if ((part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff) || part[0] === 0 || part[1] === 0 || !isUtf8(part)) {
    throw new WorkbookProblem(`the part ${shown(name)} is not UTF-8 text`, RESAVE);
  }
  const text = part.toString('utf8').replace(/^\uFEFF/, '');
  const declaration = /^<\?xml\s[^>]*?\?>\s*/.exec(text)?.[0] ?? '';
  const encoding = /\sencoding\s*=\s*["']([^"']*)/.exec(declaration)?.[1] ?? 'utf-8';
  if (!/^(utf-?8|us-ascii)$/i.test(encoding))
    throw new WorkbookProblem(`the part ${shown(name)} says it is in ${shown(encoding)}; only UTF-8 is read`, RESAVE);
  return text.slice(declaration.length);
}

/** Calls `visit` for each tag, in order. @throws WorkbookProblem where the text is not well-formed, or not plain. */
export function scanXml(text: string, part: string, visit: (tag: Tag) => void): void {
  const broken = (what: string): WorkbookProblem => new WorkbookProblem(`the part ${shown(part)} ${what}`, RESAVE);
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) {
    throw broken('declares a document type or entities, which can read files and exhaust memory');
  }
  if (WRONG_ENTITY.test(text)) throw broken('uses an entity that XML does not define');
  const open: string[] = [];
  let tags = 0;
  let rooted = false;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    TAG.lastIndex = at;
    const match = TAG.exec(text);
    if (!match) {
      const next = text.slice(at, at + 10);
      if (next.startsWith('<!') || next.startsWith('<?'))
        throw broken(`holds a comment, CDATA or an instruction (${shown(next)}), which no spreadsheet program writes`);
      throw broken(`is not well-formed XML at ${shown(text.slice(at, at + 40))}`);
    }
    if (++tags > LIMITS.xmlTags) throw broken(`has more than ${LIMITS.xmlTags} tags; upstream's largest has fewer than 10,000`);
    if (match[4]!.length > LIMITS.attributesLength)
      throw broken(`has a tag with more than ${LIMITS.attributesLength} characters of attributes`);
    const full = match[2]!;
    const end = at + match[0].length;
    const tag = { name: match[3]!, attributes: match[4]!, start: at, end };
    if (match[1]) {
      if (open.pop() !== full || tag.attributes || match[5]) throw broken(`closes ${shown(full)} where it is not open`);
      visit({ ...tag, kind: 'close', depth: open.length });
    } else {
      if (rooted && open.length === 0) throw broken('has more than one root');
      rooted = true;
      visit({ ...tag, kind: match[5] ? 'empty' : 'open', depth: open.length });
      if (!match[5]) open.push(full);
      if (open.length > LIMITS.xmlDepth) throw broken(`nests more than ${LIMITS.xmlDepth} levels deep`);
    }
    at = end;
  }
  if (!rooted || open.length > 0) throw broken(rooted ? `never closes ${shown(open.at(-1)!)}` : 'is empty');
}

/** Attributes by name, prefixes kept. @throws WorkbookProblem where one stands twice. */
export function attributesOf(tag: Tag, part: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single] of tag.attributes.matchAll(ATTRIBUTE)) {
    if (attributes.has(name!)) throw new WorkbookProblem(`the part ${shown(part)} gives ${shown(name!)} twice in one tag`, RESAVE);
    attributes.set(name!, unescapeXml(double ?? single!));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text.replace(/&(#x([\dA-Fa-f]+)|#(\d+)|amp|lt|gt|quot|apos);/g, (_all, name: string, hex?: string, decimal?: string) => {
    if (hex === undefined && decimal === undefined) return ENTITIES[name]!;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
