import { ACTION, labelFor, STATUS, type Status } from '../../schemas/vocabulary.ts';
import { LABEL_OF_FIELD, latestOf } from './labels.ts';
import { ANSWERS, rivalsOf, statusOf, textOf, valueOf, type AnswerField, type ItemRecord } from './record.ts';
import { outdatedWording } from './standing.ts';
import type { SheetRow } from './sheet.ts';

/** The columns of every table that leaves the site, and by whose names a table comes back. */
export interface Column {
  readonly name: string;
  /** The answer that may be edited in it. */
  readonly field?: AnswerField;
  /** Characters. */
  readonly width: number;
  textOf(row: SheetRow): string;
}

export const COLUMNS: readonly Column[] = [
  { name: 'Code', width: 18, textOf: ({ item }) => item.code },
  { name: 'Service', width: 18, textOf: ({ item }) => item.serviceName },
  { name: 'Domain', width: 18, textOf: ({ item }) => item.domainName },
  { name: 'Item', width: 26, textOf: ({ item }) => item.title },
  { name: 'Action', width: 12, textOf: ({ item }) => labelFor(ACTION, item.action) },
  { name: 'What to do', width: 44, textOf: ({ item }) => item.do },
  { name: 'How to confirm it', width: 44, textOf: ({ item }) => item.confirm },
  { name: 'Status', field: 'status', width: 14, textOf: ({ record }) => labelFor(STATUS, statusOf(record)) },
  { name: 'Owner', field: 'owner', width: 16, textOf: ({ record }) => textOf(record, 'owner') },
  { name: 'Due', field: 'due', width: 12, textOf: ({ record }) => textOf(record, 'due') },
  { name: 'Evidence note', field: 'note', width: 40, textOf: ({ record }) => textOf(record, 'note') },
  { name: 'Evidence link', field: 'link', width: 28, textOf: ({ record }) => textOf(record, 'link') },
  { name: 'Answered by', width: 16, textOf: ({ record }) => latestOf(record)?.by ?? '' },
  { name: 'Answered at', width: 20, textOf: ({ record }) => latestOf(record)?.at ?? '' },
  { name: 'To look at', width: 28, textOf: (row) => concernsOf(row).join('\n') },
  { name: 'References', width: 36, textOf: ({ item }) => item.references.map(({ title, url }) => `${title}: ${url}`).join('\n') },
];

/** What nobody has settled about a row: answers to decide between, and words that changed since. */
export function concernsOf({ item, record }: SheetRow): string[] {
  const before = outdatedWording(record, item);
  return [
    ...(before ? [`The item changed after it was answered. It said: ${before.do}`] : []),
    ...ANSWERS.filter((field) => rivalsOf(record, field).length > 0).map(
      (field) =>
        `${LABEL_OF_FIELD[field]}: ${rivalsOf(record, field)
          .map(
            (rival) =>
              `${field === 'status' ? labelFor(STATUS, rival.value as Status) : rival.value} (${rival.by || 'no name given'}, ${rival.at.slice(0, 10)})`,
          )
          .join(' or ')}`,
    ),
  ];
}

/** A row for an item that is no longer on the list, from what its answer remembers of it. */
export function archivedRow(record: ItemRecord): SheetRow {
  const wording = valueOf(record, 'seen');
  return {
    record,
    item: {
      code: record.code,
      service: wording?.service ?? '',
      serviceName: wording?.service ?? '',
      title: wording?.title ?? '',
      control: '',
      domain: '',
      domainName: 'No longer on this list',
      action: wording?.action ?? 'none',
      responsibility: 'not-applicable',
      roles: [],
      do: wording?.do ?? '',
      confirm: wording?.confirm ?? '',
      references: [],
      digest: wording?.digest ?? '',
      anchor: '',
    },
  };
}
