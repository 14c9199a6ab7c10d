import { FEATURE_SHEET, PROFILE_SHEET, type LockRow } from '../../schemas/lock.ts';
import type { SetAside } from '../../schemas/service.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import type { Finding } from '../finding.ts';
import { factText, PROFILE_FACTS } from '../upstream/changes.ts';
import { entryFacts, type KnownFeature } from '../upstream/classify.ts';
import { PROFILE_ATTRIBUTES } from '../upstream/service-workbook.ts';
import { differenceIn, type Comparison, type Difference } from './crosscheck-difference.ts';
import type { DeviationLedger } from './crosscheck-deviations.ts';
import { compareSetAside } from './crosscheck-set-aside.ts';
import { comparable, ENTRY_FIELDS, FIELDS, sameFacts, sorted, type ServiceSides, type Sorted } from './crosscheck-sides.ts';

/** Every fact of one service against its workbook. `behind` counts facts that we have adopted and the lock has not. */
export function compareService(
  sides: ServiceSides,
  ledger: DeviationLedger,
): { differences: Difference[]; warnings: Finding[]; behind: number } {
  const both = sorted(sides);
  const differences = [...compareProfile(both, ledger), ...compareEntries(both, ledger)];
  const aside = compareSetAside(both);
  const all = [...differences, ...aside.differences];
  return { differences: all, warnings: all.length === 0 ? aside.moved : [], behind: both.adopted.count };
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
  { record, source, now, before, features, controls, rows, oldRows, adopted, promoted }: Sorted,
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
    const repeated = promoted.get(feature.id);
    if (repeated) return [goneButRepeated(feature, label, oldRow, row, repeated)];
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

  function goneButRepeated(
    feature: KnownFeature,
    label: string,
    oldRow: LockRow | undefined,
    row: LockRow,
    repeated: SetAside,
  ): Difference {
    const moved = oldRow !== undefined && sameFacts(entryFacts(oldRow), record.data.entries[feature.id]!);
    return {
      rule: 'crosscheck',
      severity: 'error',
      file: record.file,
      ...source.placeOf(['entries', feature.id], 'key'),
      subject: record.id,
      kind: 'extra entry',
      state: moved ? 'upstream-moved' : 'ours-differs',
      message: `${label}: no row upstream states this entry${moved ? ' any more' : ''}; the row set aside here as repeated (${repeated.row}) is the only one (${now.file}, ${FEATURE_SHEET}, row ${row.row})`,
      fix: moved ? `npm run adopt -- ${record.id} ${feature.id} --upstream DIR` : `npm run import-baseline -- ${now.file}`,
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
