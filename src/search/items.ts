import type { Action, Responsibility } from '../../schemas/vocabulary.ts';
import { factsOf, type EntryFacts, type SearchNames } from './names.ts';
import { fold, inBrackets, isLight, squeeze, stem, variants } from './words.ts';

/** Everything that can be found, and the words it can be found by. */

/** In the order in which equals are shown. */
export const KINDS = [
  'control',
  'feature',
  'service',
  'entry',
  'checklist',
  'role',
  'domain',
  'guide',
  'page',
  'term',
  'framework',
  'requirement',
] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_WORDS: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  control: { one: 'control', many: 'Controls' },
  feature: { one: 'feature', many: 'Features' },
  service: { one: 'service', many: 'Services' },
  entry: { one: 'entry', many: 'Entries of services' },
  checklist: { one: 'checklists', many: 'Checklists' },
  role: { one: 'role', many: 'Roles' },
  domain: { one: 'domain', many: 'Domains' },
  guide: { one: 'guide', many: 'Guides' },
  page: { one: 'page', many: 'Pages' },
  term: { one: 'glossary', many: 'Glossary' },
  framework: { one: 'framework', many: 'Frameworks' },
  requirement: { one: 'requirement of a framework', many: 'Requirements of frameworks' },
};

export interface Item {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  /** Place in its list: the order among equals. */
  readonly order: number;
  readonly names: readonly Name[];
  /** Words that help to find the item and are not its name. */
  readonly context: readonly number[];
  readonly domain: string;
  readonly service: string;
  /** Its part of an item code such as IOTC-NS-2-PL; '' for kinds that have none. */
  readonly code: string;
  /** The control that a feature serves; '' for other kinds. */
  readonly control: string;
}

export interface EntryItem {
  readonly kind: 'entry';
  /** `<service>/<feature>` */
  readonly id: string;
  readonly order: number;
  readonly of: Item;
  readonly feature: Item;
  readonly facts: EntryFacts;
  readonly domain: string;
  readonly service: string;
}

export type Found = Item | EntryItem;

/** How a name belongs to its item: an id or code, its name, or another name. */
export const ID = 2;
export const NAME = 1;
export const OTHER = 0;

export interface Name {
  readonly standing: typeof ID | typeof NAME | typeof OTHER;
  readonly text: string;
  readonly squeezed: string;
  readonly words: readonly number[];
  /** Without the words that names share. */
  readonly core: string;
  /** The sum of its words' weights. */
  readonly weight: number;
}

export interface Vocabulary {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly weights: readonly number[];
}

export interface Index {
  /** The build of the full-text index that belongs to these names. */
  readonly text: string;
  readonly vocabulary: Vocabulary;
  /** All but the entries. */
  readonly items: readonly Item[];
  readonly services: readonly Item[];
  readonly features: readonly Item[];
  readonly entries: readonly EntryItem[];
  /** Entries by item code, squeezed: `iotcns2pl`. */
  readonly byCode: ReadonlyMap<string, EntryItem>;
  /** Entries by place of service, then of feature. */
  readonly entryAt: readonly (readonly (EntryItem | undefined)[])[];
  /** For each feature, by id: how many services support it, and how many have an entry. */
  readonly support: ReadonlyMap<string, { readonly yes: number; readonly no: number; readonly all: number }>;
  readonly domainNames: ReadonlyMap<string, string>;
  readonly actionLabels: ReadonlyMap<Action, string>;
  readonly responsibilityLabels: ReadonlyMap<Responsibility, string>;
}

const LIGHT_WEIGHT = 0.25;

/** What each of the list becomes, one a step. */
function* each<From, To>(list: Iterable<From>, make: (from: From) => To): Generator<undefined, To[]> {
  const made: To[] = [];
  for (const from of list) {
    made.push(make(from));
    yield;
  }
  return made;
}

