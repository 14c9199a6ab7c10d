import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml';
import type { EntryFacts, Profile, SetAside } from '../../schemas/service.ts';

/** What a workbook brings to a service's file. */
export interface ServiceFacts {
  readonly profile: Profile;
  /** In the order in which the file lists them. */
  readonly entries: ReadonlyMap<string, EntryFacts>;
  readonly setAside: readonly SetAside[];
}

/** What people decide about a service, and no workbook knows. */
export interface ServiceNames {
  readonly name: string;
  readonly code: string;
}

const ORDER = ['name', 'code', 'otherNames', 'profile', 'entries', 'setAside', 'policies', 'deviations'];

/**
 * The text of a service's file with these facts in it: the very same text where they are there already.
 * Names, policies, deviations and comments of a file that exists are kept.
 */
export function withFacts(text: string | undefined, names: ServiceNames, facts: ServiceFacts): string {
  const document: Document = text === undefined ? new Document({}) : parseDocument(text);
  const root = document.contents;
  if (!isMap(root)) throw new Error('the file is no group of fields; npm run check says more');
  const file = new FileOfFacts(document, root as YAMLMap);
  if (text === undefined) {
    file.set(root as YAMLMap, 'name', names.name);
    file.set(root as YAMLMap, 'code', names.code);
  }

  const profile = file.group(root as YAMLMap, 'profile');
  for (const [field, value] of Object.entries(facts.profile)) file.set(profile, field, value);

  const entries = file.group(root as YAMLMap, 'entries');
  for (const [feature, { references, ...states }] of facts.entries) {
    const entry = file.group(entries, feature);
    for (const [field, value] of Object.entries(states)) file.set(entry, field, value);
    file.setList(entry, 'references', references);
  }
  file.keepOnly(entries, [...facts.entries.keys()]);
  file.setList(
    root as YAMLMap,
    'setAside',
    facts.setAside.map(({ references, ...row }) => (references.length === 0 ? row : { ...row, references })),
  );
  if (!file.changed) return text!;
  file.sort(root as YAMLMap, ORDER);
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

/** Edits a YAML document value by value, so that what does not change keeps its comments. */
class FileOfFacts {
  changed = false;
  readonly #document: Document;

  constructor(document: Document, root: YAMLMap) {
    this.#document = document;
    root.flow = false;
  }

  group(parent: YAMLMap, key: string): YAMLMap {
    const found: unknown = parent.get(key, true);
    if (isMap(found)) return found as YAMLMap;
    const group = this.#document.createNode({}) as YAMLMap;
    parent.set(this.#document.createNode(key), group);
    this.changed = true;
    return group;
  }

  set(parent: YAMLMap, key: string, value: unknown): void {
    const found: unknown = parent.get(key, true);
    const current: unknown =
      found && typeof found === 'object' && 'toJS' in found
        ? (found as { toJS(document: Document): unknown }).toJS(this.#document)
        : undefined;
    if (isSame(current, value)) return;
    this.changed = true;
    if (isScalar(found) && typeof value !== 'object') {
      // A new scalar node would lose the comment behind the old one.
      found.value = value;
      delete found.source;
      delete found.type;
      return;
    }
    const node = this.#document.createNode(value, { flow: Array.isArray(value) && value.every((item) => typeof item === 'string') });
    if (parent.has(key)) parent.set(key, node);
    else parent.set(this.#document.createNode(key), node);
  }

  /** An empty list is not written down. */
  setList(parent: YAMLMap, key: string, value: readonly object[]): void {
    if (value.length > 0) this.set(parent, key, value);
    else if (parent.has(key) && !isSame(parent.toJSON()[key], [])) {
      parent.delete(key);
      this.changed = true;
    }
  }

  keepOnly(parent: YAMLMap, keys: readonly string[]): void {
    for (const key of keysOf(parent)) {
      if (keys.includes(key)) continue;
      parent.delete(key);
      this.changed = true;
    }
    this.sort(parent, keys);
  }

  sort(parent: YAMLMap, keys: readonly string[]): void {
    const place = (pair: Pair): number => keys.indexOf(keyOf(pair)) + 1 || keys.length + 1;
    const sorted = [...parent.items].sort((a, b) => place(a) - place(b));
    if (isSame(sorted.map(keyOf), keysOf(parent))) return;
    parent.items = sorted;
    this.changed = true;
  }
}

/** Prototypes and the order of keys are no part of a fact. */
const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b));
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const keyOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);
const keysOf = (map: YAMLMap): string[] => map.items.map((pair) => keyOf(pair));
