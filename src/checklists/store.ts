import type { Assessment, PackSnapshot } from './assessment.ts';
import { parsePack } from './parse-pack.ts';
import { LIMITS, parseRecord, recordJson, textOf, timeOf } from './parse-record.ts';
import { ProblemList } from './problems.ts';
import { blankRecord, change, mergeRecords, undoing, type Change, type ItemRecord } from './record.ts';
import { FORMAT, VERSION } from './version.ts';

/**
 * The saved state: one key an item, so that two tabs that tick two items never meet; and where they answer the
 * same item, whoever hears of the other's write merges it and writes the sum back. Nothing is overwritten unseen.
 */

/** What is needed of localStorage. */
export interface Shelf {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface About {
  readonly id: string;
  readonly name: string;
  readonly named: string;
  readonly created: string;
  /** When it was put in the bin; '' where it was not. The bin is emptied after a month. */
  readonly binned: string;
}

/** `blocked`: the browser keeps nothing for this site. `full`: there is no room left. */
export type Saving = 'saved' | 'blocked' | 'full';

/** Brings back what one step changed. */
export interface Step {
  readonly label: string;
  readonly undo: () => void;
}

export const ABOUT = 'plumbline:assessment:';
export const ITEM = 'plumbline:item:';
export const PACK = 'plumbline:pack:';
const CURRENT = 'plumbline:current';
const DAMAGED = 'plumbline:damaged:';
const BIN_DAYS = 30;

export interface StoreOptions {
  readonly shelf: Shelf;
  /** The browser keeps nothing for this site: the shelf lasts as long as the page. */
  readonly blocked?: boolean;
  readonly replica: string;
  readonly newId: () => string;
  readonly now: () => string;
  /** Something on the screen may have to change; `undefined` stands for everything. */
  readonly changed: (codes: ReadonlySet<string> | undefined) => void;
}

export class Store {
  readonly #options: StoreOptions;
  #about: About;
  #items = new Map<string, ItemRecord>();
  #packs = new Map<string, PackSnapshot>();
  /** Written since this page came, or refused: what is not on the shelf yet. */
  #unwritten = new Map<string, string>();
  saving: Saving;
  savedAt = '';
  /** Keys of saved values that could not be read. They are left as they are. */
  damaged: readonly string[] = [];

