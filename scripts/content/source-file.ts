import { isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type ParsedNode } from 'yaml';
import type { Edit, Finding } from '../finding.ts';
import { readPlainYaml } from './plain-yaml.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A content file whose YAML has been read, with the place of every value in it. */
export interface SourceFile {
  readonly file: string;
  readonly value: unknown;
  /** The whole text, with LF line ends and without byte order mark. */
  readonly text: string;
  /** The MDX under the frontmatter; '' for a YAML file. */
  readonly body: string;
  /** The line that the body starts on. */
  readonly bodyLine: number;
  /** Where the value at `path` stands, or its key, or its nearest parent that exists. */
  placeOf(path: readonly PropertyKey[], what?: 'key' | 'value'): Place;
  /** The stretch of `text` that holds the value at `path`, or its key; undefined where there is none. */
  rangeOf(path: readonly PropertyKey[], what?: 'key' | 'value'): { readonly start: number; readonly end: number } | undefined;
}

/** What reading a file came to: the file where its YAML could be read, and what was found on the way. */
export interface ReadResult {
  readonly source: SourceFile | undefined;
  readonly findings: readonly Finding[];
}

const MERGE_MARKER = /^(<{7}|={7}|>{7})( |$)/m;

/** Far above any honest file: what is larger is a mistake, or made to keep the parsers busy. */
const MAX_BYTES = 512 * 1024;

const MAX_YAML_FINDINGS = 5;
const MAX_BRACKETS = 50;

/** A change that needs no place: every file that is mended is written with LF line ends and without byte order mark. */
const REWRITE: Edit = { start: 0, end: 0, text: '' };

/** Reads the text of one content file. Never throws: whatever is wrong with the file is a finding with its place. */
export function readSource(file: string, bytes: Uint8Array): ReadResult {
  const findings: Finding[] = [];
  const report: Report = (rule, place, message, fix, edit) => {
    findings.push({ rule, severity: 'error', file, ...place, message, ...(fix === undefined ? {} : { fix }), ...(edit === undefined ? {} : { edit }) });
  };
  if (bytes.length > MAX_BYTES) {
    report('readable-file', { line: 1, column: 1 }, `the file has ${bytes.length} bytes; content files have at most ${MAX_BYTES}`, 'Split it, or move what is not content elsewhere');
    return { source: undefined, findings };
  }

  const text = decode(bytes, report);
  if (text === undefined) return { source: undefined, findings };
  const marker = MERGE_MARKER.exec(text);
  if (marker) {
    report('readable-file', lineAndColumn(text, marker.index), `a merge conflict is left in the file ("${marker[0].trim()}")`, 'Decide which side is right and delete the markers');
    return { source: undefined, findings };
  }

  const parts = file.endsWith('.mdx') ? splitFrontmatter(text, report) : { yaml: text, yamlStart: 0, firstLine: 1, body: '', bodyLine: 1 };
  if (!parts) return { source: undefined, findings };

  const deep = deepestBracket(parts.yaml);
  if (deep !== undefined) {
    report('valid-yaml', lineAndColumn(text, parts.yamlStart + deep), `brackets are nested more than ${MAX_BRACKETS} deep`, 'Content needs five levels at most');
    return { source: undefined, findings };
  }
  const lines = new LineCounter();
  const parse = (): Document.Parsed => parseDocument(parts.yaml, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const plain = readPlainYaml(parts.yaml);
  if (plain !== undefined && findings.length === 0) {
    // Places are asked for where something is wrong, which is seldom: then the whole parser has its turn.
    let parsed: Document.Parsed | undefined;
    return { source: sourceOf(file, text, parts, plain, lines, () => (parsed ??= parse())), findings };
  }
  let document: Document.Parsed;
  try {
    document = parse();
  } catch {
    // The parser recurses, so that thousands of levels overflow its stack.
    report('valid-yaml', { line: parts.firstLine, column: 1 }, 'the YAML is nested too deeply to be read', 'Content needs five levels at most');
    return { source: undefined, findings };
  }
  const place = placeIn(lines, parts.firstLine);

  // One slip makes the parser stumble over what follows, so that a line is named once, and no more than a few are.
  const stumbled = new Set<number>();
  for (const error of [...document.errors, ...document.warnings]) {
    const at = place(error.pos[0]);
    if (stumbled.has(at.line) || stumbled.size === MAX_YAML_FINDINGS) continue;
    stumbled.add(at.line);
    report('valid-yaml', at, yamlProblem(error.code, error.message), yamlFix(error.code));
  }
  visit(document, {
    Node(_key, node) {
      if (!isNode(node) || !(isAlias(node) || ('anchor' in node && node.anchor))) return undefined;
      report('valid-yaml', place(node.range?.[0] ?? 0), 'anchors and aliases are not allowed: a reviewer has to see each value where it stands', 'Write the value out');
      return visit.BREAK;
    },
  });
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar<unknown>(pair.key) || pair.key.value !== '__proto__') return undefined;
      // JavaScript reads this key as something else than a key, and some readers would drop it in silence.
      report('valid-yaml', place(pair.key.range?.[0] ?? 0), '"__proto__" is no name for a key', 'Delete it');
      return visit.BREAK;
    },
  });
  if (findings.length > 0) return { source: undefined, findings };

  return { source: sourceOf(file, text, parts, document.toJS({ maxAliasCount: 0 }), lines, () => document), findings };
}

