import { FEATURE_SHEET, PROFILE_SHEET, type LockRow, type LockService } from '../../schemas/lock.ts';
import type { EntryFacts, ServiceData, SetAside } from '../../schemas/service.ts';
import { featureKey, foldSpace, normalAddress } from '../../src/catalog/upstream-text.ts';
import type { ContentRecord } from '../../src/catalog/records.ts';
import type { SourceFile } from '../content/source-file.ts';
import type { Finding } from '../finding.ts';
import { factText, PROFILE_FACTS } from '../upstream/changes.ts';
import { classifyRows, entryFacts, setAsideFacts, type Classified, type KnownFeature } from '../upstream/classify.ts';
import { PROFILE_ATTRIBUTES, type FeatureColumn } from '../upstream/service-workbook.ts';
import { differenceIn, quote, stateOf, type Comparison, type Difference, type Value } from './crosscheck-difference.ts';
import type { DeviationLedger } from './crosscheck-deviations.ts';

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
interface Sorted extends ServiceSides {
  readonly rows: Classified;
  readonly oldRows: Classified | undefined;
  /** Counts facts that are the same here and upstream, and another in the lock. */
  readonly adopted: { count: number };
}

const ENTRY_FIELDS = {
  supported: 'Feature Supported',
  enabledByDefault: 'Feature Enabled by Default',
  responsibility: 'Responsibility',
  references: 'Feature Reference',
} as const satisfies Partial<Record<keyof EntryFacts, FeatureColumn>>;
type EntryField = keyof typeof ENTRY_FIELDS;
const FIELDS = Object.keys(ENTRY_FIELDS) as EntryField[];

/** Every fact of one service against its workbook. `behind` counts facts that we have adopted and the lock has not. */
export function compareService(
  sides: ServiceSides,
  ledger: DeviationLedger,
): { differences: Difference[]; warnings: Finding[]; behind: number } {
  const { now, before, features, controls } = sides;
  const sorted: Sorted = {
    ...sides,
    adopted: { count: 0 },
    rows: classifyRows(now.rows, features, controls),
    oldRows: before && classifyRows(before.rows, features, controls),
  };
  const differences = [...compareProfile(sorted, ledger), ...compareEntries(sorted, ledger)];
  const aside = compareSetAside(sorted);
  const all = [...differences, ...aside.differences];
  return { differences: all, warnings: all.length === 0 ? aside.moved : [], behind: sorted.adopted.count };
}

function compareProfile({ record, source, now, before, adopted }: Sorted, ledger: DeviationLedger): Difference[] {
  return PROFILE_FACTS.flatMap((attribute) => {
    const comparison = {
      subject: record.id,
      file: record.file,
      place: () => source.placeOf(['profile', attribute]),
      label: `profile: "${attribute}"`,
      ours: record.data.profile[attribute],
      now: now.profile[attribute],
      before: before?.profile[attribute],
      where: `${now.file}, ${PROFILE_SHEET}, "${PROFILE_ATTRIBUTES[attribute]}"`,
      field: `profile.${attribute}`,
      from: 'service-workbook',
    } as const;
    noteAgreement(comparison, ledger, adopted);
    return differenceIn(comparison, ledger);
  });
}

function noteAgreement(comparison: Comparison, ledger: DeviationLedger, adopted: { count: number }): void {
  const now = factText(comparison.now);
  if (factText(comparison.ours) !== now) return;
  ledger.agree(comparison);
  if (comparison.before !== undefined && factText(comparison.before) !== now) adopted.count++;
}

function compareEntries(
  { record, source, now, before, features, controls, rows, oldRows, adopted }: Sorted,
  ledger: DeviationLedger,
): Difference[] {
  const { entries } = rows;
  const old = oldRows?.entries;

  return features.flatMap((feature): Difference[] => {
    const ours = Object.hasOwn(record.data.entries, feature.id) ? record.data.entries[feature.id] : undefined;
    const row = entries.get(feature.id);
    const oldRow = old?.get(feature.id);
    const label = `${feature.name} (${feature.control})`;
    if (!ours && !row) return [];
    if (!ours) return [missingEntry(feature, row!, label)];
    if (!row) return [rowlessEntry(feature, label, oldRow)];
    const upstream = entryFacts(row);
    return FIELDS.flatMap((field) => {
      const comparison = {
        subject: record.id,
        file: record.file,
        place: () => source.placeOf(['entries', feature.id, field], field === 'references' ? 'key' : 'value'),
        label: `${label}: "${field}"`,
        ours: comparable(ours[field]),
        now: comparable(upstream[field]),
        before: oldRow && comparable(entryFacts(oldRow)[field]),
        where: `${now.file}, ${FEATURE_SHEET}, row ${row.row}, "${ENTRY_FIELDS[field]}"`,
        field,
        feature: feature.id,
        from: 'service-workbook',
      } as const;
      noteAgreement(comparison, ledger, adopted);
      return differenceIn(comparison, ledger);
    });
  });

  function missingEntry(feature: KnownFeature, row: LockRow, label: string): Difference {
    const isNew = before !== undefined && !old!.has(feature.id);
    return {
      rule: 'crosscheck',
      severity: 'error',
      file: record.file,
      ...source.placeOf(['entries'], 'key'),
      subject: record.id,
      kind: 'missing entry',
      state: isNew ? 'upstream-moved' : 'ours-differs',
      message: `${label} has no entry here; upstream ${isNew ? 'has added it' : 'states it'} (${now.file}, ${FEATURE_SHEET}, row ${row.row})`,
      fix: `npm run ${isNew ? `adopt -- ${record.id} ${feature.id} --upstream DIR` : `import-baseline -- ${now.file}`}`,
    };
  }

  function rowlessEntry(feature: KnownFeature, label: string, oldRow: LockRow | undefined): Difference {
    const elsewhere = now.rows.find(
      (row) => foldSpace(row.feature) === foldSpace(feature.name) && row.control !== feature.control && controls.has(row.control),
    );
    const state = oldRow ? 'upstream-moved' : 'ours-differs';
    const place = {
      file: record.file,
      ...source.placeOf(['entries', feature.id], 'key'),
      subject: record.id,
      state,
      rule: 'crosscheck',
      severity: 'error',
    } as const;
    return elsewhere
      ? {
          ...place,
          kind: 'control',
          message: `${label}: this workbook files it under ${elsewhere.control} (${now.file}, ${FEATURE_SHEET}, row ${elsewhere.row}, "ASB Control ID")`,
          fix: `Delete the entry and list the row under "setAside", reason unknown-control: npm run import-baseline does both`,
        }
      : {
          ...place,
          kind: 'extra entry',
          message: `${label} has an entry here and no row upstream${oldRow ? `, which has dropped row ${oldRow.row}` : ''} (${now.file}, ${FEATURE_SHEET})`,
          fix: 'Delete the entry: an entry without a source is invented',
        };
  }
}

