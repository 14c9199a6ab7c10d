import type { Status } from '../../schemas/status.ts';
import type { Wording } from './item.ts';

/**
 * What people have said about one item.
 *
 * Every answer is a version: a value, who gave it, when, and a dot that names it (`<replica>:<count>`; a
 * replica is one open page, or one import). The record's clock says which dots it has ever seen. So two records
 * can be merged without asking for their common ancestor: a version that the other side has seen and no
 * longer holds was replaced there; one that it has never seen is news. Two answers given apart from each
 * other stay side by side until somebody decides. Nothing is ever dropped because of a wall clock.
 */
export interface ItemRecord {
  readonly code: string;
  readonly clock: Readonly<Record<string, number>>;
  readonly fields: Fields;
}

export interface Version<T> {
  readonly value: T;
  /** When, in UTC: `2026-11-23T14:05:00.000Z`. */
  readonly at: string;
  /** Who, as they call themselves; '' where they gave no name. */
  readonly by: string;
  readonly dot: string;
}

export interface Values {
  readonly status: Status;
  readonly owner: string;
  readonly due: string;
  readonly note: string;
  readonly link: string;
  /** The wording that the answers are about. */
  readonly seen: Wording;
}
export type Field = keyof Values;
export type Fields = { readonly [F in Field]?: readonly Version<Values[F]>[] };

export type AnswerField = Exclude<Field, 'seen'>;
export const ANSWERS = ['status', 'owner', 'due', 'note', 'link'] as const satisfies readonly AnswerField[];
export const FIELDS = [...ANSWERS, 'seen'] as const satisfies readonly Field[];

/** A version before it has a dot. */
export type Said<T> = Omit<Version<T>, 'dot'>;
/** New versions for some fields; an empty list clears the field. */
export type Change = { readonly [F in Field]?: readonly Said<Values[F]>[] };

type AnyVersion = Version<Values[Field]>;

export const blankRecord = (code: string): ItemRecord => ({ code, clock: {}, fields: {} });

const versionsIn = (record: ItemRecord, field: Field): readonly AnyVersion[] => record.fields[field] ?? [];

export const versionsOf = <F extends Field>(record: ItemRecord, field: F): readonly Version<Values[F]>[] => record.fields[field] ?? [];

/** The answer that is shown: the latest, where there are several. */
export const valueOf = <F extends Field>(record: ItemRecord, field: F): Values[F] | undefined => versionsOf(record, field).at(-1)?.value;

export const statusOf = (record: ItemRecord): Status => valueOf(record, 'status') ?? 'open';
export const textOf = (record: ItemRecord, field: Exclude<AnswerField, 'status'>): string => valueOf(record, field) ?? '';

/** Answers to one field that differ and that nobody has decided between: the latest of each value. */
export function rivalsOf<F extends AnswerField>(record: ItemRecord, field: F): readonly Version<Values[F]>[] {
  const latest = new Map(versionsOf(record, field).map((version) => [version.value, version]));
  return latest.size > 1 ? [...latest.values()] : [];
}

export const isInConflict = (record: ItemRecord): boolean => ANSWERS.some((field) => rivalsOf(record, field).length > 0);

/** Whether anybody has said anything that still stands. */
export const isAnswered = (record: ItemRecord): boolean =>
  ANSWERS.some((field) => versionsOf(record, field).some((version) => version.value !== '' && version.value !== 'open'));

/**
 * The record after `replica` has put new versions in place of those that it knows of some fields.
 * `known` is what it had in view when it began, where that is not the record as it stands: what came in
 * since then stays beside the new answer.
 */
export function change(record: ItemRecord, said: Change, replica: string, known: ItemRecord['clock'] = record.clock): ItemRecord {
  let count = record.clock[replica] ?? 0;
  const fields: Record<string, readonly AnyVersion[]> = { ...record.fields };
  for (const field of FIELDS) {
    if (said[field] === undefined) continue;
    const stays = versionsIn(record, field).filter((version) => !hasSeen(known, version.dot) && !version.dot.startsWith(`${replica}:`));
    const comes = (said[field] as readonly Said<Values[Field]>[]).map(({ value, at, by }) => ({
      value,
      at,
      by,
      dot: `${replica}:${(count += 1)}`,
    }));
    fields[field] = inOrder([...stays, ...comes]);
  }
  // A cleared field needs no dot of its own: the clock covers what was there, and that it is gone says the rest.
  const clock = count === 0 ? record.clock : { ...record.clock, [replica]: count };
  return { code: record.code, clock, fields: withoutEmpty(fields) };
}

/** What brings the fields of a change back to what `before` held. */
export function undoing(before: ItemRecord, said: Change): Change {
  const back: Record<string, readonly Said<Values[Field]>[]> = {};
  for (const field of FIELDS) if (said[field]) back[field] = versionsIn(before, field).map(({ value, at, by }) => ({ value, at, by }));
  return back as Change;
}

/** Commutative, associative and idempotent: whatever the order in which records meet, they end up the same. */
export function mergeRecords(a: ItemRecord, b: ItemRecord): ItemRecord {
  const clock: Record<string, number> = { ...a.clock };
  for (const [replica, count] of Object.entries(b.clock)) clock[replica] = Math.max(clock[replica] ?? 0, count);
  const fields: Record<string, readonly AnyVersion[]> = {};
  for (const field of FIELDS) {
    const [ours, theirs] = [versionsIn(a, field), versionsIn(b, field)];
    const both = ours.filter((version) => theirs.some((other) => other.dot === version.dot));
    fields[field] = inOrder([...both, ...unseen(ours, b), ...unseen(theirs, a)]);
  }
  return { code: a.code, clock, fields: withoutEmpty(fields) };
}

const unseen = (versions: readonly AnyVersion[], by: ItemRecord): AnyVersion[] =>
  versions.filter((version) => !hasSeen(by.clock, version.dot));

export function hasSeen(clock: ItemRecord['clock'], dot: string): boolean {
  const [replica = '', count] = dot.split(':');
  return (clock[replica] ?? 0) >= Number(count);
}

/** By time, and by dot where times are the same, so that all replicas show the same answer. */
const inOrder = (versions: AnyVersion[]): AnyVersion[] =>
  versions.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : x.dot < y.dot ? -1 : x.dot > y.dot ? 1 : 0));

const withoutEmpty = (fields: Record<string, readonly AnyVersion[]>): Fields =>
  Object.fromEntries(FIELDS.flatMap((field) => (fields[field]?.length ? [[field, fields[field]]] : []))) as Fields;