/** The index, made in small steps: a browser that has little time does something else between them. */
export function* indexInSteps(names: SearchNames): Generator<undefined, Index> {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    let number = numbers.get(word);
    if (number === undefined) {
      number = words.push(word) - 1;
      numbers.set(word, number);
    }
    return number;
  };
  const wordsOf = (text: string): number[] => text.split(' ').map(numberOf);

  const name = (text: string, standing: Name['standing']): Name => {
    const parts = text.split(' ');
    const heavy = parts.filter((word) => !isLight(word));
    return {
      standing,
      text,
      squeezed: squeeze(text),
      words: parts.map(numberOf),
      core: (heavy.length > 0 ? heavy : parts).join(' '),
      weight: parts.reduce((sum, word) => sum + (isLight(word) ? LIGHT_WEIGHT : 1), 0),
    };
  };
  const namesOf = (ids: readonly string[], names: readonly string[], others: readonly string[]): Name[] => {
    const seen = new Set<string>();
    const list: Name[] = [];
    const add = (text: string, standing: Name['standing']): void => {
      if (text === '' || seen.has(text)) return;
      seen.add(text);
      list.push(name(text, standing));
    };
    for (const id of ids) add(fold(id), ID);
    for (const main of names) for (const text of variants(main)) add(text, NAME);
    for (const other of others) for (const text of variants(other)) add(text, OTHER);
    return list;
  };

  let order = 0;
  const item = (
    kind: Kind,
    id: string,
    title: string,
    of: readonly Name[],
    more: Partial<Pick<Item, 'context' | 'domain' | 'service' | 'code' | 'control'>> = {},
  ): Item => ({
    kind,
    id,
    title,
    order: order++,
    names: of,
    context: [],
    domain: '',
    service: '',
    code: '',
    control: '',
    ...more,
  });

  const domainNames = new Map(names.domains);
  const titles = new Map(names.controls.map(([id, title]) => [id, title]));
  const domainOf = (control: string): string => control.slice(0, control.indexOf('-'));

  const controls = yield* each(names.controls, ([id, title, others]) =>
    item('control', id, `${id} ${title}`, namesOf([id], [title, `${id} ${title}`], others), {
      domain: domainOf(id),
      context: wordsOf(fold(domainNames.get(domainOf(id))!)),
    }),
  );
  const features = yield* each(names.features, ([id, title, code, control, others]) =>
    item('feature', id, title, namesOf([code, `${control} ${code}`, id], [title], others), {
      domain: domainOf(control),
      context: wordsOf(fold(`${control} ${titles.get(control) ?? ''}`)),
      code,
      control,
    }),
  );
  const services = yield* each(names.services, ([id, title, code, others]) =>
    item('service', id, title, namesOf([code, id], [title], [...inBrackets(title), ...others]), { service: id, code }),
  );
  const rest = [
    ...(yield* each(names.services, ([id, title, code]) =>
      item(
        'checklist',
        id,
        `Checklists for ${title}`,
        namesOf([], [`Checklists for ${title}`, `${title} checklist`], [`${code} checklist`]),
        { service: id },
      ),
    )),
    ...(yield* each(names.roles, ([id, title, others]) => item('role', id, title, namesOf([], [title], others)))),
    ...(yield* each(names.domains, ([id, title]) => item('domain', id, title, namesOf([id], [title], []), { domain: id }))),
    ...(yield* each(names.guides, ([id, title]) => item('guide', id, title, namesOf([], [title, id], [])))),
    ...(yield* each(names.pages, ([path, title, others]) => item('page', path, title, namesOf([], [title], others)))),
  ];
  for (const [framework, name, version, requirements] of names.frameworks) {
    // NIST for NIST SP 800-53, CIS for CIS Controls, PCI for PCI DSS.
    const [maker = ''] = name.split(' ');
    rest.push(
      item(
        'framework',
        framework,
        `${name} ${version}`,
        namesOf([framework], [`${name} ${version}`, name], [maker, `${maker} ${version}`]),
      ),
      ...(yield* each(requirements, ([id, title]) =>
        item(
          'requirement',
          `${framework}/${id}`,
          `${maker} ${id} ${title}`.trim(),
          namesOf(
            [id],
            [`${maker} ${id} ${title}`.trim(), `${id} ${title}`.trim(), `${maker} ${id}`, title],
            [`${maker} ${version} ${id}`],
          ),
          { context: wordsOf(fold(name)) },
        ),
      )),
    );
  }
  rest.push(...(yield* each(names.terms, ([id, title, others]) => item('term', id, title, namesOf([], [title], [id, ...others])))));

  const entries: EntryItem[] = [];
  const entryAt = yield* each(services.entries(), ([place, service]) =>
    features.map((feature, at) => {
      const facts = factsOf(names, names.services[place]![4], at);
      if (!facts) return undefined;
      const entry: EntryItem = {
        kind: 'entry',
        id: `${service.id}/${feature.id}`,
        order: order++,
        of: service,
        feature,
        facts,
        domain: feature.domain,
        service: service.id,
      };
      entries.push(entry);
      return entry;
    }),
  );
  const support = new Map(
    yield* each(features.entries(), ([at, feature]) => {
      const facts = entryAt.flatMap((row) => (row[at] ? [row[at].facts[2]] : []));
      return [
        feature.id,
        { yes: facts.filter((fact) => fact === true).length, no: facts.filter((fact) => fact === false).length, all: facts.length },
      ] as const;
    }),
  );

  return {
    text: names.text,
    vocabulary: { words, stems: yield* each(words, stem), weights: words.map((word) => (isLight(word) ? LIGHT_WEIGHT : 1)) },
    items: [...controls, ...features, ...services, ...rest],
    services,
    features,
    entries,
    byCode: new Map(yield* each(entries, (entry) => [codeOf(entry).toLowerCase().replaceAll('-', ''), entry] as const)),
    entryAt,
    support,
    domainNames,
    actionLabels: new Map(names.labels.actions),
    responsibilityLabels: new Map(names.labels.responsibilities),
  };
}

export const titleOf = (found: Found): string => ('title' in found ? found.title : `${found.of.title}: ${found.feature.title}`);

/** `IOTC-NS-2-PL`; '' for all but entries. */
export const codeOf = (found: Found): string => ('facts' in found ? `${found.of.code}-${found.feature.control}-${found.feature.code}` : '');

export const actionOf = (found: Found): Action | undefined => ('facts' in found ? found.facts[0] : undefined);
export const responsibilityOf = (found: Found): Responsibility | undefined => ('facts' in found ? found.facts[1] : undefined);