/** The same address may stand in the content in another of its spellings. */
const comparable = (value: EntryFacts[EntryField]): Value =>
  Array.isArray(value) ? value.map(({ title, url }) => ({ title: foldSpace(title), url: normalAddress(url) })) : (value as Value);

const ASIDE_FIELDS = [
  'reason',
  'supported',
  'enabledByDefault',
  'responsibility',
  'references',
  'row',
] as const satisfies readonly (keyof SetAside)[];

function compareSetAside({ record, source, now, fresh, features, missing, rows, oldRows }: Sorted): {
  differences: Difference[];
  moved: Finding[];
} {
  const { entries, setAside } = rows;
  const theirs = byOccurrence(setAside.map(setAsideFacts));
  const ours = byOccurrence(record.data.setAside);
  const old = oldRows && byOccurrence(oldRows.setAside.map(setAsideFacts));
  const indexOf = new Map(record.data.setAside.map((item, index) => [item, index]));
  const differences: Difference[] = [];
  const moved: Finding[] = [];
  const common = { rule: 'crosscheck', severity: 'error', file: record.file, subject: record.id } as const;

  for (const [key, row] of theirs) {
    const mine = ours.get(key);
    const where = `${now.file}, ${FEATURE_SHEET}, row ${row.row}`;
    if (!mine) {
      if (missing.has(foldSpace(row.feature))) continue;
      // An entry whose workbook files it elsewhere has been reported as such.
      if (
        row.reason === 'unknown-control' &&
        features.some(
          (feature) => feature.name === row.feature && Object.hasOwn(record.data.entries, feature.id) && !entries.has(feature.id),
        )
      )
        continue;
      const isNew = old !== undefined && !old.has(key);
      differences.push({
        ...common,
        ...source.placeOf([record.data.setAside.length > 0 ? 'setAside' : 'entries'], 'key'),
        kind: 'unaccounted row',
        state: isNew ? 'upstream-moved' : 'ours-differs',
        message: `${quote(row.feature)} under ${row.control} is a row that is neither an entry nor set aside here (${where}; reason: ${row.reason})`,
        fix: `npm run ${isNew ? `adopt -- ${record.id} --upstream DIR` : `import-baseline -- ${now.file}`}`,
      });
      continue;
    }
    const index = indexOf.get(mine)!;
    for (const field of ASIDE_FIELDS) {
      const [a, b] = [factOf(mine, field), factOf(row, field)];
      if (a === b) continue;
      const was = old?.get(key);
      const state = stateOf(a, b, was && factOf(was, field));
      const place = source.placeOf(['setAside', index, field]);
      const message = `the row set aside for ${quote(row.feature)}: "${field}" is ${quote(a)} here and ${quote(b)} upstream (${where})`;
      if (field === 'row' && fresh && state === 'upstream-moved') {
        moved.push({ ...common, ...place, severity: 'warning', message, fix: `npm run adopt -- ${record.id} --upstream DIR` });
      } else
        differences.push({
          ...common,
          ...place,
          kind: `set aside: ${field}`,
          state,
          message,
          fix: state === 'ours-differs' ? `Write ${quote(b)}` : `npm run adopt -- ${record.id} --upstream DIR`,
        });
    }
  }
  for (const [key, mine] of ours) {
    if (theirs.has(key)) continue;
    const dropped = old?.has(key) === true;
    differences.push({
      ...common,
      ...source.placeOf(['setAside', indexOf.get(mine)!]),
      kind: 'extra row',
      state: dropped ? 'upstream-moved' : 'ours-differs',
      message: `${quote(mine.feature)} under ${mine.control} is set aside here and ${dropped ? 'gone' : 'no such row'} upstream (${now.file}, ${FEATURE_SHEET})`,
      fix: 'Delete it: a row without a source is invented',
    });
  }
  return { differences, moved: moved.slice(0, 1) };
}

const factOf = (row: SetAside, field: (typeof ASIDE_FIELDS)[number]): string =>
  field === 'row' ? String(row.row) : factText(comparable(row[field] as EntryFacts[EntryField]));

function byOccurrence(rows: readonly SetAside[]): ReadonlyMap<string, SetAside> {
  const counts = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const key = featureKey(row.feature, row.control);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [`${key} #${count}`, row];
    }),
  );
}
