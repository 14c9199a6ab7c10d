import type { Word } from './vocabulary.ts';

/** How an item of a checklist stands, in the order of the menu. A new item is open. */
export type Status = 'open' | 'done' | 'not-needed' | 'risk-accepted' | 'blocked';
export const STATUS: readonly Word<Status>[] = [
  { value: 'open', label: 'Open', meaning: 'Nobody has dealt with it yet.' },
  { value: 'done', label: 'Done', meaning: 'Done and confirmed.' },
  { value: 'not-needed', label: 'Not needed', meaning: 'It does not apply to the way you use the service; the note says why.' },
  { value: 'risk-accepted', label: 'Risk accepted', meaning: 'Left as it is, by somebody who may decide that; the note names them.' },
  { value: 'blocked', label: 'Blocked', meaning: 'Work cannot go on until something else happens; the note says what.' },
];

export const statusLabel = (status: Status): string => STATUS.find((word) => word.value === status)!.label;
