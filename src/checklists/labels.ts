import { ANSWERS, versionsOf, type AnswerField, type ItemRecord } from './record.ts';

/** What people call an answer: on the page, and as the head of its column. */
export const LABEL_OF_FIELD: Readonly<Record<AnswerField, string>> = {
  status: 'Status',
  owner: 'Owner',
  due: 'Due',
  note: 'Evidence note',
  link: 'Evidence link',
};

/** The latest of all answers. */
export const latestOf = (record: ItemRecord) =>
  ANSWERS.flatMap((field) => versionsOf(record, field).slice(-1)).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
