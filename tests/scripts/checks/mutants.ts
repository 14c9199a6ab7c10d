/** Slips that people make, put into real files. Each says where a finding has to point, and which rule it may come from. */
export interface Mutant {
  readonly kind: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Lines from 1; a slip in indentation shows at the line itself or at the next. */
  readonly lines: readonly number[];
  readonly rules: readonly string[];
}

/** The same numbers for the same seed, on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

/** What fingers do to a word: they swap two letters, drop one, or strike one twice. */
function typo(word: string, random: Random): string {
  for (;;) {
    const at = 1 + Math.floor(random() * (word.length - 2));
    const changed = pick(
      [
        word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2),
        word.slice(0, at) + word.slice(at + 1),
        word.slice(0, at) + word[at]! + word.slice(at),
      ],
      random,
    );
    if (changed !== word) return changed;
  }
}

interface Kind {
  readonly name: string;
  readonly files: RegExp;
  /** Lines that the slip can happen to. */
  readonly line: RegExp;
  readonly rules: readonly string[];
  /** The text that takes the line's place. */
  readonly change: (line: string, random: Random) => string;
  /** How many lines below the changed one the finding may stand. */
  readonly reach?: number;
  /** The finding stands elsewhere: at the top, or at the parent's key. */
  readonly at?: (lines: readonly string[], index: number) => number;
}

const SERVICES = /^content\/services\/[^/]+\/service\.yaml$/;
const CONTROLS = /^content\/controls\//;
const FEATURES = /^content\/features\//;
const GUIDANCE = /^content\/services\/.+\.mdx$/;
const ROLES = /^content\/roles\//;
const PROSE = /\.mdx$/;
const ANY = /\.(?:mdx|yaml)$/;
const ALL_KEYS = /^(?: {2,8}|)(?:- )?[a-z][\w.-]+:/;

const parentOf = (lines: readonly string[], index: number): number => {
  const depth = /^ */.exec(lines[index]!)![0].length;
  for (let above = index - 1; above >= 0; above--)
    if (/^ *\S/.test(lines[above]!) && /^ */.exec(lines[above]!)![0].length < depth) return above;
  return 0;
};