type Parts = NonNullable<ReturnType<typeof splitFrontmatter>>;

function sourceOf(file: string, text: string, parts: Parts, value: unknown, lines: LineCounter, document: () => Document.Parsed): SourceFile {
  return {
    file,
    value,
    text,
    body: parts.body,
    bodyLine: parts.bodyLine,
    placeOf: (path, what = 'value') => {
      // The counter knows the lines only once the document has been parsed.
      const offset = offsetOf(document(), path, what);
      return placeIn(lines, parts.firstLine)(offset);
    },
    rangeOf: (path, what = 'value') => {
      const node = nodeAt(document(), path, what);
      return node ? { start: node.range[0] + parts.yamlStart, end: node.range[1] + parts.yamlStart } : undefined;
    },
  };
}

const placeIn =
  (lines: LineCounter, firstLine: number) =>
  (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };

/** Where brackets nest too deeply, seen before the parser meets them: it recurses, and takes seconds to run out of stack. */
function deepestBracket(yaml: string): number | undefined {
  let depth = 0;
  for (const { 0: sign, index } of yaml.matchAll(/[[\]{}]/g)) {
    depth = sign === '[' || sign === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_BRACKETS) return index;
  }
  return undefined;
}

type Report = (rule: string, place: Place, message: string, fix?: string, edit?: Edit) => void;

function decode(bytes: Uint8Array, report: Report): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    report('readable-file', { line: 1, column: 1 }, 'the file starts with a byte order mark', 'Save it as UTF-8 without BOM', REWRITE);
    bytes = bytes.subarray(3);
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const bad = text.indexOf('\uFFFD');
  if (bad >= 0 && !isUtf8(bytes)) {
    report('readable-file', lineAndColumn(text, bad), 'the file is not UTF-8', 'Save it as UTF-8');
    return undefined;
  }
  const carriage = text.indexOf('\r');
  if (carriage >= 0) report('readable-file', lineAndColumn(text, carriage), 'lines end in CR LF', 'Save the file with LF line ends', REWRITE);
  const lines = withPlainLineEnds(text);
  const hidden = HIDDEN.exec(lines);
  if (hidden) {
    const name = `U+${hidden[0].codePointAt(0)!.toString(16).padStart(4, '0').toUpperCase()}`;
    const edit = { start: hidden.index, end: hidden.index + hidden[0].length, text: '' };
    report('readable-file', lineAndColumn(lines, hidden.index), `the invisible character ${name} is in the text, and a reviewer cannot see it`, 'Delete it', edit);
  }
  return lines;
}

