import { STATUS, statusLabel, type Status } from '../../schemas/status.ts';
import type { AnswerField, Version } from '../checklists/record.ts';
import type { Standing } from '../checklists/standing.ts';

/** How answers are told to people. */

export const STANDINGS: readonly { readonly value: Standing; readonly label: string }[] = [
  ...STATUS,
  { value: 'look-again', label: 'Look again' },
];
export const labelOf = (standing: Standing): string => STANDINGS.find((word) => word.value === standing)!.label;

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
export const timeInWords = (at: string): string => clock.format(new Date(at));
export const whoAndWhen = ({ by, at }: Pick<Version<unknown>, 'by' | 'at'>): string => `${by || 'no name given'}, ${timeInWords(at)}`;

export const shownValue = (field: AnswerField, value: string): string =>
  field === 'status' ? statusLabel(value as Status) : value === '' ? '(empty)' : value;
