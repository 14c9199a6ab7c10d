import { ANSWERS, statusOf, textOf, type AnswerField, type ItemRecord } from './record.ts';
import { sha256 } from './sha256.ts';

/**
 * What a table without hidden parts carries so that edits made in it can be told from answers that were merely
 * exported: the clock of the record, and a few digits of the digest of each answer.
 */
export interface Mark {
  readonly clock: ItemRecord['clock'];
  readonly answers: Readonly<Record<AnswerField, string>>;
}

export const answerOf = (record: ItemRecord, field: AnswerField): string => (field === 'status' ? statusOf(record) : textOf(record, field));

const DIGITS = 8;
export const answerDigest = (value: string): string => sha256(value).slice(0, DIGITS);

export const markOf = (record: ItemRecord): string =>
  [
    ...Object.entries(record.clock)
      .map(([replica, count]) => `${replica}:${count}`)
      .sort(),
    `#${ANSWERS.map((field) => answerDigest(answerOf(record, field))).join('')}`,
  ].join(' ');

export function parseMark(text: string): Mark | undefined {
  const match = /^((?:[a-z0-9]{4,16}:[1-9]\d{0,8} )*)#([0-9a-f]{40})$/.exec(text.trim());
  if (!match) return undefined;
  const clock = Object.fromEntries(
    match[1]!
      .trim()
      .split(' ')
      .filter((dot) => dot !== '')
      .map((dot) => [dot.split(':')[0]!, Number(dot.split(':')[1])]),
  );
  const answers = Object.fromEntries(ANSWERS.map((field, index) => [field, match[2]!.slice(index * DIGITS, (index + 1) * DIGITS)]));
  return { clock, answers: answers as Record<AnswerField, string> };
}