/** Control characters, zero-width characters, and those that reorder text. */
const HIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/;

/** CR LF and a lone CR both end a line. */
const withPlainLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The text that `--fix` starts from; undefined where the bytes are no UTF-8. */
export function plainText(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? withPlainLineEnds(new TextDecoder('utf-8').decode(bytes)) : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function splitFrontmatter(text: string, report: Report) {
  if (!/^---[ \t]*\n/.test(text)) {
    report('valid-yaml', { line: 1, column: 1 }, 'the file has no frontmatter', 'Start it with a line "---", the fields, and another line "---"');
    return undefined;
  }
  const start = text.indexOf('\n') + 1;
  const end = /^---[ \t]*$/m.exec(text.slice(start));
  if (!end) {
    report('valid-yaml', { line: 1, column: 1 }, 'the frontmatter has no end', 'Close it with a line "---"');
    return undefined;
  }
  const yaml = text.slice(start, start + end.index);
  // Astro ends the frontmatter at any line that starts this way: both readers have to see the same body.
  const early = /^(?:---|\+\+\+)/m.exec(yaml);
  if (early) {
    report('valid-yaml', lineAndColumn(text, start + early.index), `a line of the frontmatter starts with "${early[0]}", which could be read as its end`, 'Delete the line, or close the frontmatter with "---" alone');
    return undefined;
  }
  const bodyStart = start + end.index + end[0].length + 1;
  return { yaml, yamlStart: start, firstLine: 2, body: text.slice(bodyStart), bodyLine: lineAndColumn(text, Math.min(bodyStart, text.length)).line };
}

export function lineAndColumn(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function yamlProblem(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'the key is in the file twice';
  if (code === 'TAB_AS_INDENT') return 'a tab indents the line, which YAML does not allow';
  if (message.includes('call stack')) return 'the YAML is nested too deeply to be read';
  if (code === 'BAD_INDENT') return 'the indentation does not fit the lines around it';
  return `not valid YAML: ${message.replace(/ at line \d+.*/s, '')}`;
}

function yamlFix(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'Keep one of the two';
  if (code === 'TAB_AS_INDENT' || code === 'BAD_INDENT') return 'Indent with two spaces a level';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') return 'Put text that contains ": " into quotes';
  return 'Quote the text, or compare the line with a file that passes';
}

/** Walks down `path`; where a key is missing, the place is that of the parent that should have it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], what: 'key' | 'value'): number {
  let node: ParsedNode | null = document.contents;
  let offset = node?.range[0] ?? 0;
  let parent = offset;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair: unknown = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair<ParsedNode, ParsedNode | null>(pair)) return parent;
      offset = pair.key.range[0];
      if (depth === path.length - 1 && what === 'key') return offset;
      node = pair.value;
      // A missing child is reported at its parent's key: the value of a map starts a line below it.
      parent = offset;
      if (node && (!isCollection(node) || depth === path.length - 1)) offset = node.range[0];
    } else if (isSeq(node)) {
      const item: ParsedNode | undefined = node.items[Number(step)] as ParsedNode | undefined;
      if (!item) return offset;
      node = item;
      offset = item.range[0];
      parent = offset;
    } else return offset;
  }
  return offset;
}

/** The node of the value at `path`, or of its key. */
function nodeAt(document: Document.Parsed, path: readonly PropertyKey[], what: 'key' | 'value'): ParsedNode | undefined {
  let node: ParsedNode | null = document.contents;
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair: unknown = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair<ParsedNode, ParsedNode | null>(pair)) return undefined;
      node = depth === path.length - 1 && what === 'key' ? pair.key : pair.value;
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] as ParsedNode | undefined) ?? null;
    } else return undefined;
  }
  return node ?? undefined;
}