  constructor(options: StoreOptions) {
    this.#options = options;
    this.saving = options.blocked ? 'blocked' : 'saved';
    this.#about = this.#blank('My assessment');
    this.#emptyBin();
    const current = this.#read(CURRENT);
    const about = parseAbout(this.#read(ABOUT + current)) ?? this.assessments().find((candidate) => candidate.id !== this.#about.id);
    if (about && about.binned === '') this.#load(about);
    else if (current !== null && /^[a-z0-9]{8,40}$/.test(current) && this.#read(ABOUT + current) === null)
      this.#about = { ...this.#about, id: current };
    // The id is agreed on before the first answer, so that two tabs that begin at once begin the same assessment.
    else this.#write([[CURRENT, this.#about.id]]);
    if (this.damaged.length === 0) this.damaged = this.#unreadable();
  }

  get about(): About {
    return this.#about;
  }
  get records(): ReadonlyMap<string, ItemRecord> {
    return this.#items;
  }
  record(code: string): ItemRecord {
    return this.#items.get(code) ?? blankRecord(code);
  }
  pack(key: string): PackSnapshot | undefined {
    return this.#packs.get(key);
  }
  get hasUnwritten(): boolean {
    return this.#unwritten.size > 0;
  }

  /** All that are not in the bin, by name; the one at hand even before anything of it is saved. */
  assessments(): About[] {
    const found = this.#keys(ABOUT).flatMap((key) => {
      const about = parseAbout(this.#read(key));
      return about && about.binned === '' && about.id !== this.#about.id ? [about] : [];
    });
    return [...found, ...(this.#about.binned === '' ? [this.#about] : [])].sort((a, b) =>
      a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
    );
  }

  whole(): Assessment {
    const { id, name, named, created } = this.#about;
    return { id, name, named, created, packs: this.#packs, items: this.#items };
  }

  /** Answers, cleared or given: on the screen at once, then on the shelf. */
  edit(label: string, changes: ReadonlyMap<string, Change>, known?: ItemRecord['clock']): Step {
    const { replica } = this.#options;
    const back = new Map<string, Change>();
    for (const [code, said] of changes) {
      const before = this.record(code);
      back.set(code, undoing(before, said));
      this.#items.set(code, change(before, said, replica, known));
    }
    this.#save([...changes.keys()].map((code) => ITEM + this.#about.id + ':' + code));
    this.#options.changed(new Set(changes.keys()));
    const assessment = this.#about.id;
    return {
      label,
      undo: () => {
        this.open(assessment);
        this.edit(label, back);
      },
    };
  }

  /** Remembers what a pack holds today. */
  look(pack: Omit<PackSnapshot, 'at'>): Step {
    const before = this.#packs.get(pack.pack);
    const put = (snapshot: PackSnapshot) => {
      this.#packs.set(pack.pack, snapshot);
      this.#save([PACK + this.#about.id + ':' + pack.pack]);
      this.#options.changed(undefined);
    };
    put({ ...pack, at: this.#options.now() });
    return {
      label: 'news read',
      undo: () => before && put({ ...before, at: this.#options.now() }),
    };
  }

  open(id: string): boolean {
    if (id === this.#about.id) return true;
    const about = this.assessments().find((candidate) => candidate.id === id) ?? parseAbout(this.#read(ABOUT + id));
    if (!about) return false;
    this.#load(about);
    this.#write([[CURRENT, id]]);
    this.#options.changed(undefined);
    return true;
  }

  // ---- what manage.ts and take.ts are made of ----

  now(): string {
    return this.#options.now();
  }

  /** Begins an assessment, and says which. */
  begin(name: string): string {
    this.#about = this.#blank(name);
    this.#items = new Map();
    this.#packs = new Map();
    this.#save([ABOUT + this.#about.id]);
    this.#write([[CURRENT, this.#about.id]]);
    this.#options.changed(undefined);
    return this.#about.id;
  }

  aboutOf(id: string): About | undefined {
    return id === this.#about.id ? this.#about : parseAbout(this.#read(ABOUT + id));
  }

  describe(id: string, words: Partial<About>): void {
    const about = { ...(this.aboutOf(id) ?? this.#about), ...words };
    if (about.id === this.#about.id) this.#about = about;
    this.#write([[ABOUT + about.id, aboutText(about)]]);
    this.#options.changed(undefined);
  }

  /** Opens what comes first by name, where the one at hand went into the bin. */
  openAny(): void {
    const about = this.assessments()[0];
    if (!about) return void this.begin('My assessment');
    this.#load(about);
    this.#write([[CURRENT, about.id]]);
    this.#options.changed(undefined);
  }

  /** Opens this in place of what is there under its id: as a whole, or not at all where there is no room. */
  replace({ id, name, named, created, items, packs }: Assessment): boolean {
    const about: About = { id, name, named, created, binned: '' };
    const isWritten = this.#writeAll([
      [ABOUT + id, aboutText(about)],
      [CURRENT, id],
      ...[...items.values()].map((record): [string, string] => [ITEM + id + ':' + record.code, recordText(record)]),
      ...[...packs.values()].map((pack): [string, string] => [PACK + id + ':' + pack.pack, JSON.stringify(pack)]),
    ]);
    if (!isWritten) return false;
    this.#about = about;
    this.#items = new Map(items);
    this.#packs = new Map(packs);
    this.#options.changed(undefined);
    return true;
  }

  /** What another tab wrote. */
  receive(key: string | null, value: string | null): void {
    if (key === null || value === null) return;
    if (key.startsWith(ABOUT)) {
      const about = parseAbout(value);
      if (about?.id === this.#about.id) {
        if (about.named < this.#about.named) this.#save([key]);
        else this.#about = about;
        if (about.binned !== '') this.openAny();
      }
      this.#options.changed(about?.id === this.#about.id ? new Set() : undefined);
    } else if (key.startsWith(`${ITEM}${this.#about.id}:`)) {
      const theirs = parseItem(value);
      if (!theirs) return;
      const merged = mergeRecords(this.record(theirs.code), theirs);
      this.#items.set(theirs.code, merged);
      if (recordText(merged) !== value) this.#save([key]);
      this.#options.changed(new Set([theirs.code]));
    } else if (key.startsWith(`${PACK}${this.#about.id}:`)) {
      const pack = parseWith(value, parsePack);
      if (pack) this.#packs.set(pack.pack, pack);
      this.#options.changed(undefined);
    } else if (key === CURRENT && !this.#isBegun()) {
      const about = parseAbout(this.#read(ABOUT + value));
      if (about) this.#load(about);
      else this.#about = { ...this.#about, id: value };
      this.#options.changed(undefined);
    }
  }

  /** After a time in which this page could not hear of other tabs. */
  refresh(): void {
    for (const key of this.#keys(`${ITEM}${this.#about.id}:`)) {
      const value = this.#read(key);
      if (value !== null && value !== recordText(this.record(key.slice(ITEM.length + this.#about.id.length + 1)))) this.receive(key, value);
    }
    if (!this.#isBegun()) this.receive(CURRENT, this.#read(CURRENT));
  }

  /** Tries again to write what the shelf refused. */
  retry(): void {
    this.#save([]);
    this.#options.changed(new Set());
  }

  // ---- below: how it lies on the shelf ----

  #blank(name: string): About {
    const now = this.#options.now();
    return { id: this.#options.newId(), name, named: now, created: now, binned: '' };
  }

  #isBegun(): boolean {
    return this.#items.size > 0 || this.#read(ABOUT + this.#about.id) !== null;
  }

  #load(about: About): void {
    this.#about = about;
    this.#items = new Map();
    this.#packs = new Map();
    const damaged = this.#unreadable();
    for (const key of this.#keys(`${ITEM}${about.id}:`)) {
      const record = parseItem(this.#read(key) ?? '');
      if (record) this.#items.set(record.code, record);
      else {
        // Put aside under a name that nothing else writes to, before an answer takes the key.
        damaged.push(key);
        this.#write([[DAMAGED + key, this.#read(key) ?? '']]);
      }
    }
    for (const key of this.#keys(`${PACK}${about.id}:`)) {
      const pack = parseWith(this.#read(key) ?? '', parsePack);
      if (pack) this.#packs.set(pack.pack, pack);
    }
    this.damaged = damaged;
  }

  /** Assessments that are damaged, or that a newer version of the site wrote. */
  #unreadable(): string[] {
    return this.#keys(ABOUT).filter((key) => !parseAbout(this.#read(key)));
  }

  #emptyBin(): void {
    const oldest = new Date(Date.parse(this.#options.now()) - BIN_DAYS * 86_400_000).toISOString();
    for (const key of this.#keys(ABOUT)) {
      const about = parseAbout(this.#read(key));
      if (!about || about.binned === '' || about.binned > oldest) continue;
      for (const inner of [...this.#keys(`${ITEM}${about.id}:`), ...this.#keys(`${PACK}${about.id}:`), key])
        this.#options.shelf.removeItem(inner);
    }
  }

  #textOf(key: string): string {
    if (key.startsWith(ITEM)) return recordText(this.record(key.slice(ITEM.length + this.#about.id.length + 1)));
    if (key.startsWith(PACK)) return JSON.stringify(this.#packs.get(key.slice(PACK.length + this.#about.id.length + 1)));
    return aboutText(this.#about);
  }

  #save(keys: readonly string[]): void {
    for (const key of keys) this.#unwritten.set(key, this.#textOf(key));
    if (keys.length > 0 && this.#read(ABOUT + this.#about.id) === null) this.#unwritten.set(ABOUT + this.#about.id, aboutText(this.#about));
    this.#write([]);
  }

  /** Writes what it can; the rest waits for room, and the page says so. */
  #write(pairs: readonly (readonly [string, string])[]): void {
    for (const [key, value] of pairs) this.#unwritten.set(key, value);
    const { shelf, blocked } = this.#options;
    this.saving = blocked ? 'blocked' : 'saved';
    for (const [key, value] of [...this.#unwritten]) {
      try {
        // Another tab may have written since this one last heard of it.
        const merged = key.startsWith(ITEM) ? this.#withStored(key, value) : value;
        if (shelf.getItem(key) !== merged) {
          shelf.setItem(key, merged);
          if (key !== CURRENT) this.savedAt = this.#options.now();
        }
        this.#unwritten.delete(key);
      } catch {
        this.saving = 'full';
      }
    }
  }

  #withStored(key: string, value: string): string {
    const stored = this.#options.shelf.getItem(key);
    if (stored === null || stored === value) return value;
    const [theirs, ours] = [parseItem(stored), parseItem(value)];
    if (!theirs || !ours) return value;
    const merged = mergeRecords(ours, theirs);
    if (key.startsWith(`${ITEM}${this.#about.id}:`)) this.#items.set(merged.code, mergeRecords(this.record(merged.code), merged));
    return recordText(merged);
  }

  /** All of them, or none: what was there before comes back. */
  #writeAll(pairs: readonly (readonly [string, string])[]): boolean {
    const { shelf } = this.#options;
    const before = pairs.map(([key]) => [key, shelf.getItem(key)] as const);
    try {
      for (const [key, value] of pairs) shelf.setItem(key, value);
      this.savedAt = this.#options.now();
      return true;
    } catch {
      for (const [key] of before) shelf.removeItem(key);
      for (const [key, value] of before) if (value !== null) shelf.setItem(key, value);
      return false;
    }
  }

  #read(key: string): string | null {
    return this.#unwritten.get(key) ?? this.#options.shelf.getItem(key);
  }

  #keys(prefix: string): string[] {
    const { shelf } = this.#options;
    const written = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '');
    return [...new Set([...written, ...this.#unwritten.keys()])].filter((key) => key.startsWith(prefix)).sort();
  }
}

/** A shelf that lasts as long as the page. */
export function memoryShelf(): Shelf {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

export const recordText = (record: ItemRecord): string => JSON.stringify(recordJson(record));
const aboutText = (about: About): string => JSON.stringify({ format: FORMAT, version: VERSION, ...about });

function parseWith<T>(text: string, parse: (value: unknown, place: string, problems: ProblemList) => T | undefined): T | undefined {
  try {
    return parse(JSON.parse(text), '', new ProblemList());
  } catch {
    return undefined;
  }
}

const parseItem = (text: string): ItemRecord | undefined => parseWith(text, parseRecord);

function parseAbout(text: string | null): About | undefined {
  return text === null
    ? undefined
    : parseWith(text, (value, _, problems) => {
        const raw = value as Readonly<Record<string, unknown>>;
        // An older version is migrated before it gets here; a newer one is not ours to touch.
        if (raw['format'] !== FORMAT || raw['version'] !== VERSION) return undefined;
        const id = textOf(raw['id'], 'id', 40, problems, /^[a-z0-9]{8,40}$/);
        const name = textOf(raw['name'], 'name', LIMITS.name, problems, /\S/);
        const named = timeOf(raw['named'], 'named', problems);
        const created = timeOf(raw['created'], 'created', problems);
        const binned = raw['binned'] === '' ? '' : timeOf(raw['binned'], 'binned', problems);
        return id === undefined || name === undefined || named === undefined || created === undefined || binned === undefined
          ? undefined
          : { id, name, named, created, binned };
      });
}

/** Whether there is saved state of an older version. */
export const isOlder = (shelf: Shelf): boolean =>
  Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '').some(
    (key) => key.startsWith(ABOUT) && Number(/"version":(\d+)/.exec(shelf.getItem(key) ?? '')?.[1] ?? VERSION) < VERSION,
  );
