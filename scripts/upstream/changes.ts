import type { Reference } from '../../schemas/common.ts';
import type { Lock, LockBenchmark, LockControl, LockRow, LockService } from '../../schemas/lock.ts';
import { FEATURE_SHEET, PROFILE_SHEET } from '../../schemas/lock.ts';
import { byControlId, byText } from '../../src/catalog/order.ts';
import { featureKey } from '../../src/catalog/upstream-text.ts';

/** One thing that upstream says otherwise than before. */
export interface Change {
  /** A service's slug, or a control's id for the benchmark. */
  readonly subject: string;
  readonly kind: 'added' | 'removed' | 'fact' | 'prose';
  /** `Azure Private Link (NS-2): responsibility`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** `Feature Summary, row 12`; '' where there is none any more. */
  readonly where: string;
}

type Said = Pick<Lock, 'benchmark' | 'services'>;

/** What changed from one reading of upstream to the next, in the order of the benchmark and the services. */
export function changesBetween(before: Said, after: Said): Change[] {
  const slugs = [...new Set([...Object.keys(before.services), ...Object.keys(after.services)])].sort(byText);
  return [
    ...benchmarkChanges(before.benchmark, after.benchmark),
    ...slugs.flatMap((slug) => serviceChanges(slug, own(before.services, slug), own(after.services, slug))),
  ];
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

/** A fact as one line of text, for comparison and for messages. */
export function factText(value: string | boolean | readonly (string | Reference)[]): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return value.length === 0 ? 'none' : value.map((item) => (typeof item === 'string' ? item : `${item.title}: ${item.url}`)).join('; ');
}

export const ROW_FACTS = [
  'domain',
  'title',
  'supported',
  'enabledByDefault',
  'responsibility',
  'references',
] as const satisfies readonly (keyof LockRow)[];
export const PROFILE_FACTS = [
  'categories',
  'hostAccess',
  'deployableInVirtualNetwork',
  'storesContentAtRest',
] as const satisfies readonly (keyof LockService['profile'])[];

function serviceChanges(subject: string, before: LockService | undefined, after: LockService | undefined): Change[] {
  if (!before)
    return [{ subject, kind: 'added', what: `workbook ${after!.file}`, before: '', after: `${after!.rows.length} rows`, where: '' }];
  if (!after)
    return [{ subject, kind: 'removed', what: `workbook ${before.file}`, before: `${before.rows.length} rows`, after: '', where: '' }];
  const changes: Change[] = [];
  for (const field of PROFILE_FACTS) {
    const [old, now] = [factText(before.profile[field]), factText(after.profile[field])];
    if (old !== now) changes.push({ subject, kind: 'fact', what: `profile: ${field}`, before: old, after: now, where: PROFILE_SHEET });
  }
  const oldRows = rowsByKey(before.rows);
  const newRows = rowsByKey(after.rows);
  for (const [key, row] of newRows) {
    const what = `${row.feature} (${row.control})`;
    const where = `${FEATURE_SHEET}, row ${row.row}`;
    const old = oldRows.get(key);
    if (!old) {
      changes.push({ subject, kind: 'added', what, before: '', after: factsOf(row), where });
      continue;
    }
    for (const field of ROW_FACTS) {
      const [was, is] = [factText(old[field]), factText(row[field])];
      if (was !== is) changes.push({ subject, kind: 'fact', what: `${what}: ${field}`, before: was, after: is, where });
    }
    if (old.text !== row.text) changes.push({ subject, kind: 'prose', what: `${what}: prose`, before: old.text, after: row.text, where });
  }
  for (const [key, row] of oldRows) {
    if (!newRows.has(key))
      changes.push({ subject, kind: 'removed', what: `${row.feature} (${row.control})`, before: factsOf(row), after: '', where: '' });
  }
  return changes;
}

const factsOf = (row: LockRow): string =>
  `supported ${factText(row.supported)}, on by default ${factText(row.enabledByDefault)}, responsibility ${row.responsibility}`;

/** Rows by feature, control and occurrence: row numbers shift when a row above goes. */
export function rowsByKey(rows: readonly LockRow[]): ReadonlyMap<string, LockRow> {
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

function benchmarkChanges(before: LockBenchmark, after: LockBenchmark): Change[] {
  const ids = [...new Set([...Object.keys(before.controls), ...Object.keys(after.controls)])].sort(byControlId);
  return ids.flatMap((subject): Change[] => {
    const old = own(before.controls, subject);
    const now = own(after.controls, subject);
    if (!old) return [{ subject, kind: 'added', what: 'control', before: '', after: now!.title, where: `${after.sheet}, row ${now!.row}` }];
    if (!now) return [{ subject, kind: 'removed', what: 'control', before: old.title, after: '', where: '' }];
    const where = `${after.sheet}, row ${now.row}`;
    const [was, is] = [controlFacts(old), controlFacts(now)];
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
      const [a, b] = [was.get(field) ?? 'none', is.get(field) ?? 'none'];
      return a === b
        ? []
        : [{ subject, kind: field === 'prose' ? ('prose' as const) : ('fact' as const), what: field, before: a, after: b, where }];
    });
  });
}

const controlFacts = (control: LockControl): ReadonlyMap<string, string> =>
  new Map([
    ['domain', control.domain],
    ['title', control.title],
    ...Object.entries(control.crosswalk).map(([framework, ids]): [string, string] => [`crosswalk: ${framework}`, factText(ids)]),
    ['stakeholders', factText(control.stakeholders)],
    ['policies', factText(control.policies.map(({ name, id }) => `${name} (${id})`))],
    ['prose', control.text],
  ]);
