import type { Status } from '../../schemas/status.ts';
import type { PackSnapshot } from './assessment.ts';
import type { Item, Wording } from './item.ts';
import { isAnswered, statusOf, versionsOf, type ItemRecord } from './record.ts';

/** How records stand against today's content: what still holds, what asks for another look, what is gone. */

export type Standing = Status | 'look-again';

/** The wording that an answer was given for, where the item has since come to ask for something else. */
export function outdatedWording(record: ItemRecord | undefined, item: Pick<Item, 'digest'>): Wording | undefined {
  if (!record || !isAnswered(record)) return undefined;
  const seen = versionsOf(record, 'seen');
  return seen.some((version) => version.value.digest === item.digest) ? undefined : seen.at(-1)?.value;
}

export function standingOf(record: ItemRecord | undefined, item: Pick<Item, 'digest'>): Standing {
  if (!record) return 'open';
  return outdatedWording(record, item) ? 'look-again' : statusOf(record);
}

export type Progress = Readonly<Record<Standing, number>> & { readonly total: number };

export function progressOf(standings: Iterable<Standing>): Progress {
  const count = { open: 0, done: 0, 'not-needed': 0, 'risk-accepted': 0, blocked: 0, 'look-again': 0, total: 0 };
  for (const standing of standings) {
    count[standing] += 1;
    count.total += 1;
  }
  return count;
}

/** Items that nobody has to touch any more. */
export const settled = (progress: Progress): number => progress.done + progress['not-needed'] + progress['risk-accepted'];

/**
 * Answers to items that this list no longer holds, though it once did: the archive.
 * `known` has the codes of the services that are known in full.
 */
export function archivedOf(
  records: Iterable<ItemRecord>,
  here: ReadonlySet<string>,
  then: PackSnapshot | undefined,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): ItemRecord[] {
  const isGone = (record: ItemRecord) =>
    then?.items[record.code] !== undefined ||
    versionsOf(record, 'seen').some(({ value }) => known.has(value.service) && !known.get(value.service)!.has(record.code));
  return [...records]
    .filter((record) => !here.has(record.code) && isAnswered(record) && isGone(record))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
