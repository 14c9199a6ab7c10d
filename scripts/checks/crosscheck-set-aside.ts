import { FEATURE_SHEET } from '../../schemas/lock.ts';
import type { EntryFacts, SetAside } from '../../schemas/service.ts';
import { featureKey, foldSpace } from '../../src/catalog/upstream-text.ts';
import type { Finding } from '../finding.ts';
import { factText } from '../upstream/changes.ts';
import { setAsideFacts } from '../upstream/classify.ts';
import { quote, stateOf, type Difference } from './crosscheck-difference.ts';
import { comparable, sameFacts, type Sorted } from './crosscheck-sides.ts';

const FIELDS = [
  'reason',
  'supported',
  'enabledByDefault',
  'responsibility',
  'references',
  'row',
] as const satisfies readonly (keyof SetAside)[];

/** The rows that became no entry, here and upstream. Rows that have only moved are told once, and as a warning. */
export function compareSetAside(sides: Sorted): { differences: Difference[]; moved: Finding[] } {
  const { record, source, now, fresh, features, missing, rows, oldRows, promoted } = sides;
  const promotedHere = new Set(promoted.values());
  const ours = groups(record.data.setAside.filter((row) => !promotedHere.has(row)));
  const theirs = groups(rows.setAside.map(setAsideFacts));
  const old = oldRows && groups(oldRows.setAside.map(setAsideFacts));
  const differences: Difference[] = [];
  const moved: Finding[] = [];
  const common = { rule: 'crosscheck', severity: 'error', file: record.file, subject: record.id } as const;
  const whereIs = (row: SetAside): string => `${now.file}, ${FEATURE_SHEET}, row ${row.row}`;
  const adopt = `npm run adopt -- ${record.id} --upstream DIR`;

  for (const key of new Set([...theirs.keys(), ...ours.keys()])) {
    const before = old && (old.get(key) ?? []);
    const counterparts = new Map(before && paired(ours.get(key) ?? [], before));
    for (const [mine, row] of paired(ours.get(key) ?? [], theirs.get(key) ?? [])) {
      if (mine && row) differ(mine, row, counterparts.get(mine));
      else if (row) unaccounted(row, before);
      else if (mine) invented(mine, before);
    }
  }
  return { differences, moved: moved.slice(0, 1) };

  function differ(mine: SetAside, row: SetAside, was: SetAside | undefined): void {
    const index = record.data.setAside.indexOf(mine);
    for (const field of FIELDS) {
      const [a, b] = [factOf(mine, field), factOf(row, field)];
      if (a === b) continue;
      const state = stateOf(a, b, was && factOf(was, field));
      const place = source.placeOf(['setAside', index, field]);
      const message = `the row set aside for ${quote(row.feature)}: "${field}" is ${quote(a)} here and ${quote(b)} upstream (${whereIs(row)})`;
      if (field === 'row' && fresh && state === 'upstream-moved')
        moved.push({ ...common, ...place, severity: 'warning', message, fix: adopt });
      else
        differences.push({
          ...common,
          ...place,
          kind: `set aside: ${field}`,
          state,
          message,
          fix: state === 'ours-differs' ? `Write ${quote(b)}` : adopt,
        });
    }
  }

  function unaccounted(row: SetAside, before: readonly SetAside[] | undefined): void {
    if (missing.has(foldSpace(row.feature))) return;
    // An entry whose workbook files it elsewhere has been reported as such.
    const isEntry = features.some(
      ({ id, name }) => name === row.feature && Object.hasOwn(record.data.entries, id) && !rows.entries.has(id),
    );
    if (row.reason === 'unknown-control' && isEntry) return;
    const isNew = before !== undefined && before.length < (theirs.get(keyOf(row))?.length ?? 0);
    differences.push({
      ...common,
      ...source.placeOf([record.data.setAside.length > 0 ? 'setAside' : 'entries'], 'key'),
      kind: 'unaccounted row',
      state: isNew ? 'upstream-moved' : 'ours-differs',
      message: `${quote(row.feature)} under ${row.control} is a row that is neither an entry nor set aside here (${whereIs(row)}; reason: ${row.reason})`,
      fix: isNew ? adopt : `npm run import-baseline -- ${now.file}`,
    });
  }

  function invented(mine: SetAside, before: readonly SetAside[] | undefined): void {
    const dropped = before?.some((row) => sameFacts(row, mine)) === true;
    differences.push({
      ...common,
      ...source.placeOf(['setAside', record.data.setAside.indexOf(mine)]),
      kind: 'extra row',
      state: dropped ? 'upstream-moved' : 'ours-differs',
      message: `${quote(mine.feature)} under ${mine.control} is set aside here and ${dropped ? 'gone' : 'no such row'} upstream (${now.file}, ${FEATURE_SHEET})`,
      fix: dropped ? adopt : 'Delete it: a row without a source is invented',
    });
  }
}

const keyOf = (row: SetAside): string => featureKey(row.feature, row.control);

function groups(rows: readonly SetAside[]): ReadonlyMap<string, readonly SetAside[]> {
  const byKey = new Map<string, SetAside[]>();
  for (const row of rows) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
  return byKey;
}

/** Pairs what is the same, row number and all; then what has only moved; then the rest in order. */
function paired(ours: readonly SetAside[], theirs: readonly SetAside[]): [SetAside | undefined, SetAside | undefined][] {
  const pairs: [SetAside | undefined, SetAside | undefined][] = [];
  const [left, right] = [[...ours], [...theirs]];
  for (const isPair of [(a: SetAside, b: SetAside) => a.row === b.row && sameFacts(a, b), sameFacts, () => true]) {
    for (const mine of [...left]) {
      const row = right.find((candidate) => isPair(mine, candidate));
      if (!row) continue;
      pairs.push([mine, row]);
      left.splice(left.indexOf(mine), 1);
      right.splice(right.indexOf(row), 1);
    }
  }
  return [
    ...pairs,
    ...left.map((mine): [SetAside, undefined] => [mine, undefined]),
    ...right.map((row): [undefined, SetAside] => [undefined, row]),
  ];
}

const factOf = (row: SetAside, field: (typeof FIELDS)[number]): string =>
  field === 'row' ? String(row.row) : factText(comparable(row[field] as EntryFacts[keyof EntryFacts]));
