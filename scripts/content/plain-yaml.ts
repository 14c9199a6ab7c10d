/**
 * Reads the plain block YAML that files of facts are written in, many times faster than a whole YAML parser.
 *
 * Anything out of the ordinary — a comment, an anchor, folded text, a word with a meaning of its own, a key twice —
 * gives undefined, and the whole parser has to look: it knows what is meant, or says what is wrong. A test holds the
 * two to the same values.
 */
export function readPlainYaml(text: string): Record<string, unknown> | undefined {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n');
  const reader = new PlainReader(lines);
  const value = reader.map(0);
  return value !== undefined && reader.isDone() ? value : undefined;
}

type Plain = string | number | boolean | Plain[] | { [key: string]: Plain };

const KEY = /^([A-Za-z][A-Za-z0-9.-]*):(?: (.+))?$/;
/** Words that YAML takes for something else than text, in any of its versions. */
const MEANING = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** Text on one line that starts with a letter: YAML reads it as it stands, unless a colon or a hash has a space beside it. */
const WORDS = /^[A-Za-z][\x20-\x7E\u00A1-\u1FFF\u2010-\u2027\u2030-\u205E\u2070-\uD7FF]*$/;
/** Ids and versions start with a digit, and are no numbers. */
const CODE = /^(?:[0-9a-z]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const CUT = /: | #|:$/;
const QUOTED = /^(?:'(?:[^'\\]|'')*'|"[^"\\]*")$/;
const ITEM = String.raw`(?:[A-Za-z][A-Za-z0-9 ./&()+_-]*|'[^',\\]*')`;
const LIST = new RegExp(String.raw`^\[(?:${ITEM}(?:, ${ITEM})*)?\]$`);

class PlainReader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  isDone(): boolean {
    return this.#at === this.#lines.length;
  }

  /** The map whose keys stand at this indentation. `first` is the rest of a line that starts its first key, as in `- row: 2`. */
  map(indent: number, first?: string): { [key: string]: Plain } | undefined {
    const map: { [key: string]: Plain } = {};
    let isEmpty = true;
    for (let rest = first ?? this.#restAt(indent); rest !== undefined && !rest.startsWith('- '); rest = this.#restAt(indent)) {
      const match = KEY.exec(rest);
      const key = match?.[1];
      if (key === undefined || MEANING.test(key) || Object.hasOwn(map, key)) return undefined;
      this.#at++;
      const value = match![2] === undefined ? this.#block(indent + 2) : scalar(match![2]);
      if (value === undefined) return undefined;
      map[key] = value;
      isEmpty = false;
    }
    return isEmpty ? undefined : map;
  }

  #block(indent: number): Plain | undefined {
    return this.#restAt(indent)?.startsWith('- ') ? this.#list(indent) : this.map(indent);
  }

  #list(indent: number): Plain[] | undefined {
    const list: Plain[] = [];
    for (let rest = this.#restAt(indent); rest?.startsWith('- '); rest = this.#restAt(indent)) {
      const item = rest.slice(2);
      let value: Plain | undefined;
      if (KEY.test(item)) value = this.map(indent + 2, item);
      else {
        value = scalar(item);
        this.#at++;
      }
      if (value === undefined) return undefined;
      list.push(value);
    }
    return list;
  }

  /** The line without its indentation; undefined where it is indented otherwise, or not there. */
  #restAt(indent: number): string | undefined {
    const line = this.#lines[this.#at];
    if (line === undefined || line.length <= indent || line[indent] === ' ') return undefined;
    for (let index = 0; index < indent; index++) if (line[index] !== ' ') return undefined;
    return indent === 0 ? line : line.slice(indent);
  }
}

function scalar(text: string): Plain | undefined {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text.endsWith(' ') || MEANING.test(text)) return undefined;
  if ((WORDS.test(text) && !CUT.test(text)) || CODE.test(text)) return text;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  if (QUOTED.test(text)) return unquoted(text);
  if (LIST.test(text)) {
    const items = text === '[]' ? [] : text.slice(1, -1).split(', ');
    return items.some((item) => MEANING.test(item) || item.endsWith(' ')) ? undefined : items.map((item) => (item.startsWith("'") ? unquoted(item) : item));
  }
  return undefined;
}

const unquoted = (text: string): string => (text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text.slice(1, -1));
