import type { LockService } from '../../schemas/lock.ts';
import type { EntryFacts, ServiceData, SetAside } from '../../schemas/service.ts';
import { foldSpace, normalAddress } from '../../src/catalog/upstream-text.ts';
import type { ContentRecord } from '../../src/catalog/records.ts';
import type { SourceFile } from '../content/source-file.ts';
import { factText } from '../upstream/changes.ts';
import { classifyRows, entryFacts, type Classified, type KnownFeature } from '../upstream/classify.ts';
import type { FeatureColumn } from '../upstream/service-workbook.ts';
import type { Value } from './crosscheck-difference.ts';

/** What the comparison of one service looks at. */
export interface ServiceSides {
  readonly record: ContentRecord<ServiceData>;
  readonly source: SourceFile;
  readonly now: LockService;
  /** What the lock says, where `now` is from fresh workbooks. */
  readonly before: LockService | undefined;
  readonly fresh: boolean;
  /** As upstream files them: a feature that upstream moved to another control is one finding, not one a service. */
  readonly features: readonly KnownFeature[];
  readonly controls: ReadonlySet<string>;
  /** Features that the catalogue lacks, which has been reported once for all services. */
  readonly missing: ReadonlySet<string>;
}

/** The same, with the rows of both workbooks sorted into entries and rows set aside. */
export interface Sorted extends ServiceSides {
  readonly rows: Classified;
  readonly oldRows: Classified | undefined;
  /** Counts facts that are the same here and upstream, and another in the lock. */
  readonly adopted: { count: number };
  /** Rows set aside here that state an entry upstream, as the row above them is gone; by the entry's feature. */
  readonly promoted: ReadonlyMap<string, SetAside>;
}

/** The column that each fact of an entry stands in. */
export const ENTRY_FIELDS = {
  supported: 'Feature Supported',
  enabledByDefault: 'Feature Enabled by Default',
  responsibility: 'Responsibility',
  references: 'Feature Reference',
} as const satisfies Partial<Record<keyof EntryFacts, FeatureColumn>>;
export type EntryField = keyof typeof ENTRY_FIELDS;
export const FIELDS = Object.keys(ENTRY_FIELDS) as EntryField[];

/** Sorts the rows of both workbooks into entries and rows set aside. */
export function sorted(sides: ServiceSides): Sorted {
  const { now, before, features, controls } = sides;
  const rows = classifyRows(now.rows, features, controls);
  const oldRows = before && classifyRows(before.rows, features, controls);
  return { ...sides, rows, oldRows, adopted: { count: 0 }, promoted: promotedRows(sides, rows) };
}

/** The same address may stand in the content in another of its spellings. */
export const comparable = (value: EntryFacts[EntryField]): Value =>
  Array.isArray(value) ? value.map(({ title, url }) => ({ title: foldSpace(title), url: normalAddress(url) })) : (value as Value);

export const sameFacts = (a: EntryFacts | SetAside, b: EntryFacts | SetAside): boolean =>
  FIELDS.every(
    (field) => factText(comparable(a[field] as EntryFacts[EntryField])) === factText(comparable(b[field] as EntryFacts[EntryField])),
  );

function promotedRows({ record, features }: ServiceSides, { entries, setAside }: Classified): ReadonlyMap<string, SetAside> {
  const promoted = new Map<string, SetAside>();
  for (const feature of features) {
    const ours = Object.hasOwn(record.data.entries, feature.id) ? record.data.entries[feature.id] : undefined;
    const row = entries.get(feature.id);
    if (!ours || !row) continue;
    const upstream = entryFacts(row);
    if (sameFacts(ours, upstream) || setAside.some((aside) => foldSpace(aside.row.feature) === feature.name)) continue;
    const repeated = record.data.setAside.find(
      (aside) => aside.reason === 'duplicate' && foldSpace(aside.feature) === feature.name && sameFacts(aside, upstream),
    );
    if (repeated) promoted.set(feature.id, repeated);
  }
  return promoted;
}