export const KINDS: readonly Kind[] = [
  { name: 'a typo in a closed word', files: SERVICES, line: /^ {4}(?:supported|enabledByDefault|responsibility): [a-z-]{4,}$/, rules: ['schema'], change: (line, random) => line.replace(/[a-z-]+$/, (word) => typo(word, random)) },
  { name: 'a closed word of another field', files: SERVICES, line: /^ {4}(?:supported|enabledByDefault): /, rules: ['schema'], change: (line) => line.replace(/: .*/, ': customer') },
  { name: 'another fact than upstream’s', files: SERVICES, line: /^ {4}(?:supported|enabledByDefault): (?:true|false)$/, rules: ['crosscheck', 'headings', 'complete'], change: (line) => (line.endsWith('true') ? line.replace('true', 'false') : line.replace('false', 'true')) },
  { name: 'another responsibility than upstream’s', files: SERVICES, line: /^ {4}responsibility: (?:customer|microsoft)$/, rules: ['crosscheck', 'headings', 'complete'], change: (line) => (line.endsWith('customer') ? line.replace('customer', 'microsoft') : line.replace('microsoft', 'customer')) },
  { name: 'a typo in a key', files: ANY, line: /^(?: {2,6})?(?:supported|enabledByDefault|responsibility|summary|title|roles|crosswalk|references|policies|control|code|otherNames|confirm|url|profile|entries|hostAccess):/, rules: ['schema', 'valid-yaml'], change: (line, random) => line.replace(/[a-zA-Z]+(?=:)/, (key) => typo(key, random)) },
  { name: 'a missing key', files: SERVICES, line: /^ {4}(?:supported|enabledByDefault|responsibility):/, rules: ['schema'], change: () => '', at: parentOf },
  { name: 'a missing field at the top', files: ROLES, line: /^summary: .*\.$/, rules: ['schema'], change: () => '', at: () => 0 },
  { name: 'text for true or false', files: SERVICES, line: /^ {4}supported: (?:true|false)$/, rules: ['schema'], change: (line) => line.replace(/(true|false)$/, "'$1'") },
  { name: 'a number for text', files: ANY, line: /^(?:title|name|summary|code): /, rules: ['schema'], change: (line) => line.replace(/: .*/, ': 42') },
  { name: 'text for a list', files: CONTROLS, line: /^roles: \[/, rules: ['schema'], change: (line) => line.replace(/\[([^,\]]+).*\]/, '$1') },
  { name: 'an empty field', files: ANY, line: /^(?:summary|title|name): /, rules: ['schema'], change: (line) => line.replace(/: .*/, ": ''") },
  { name: 'a role that does not exist', files: CONTROLS, line: /^roles: \[/, rules: ['known-ids', 'schema'], change: (line, random) => line.replace(/\[([^,\]]+)/, (_all, role: string) => `[${typo(role, random)}`) },
  { name: 'a control that does not exist', files: FEATURES, line: /^control: /, rules: ['known-ids'], change: (line) => `${line}9` },
  { name: 'a requirement that does not exist', files: CONTROLS, line: /^ {2}cis-v8: \['/, rules: ['known-ids', 'crosscheck'], change: (line) => line.replace(/\['[\d.]+'/, "['99.9'") },
  { name: 'a feature that does not exist', files: SERVICES, line: /^ {2}[a-z-]{12,}:$/, rules: ['known-ids', 'crosscheck', 'complete', 'schema'], change: (line, random) => line.replace(/[a-z-]+/, (slug) => typo(slug, random)) },
  { name: 'a title with a typo', files: CONTROLS, line: /^title: [\w ]+ [a-z]{5,}$/, rules: ['crosscheck'], change: (line, random) => line.replace(/[a-z]{5,}$/, (word) => typo(word, random)) },
  { name: 'a reference with a typo', files: SERVICES, line: /^ {8}url: https.*[a-z]{4}$/, rules: ['crosscheck'], change: (line, random) => line.replace(/[a-z]{4,}$/, (word) => typo(word, random)), at: (lines, index) => lines.findLastIndex((line, number) => number < index && line === '    references:') },
  { name: 'an address without scheme', files: ANY, line: /^ +url: https:/, rules: ['schema'], change: (line) => line.replace('https://', '') },
  { name: 'a code in lower case', files: FEATURES, line: /^code: /, rules: ['schema'], change: (line) => line.toLowerCase() },
  { name: 'a broken GUID', files: CONTROLS, line: /^ {4}id: /, rules: ['schema'], change: (line) => line.slice(0, -1) },
  { name: 'a key twice', files: ANY, line: /^(?:title|name|code|summary): /, rules: ['valid-yaml'], change: (line) => `${line}\n${line}`, reach: 1 },
  { name: 'a code twice', files: FEATURES, line: /^code: /, rules: ['unique-ids'], change: (line) => (line === 'code: PL' ? 'code: VNET' : 'code: PL') },
  { name: 'a space too few', files: SERVICES, line: /^ {4}enabledByDefault:/, rules: ['valid-yaml'], change: (line) => line.slice(1), reach: 1 },
  { name: 'a space too many', files: SERVICES, line: /^ {4}responsibility:/, rules: ['valid-yaml'], change: (line) => ` ${line}`, reach: 1, at: (_lines, index) => index - 1 },
  { name: 'a tab', files: SERVICES, line: /^ {4}supported:/, rules: ['valid-yaml'], change: (line) => line.replace('    ', '\t'), reach: 1 },
  { name: 'a colon without quotes', files: ANY, line: /^(?:title|summary|duties): [^'">|]/, rules: ['valid-yaml'], change: (line) => line.replace(/: /, ': Note: '), reach: 1 },
  { name: 'a quote that does not close', files: ROLES, line: /^summary: /, rules: ['valid-yaml'], change: (line) => line.replace(': ', ": '").replaceAll("'", '"').replace(/"$/, ''), reach: 9 },
  { name: 'a merge marker', files: ANY, line: ALL_KEYS, rules: ['readable-file'], change: (line) => `<<<<<<< HEAD\n${line}` },
  { name: 'a dead link', files: PROSE, line: /\]\(\/features\/[a-z-]+\//, rules: ['links'], change: (line, random) => line.replace(/(?<=\]\(\/features\/)[a-z-]+/, (slug) => typo(slug, random)) },
  { name: 'a link without its last slash', files: PROSE, line: /\]\(\/[a-z]+\/[\w-]+\/\)/, rules: ['links'], change: (line) => line.replace(/(\]\(\/[a-z]+\/[\w-]+)\/\)/, '$1)') },
  { name: 'a wrong heading', files: CONTROLS, line: /^## Why it matters$/, rules: ['headings'], change: () => '## Why this matters' },
  { name: 'a heading of the wrong level', files: FEATURES, line: /^## What it is$/, rules: ['headings'], change: (line) => line.slice(1) },
  { name: 'the wrong section for the facts', files: GUIDANCE, line: /^## (?:Configure|Compensate|Inherit)$/, rules: ['headings'], change: () => '## Verify' },
  { name: 'a misspelled word', files: CONTROLS, line: /^[A-Z][^`\]]*\b(?:access|network|attacker|account|without|because|security)\b/, rules: ['spelling'], change: (line) => line.replace(/\b(access|network|attacker|account|without|because|security)\b/, (word) => `${word.slice(0, 2)}q${word.slice(2)}`) },
  { name: 'an old name', files: PROSE, line: /^[A-Z][^`[\]]*\.$/, rules: ['terms'], change: (line) => `${line} Use Azure AD.` },
  { name: 'a bare address', files: PROSE, line: /^[A-Z][^`[\]]*\.$/, rules: ['links'], change: (line) => `${line} See https://example.org/page.` },
  { name: 'a brace', files: PROSE, line: /^[A-Z][^`[\]]*\.$/, rules: ['safe-mdx'], change: (line) => `${line} Set {mode}.` },
  { name: 'an angle', files: PROSE, line: /^[A-Z][^`[\]]*\.$/, rules: ['safe-mdx'], change: (line) => `${line} Type <name>.`, reach: 40 },
]; // prettier-ignore

/** Slips of a whole file, whatever its lines are. */
const WHOLE: readonly { name: string; change: (text: string) => Uint8Array; line: (text: string) => number }[] = [
  { name: 'CRLF', change: (text) => Buffer.from(text.replaceAll('\n', '\r\n')), line: () => 1 },
  { name: 'a byte order mark', change: (text) => Buffer.from(`\uFEFF${text}`), line: () => 1 },
  {
    name: 'not UTF-8',
    change: (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xe9, 0x0a])]),
    line: (text) => text.split('\n').length,
  },
  { name: 'a zero-width space', change: (text) => Buffer.from(`${text}\u200B\n`), line: (text) => text.split('\n').length },
];

export interface RealFile {
  readonly file: string;
  readonly text: string;
}

/** `count` mutants, every kind as often as the others. */
export function mutantsOf(files: readonly RealFile[], count: number, seed: number): Mutant[] {
  const random = randomFrom(seed);
  const mutants: Mutant[] = [];
  for (let turn = 0; mutants.length < count; turn++) {
    const kind = turn % (KINDS.length + WHOLE.length);
    const whole = WHOLE[kind - KINDS.length];
    if (whole) {
      const { file, text } = pick(
        files.filter(({ file }) => ANY.test(file)),
        random,
      );
      mutants.push({ kind: whole.name, file, bytes: whole.change(text), lines: [whole.line(text)], rules: ['readable-file'] });
      continue;
    }
    const { name, files: where, line: what, rules, change, reach = 0, at } = KINDS[kind]!;
    const candidates = files.filter(({ file, text }) => where.test(file) && text.split('\n').some((line) => what.test(line)));
    const { file, text } = pick(candidates, random);
    const lines = text.split('\n');
    const index = pick(
      [...lines.keys()].filter((number) => what.test(lines[number]!)),
      random,
    );
    const after = change(lines[index]!, random);
    const changed = [...lines.slice(0, index), ...(after === '' ? [] : [after]), ...lines.slice(index + 1)].join('\n');
    const first = (at?.(lines, index) ?? index) + 1;
    // The fields of an MDX file start under its first fence.
    const start = at !== undefined && first === 1 && file.endsWith('.mdx') ? 2 : first;
    mutants.push({
      kind: name,
      file,
      bytes: Buffer.from(changed),
      lines: Array.from({ length: reach + 1 + (at && reach ? 1 : 0) }, (_, more) => start + more),
      rules,
    });
  }
  return mutants;
}
