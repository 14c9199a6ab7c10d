import type { LockRow } from '../../schemas/lock.ts';
import type { EntryFacts, SetAside } from '../../schemas/service.ts';
import type { SetAsideReason } from '../../schemas/vocabulary.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';

/** A feature of the catalogue, as far as rows of a workbook are concerned. */
export interface KnownFeature {
  readonly id: string;
  readonly name: string;
  readonly control: string;
}

export interface Classified {
  /** The row that states each feature, by the feature's id. */
  readonly entries: ReadonlyMap<string, LockRow>;
  readonly setAside: readonly { readonly row: LockRow; readonly reason: SetAsideReason }[];
}

/** Sorts a workbook's rows into entries and rows set aside, each with its reason: none is lost, and none is made up. */
export function classifyRows(rows: readonly LockRow[], features: readonly KnownFeature[], controls: ReadonlySet<string>): Classified {
  const byName = new Map(features.map((feature) => [foldSpace(feature.name), feature]));
  const entries = new Map<string, LockRow>();
  const setAside: { row: LockRow; reason: SetAsideReason }[] = [];
  for (const row of rows) {
    const feature = byName.get(foldSpace(row.feature));
    const reason = reasonFor(row, feature, controls, entries);
    if (feature && reason === undefined) entries.set(feature.id, row);
    else setAside.push({ row, reason: reason ?? 'unknown-feature' });
  }
  return { entries, setAside };
}

function reasonFor(
  row: LockRow,
  feature: KnownFeature | undefined,
  controls: ReadonlySet<string>,
  entries: ReadonlyMap<string, LockRow>,
): SetAsideReason | undefined {
  if (row.feature === 'No Related Feature' || row.supported === 'no-related-feature' || row.enabledByDefault === 'no-related-feature')
    return 'no-related-feature';
  if (!feature) return 'unknown-feature';
  if (row.control === 'None') return 'no-control';
  if (!controls.has(row.control) || row.control !== feature.control) return 'unknown-control';
  return entries.has(feature.id) ? 'duplicate' : undefined;
}

/** The facts of an entry, from the row that states it. */
export function entryFacts(row: LockRow): EntryFacts {
  const { supported, enabledByDefault, responsibility, references } = row;
  if (supported === 'no-related-feature' || enabledByDefault === 'no-related-feature')
    throw new Error('a row without a feature is no entry');
  return { supported, enabledByDefault, responsibility, references };
}

export const setAsideFacts = ({ row, reason }: Classified['setAside'][number]): SetAside => ({
  row: row.row,
  feature: row.feature,
  control: row.control,
  reason,
  supported: row.supported,
  enabledByDefault: row.enabledByDefault,
  responsibility: row.responsibility,
  references: row.references,
});
