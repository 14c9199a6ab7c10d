import { statusLabel } from '../../schemas/status.ts';
import type { PackSnapshot } from '../checklists/assessment.ts';
import { LABEL_OF_FIELD as LABEL } from '../checklists/labels.ts';
import {
  ANSWERS,
  isInConflict,
  rivalsOf,
  statusOf,
  valueOf,
  versionsOf,
  type AnswerField,
  type ItemRecord,
  type Version,
} from '../checklists/record.ts';
import { changedSince } from '../checklists/content-change.ts';
import { outdatedWording } from '../checklists/standing.ts';
import type { Store } from '../checklists/store.ts';
import type { Row } from './checklist-rows.ts';
import { shownValue, timeInWords, whoAndWhen } from './checklist-words.ts';
import { button, element, one } from './dom.ts';

/** What asks for a decision: rival answers, items that changed after they were answered, what is new or gone. */

export interface Notices {
  readonly rows: readonly Row[];
  readonly store: Store;
  /** The list as it was last looked at. */
  readonly then: PackSnapshot | undefined;
  readonly archive: readonly ItemRecord[];
  answer(row: Row, field: AnswerField, value: string): void;
  seen(): void;
}

export function showNotices(notices: Notices): void {
  for (const row of notices.rows) {
    const record = notices.store.record(row.item.code);
    fill(one('[data-outdated]', row.element), outdated(row, record, notices));
    fill(one('[data-rivals]', row.element), rivals(row, record, notices));
  }
  fill(one('[data-news]'), news(notices));
  fill(one('[data-archive-rows]'), archive(notices));
  one('[data-archive]').hidden = notices.archive.length === 0;
}

/** Left alone where it says the same, so that what has the focus keeps it. */
function fill(slot: HTMLElement, parts: readonly Node[]): void {
  slot.hidden = parts.length === 0;
  const text = parts.map((part) => part.textContent).join('');
  if (slot.textContent !== text) slot.replaceChildren(...parts);
}

function outdated(row: Row, record: ItemRecord, { answer }: Notices): Node[] {
  const before = outdatedWording(record, row.item);
  if (!before) return [];
  const status = statusLabel(statusOf(record));
  const compare = (label: string, was: string, is: string): Node[] =>
    was === is
      ? []
      : [
          element(
            'div',
            {},
            element('dt', {}, label),
            element('dd', {}, 'Before: ', element('del', {}, was)),
            element('dd', {}, 'Now: ', element('ins', {}, is)),
          ),
        ];
  return [
    element('p', {}, element('strong', {}, 'Look again: '), `this item changed after it was answered with “${status}”.`),
    element(
      'dl',
      {},
      ...compare('Item', before.title, row.item.title),
      ...compare('Action', before.action, row.item.action),
      ...compare('What to do', before.do, row.item.do),
      ...compare('How to confirm', before.confirm, row.item.confirm),
    ),
    button(`Still ${status.toLowerCase()}`, () => answer(row, 'status', statusOf(record)), {
      'aria-label': `Still ${status.toLowerCase()}: ${row.item.code}`,
    }),
  ];
}

function rivals(row: Row, record: ItemRecord, { answer }: Notices): Node[] {
  return ANSWERS.filter((field) => rivalsOf(record, field).length > 0).map((field) => {
    const versions: readonly Version<string>[] = rivalsOf(record, field);
    return element(
      'div',
      {},
      element('p', {}, element('strong', {}, `${LABEL[field]}: ${versions.length} answers`), ', given apart from each other.'),
      element(
        'ul',
        { class: 'rivals' },
        ...versions.map((version) =>
          element(
            'li',
            {},
            element('span', {}, shownValue(field, version.value)),
            element('span', { class: 'answer__who' }, whoAndWhen(version)),
            button('Keep this', () => answer(row, field, version.value), {
              'aria-label': `Keep this: ${LABEL[field].toLowerCase()} “${shownValue(field, version.value).slice(0, 80)}” by ${whoAndWhen(version)} for ${row.item.code}`,
            }),
          ),
        ),
      ),
      field === 'note' &&
        button('Keep both notes', () => answer(row, field, versions.map((version) => version.value).join('\n')), {
          'aria-label': `Keep both notes of ${row.item.code}`,
        }),
    );
  });
}

function news({ rows, store, then, seen }: Notices): Node[] {
  const codes = (fits: (row: Row) => boolean): string[] => rows.filter(fits).map((row) => row.item.code);
  const line = (list: readonly string[], text: string): Node[] =>
    list.length === 0
      ? []
      : [
          element(
            'p',
            {},
            element('strong', {}, `${list.length} ${text}: `),
            ...list.flatMap((code, index) => [index > 0 && ', ', element('a', { href: `#${code}` }, code)]),
          ),
        ];
  const change =
    then &&
    changedSince(
      then,
      rows.map((row) => row.item),
    );
  const isNews = change && change.added.length + change.changed.length + change.removed.length > 0;
  const { damaged } = store;
  return [
    ...line(
      codes((row) => isInConflict(store.record(row.item.code))),
      'with answers to decide between',
    ),
    ...line(
      codes((row) => outdatedWording(store.record(row.item.code), row.item) !== undefined),
      'to look at again, as they changed after they were answered',
    ),
    ...(isNews
      ? [
          element('p', {}, `Since this list was last looked at (${timeInWords(then.at)}, version ${then.version}):`),
          ...line(change.added, 'added'),
          ...line(change.changed, 'changed'),
          ...line(change.removed, 'removed'),
          button('I have seen what is new', seen),
        ]
      : []),
    ...(damaged.length > 0 ? [element('p', {}, `Saved in this browser, but not readable, so left as found: ${damaged.join(', ')}`)] : []),
  ];
}

const archive = (notices: Notices): Node[] =>
  notices.archive.map((record) => {
    const wording = valueOf(record, 'seen');
    return element(
      'div',
      { class: 'archived', id: record.code },
      element('h3', {}, `${wording?.title ?? ''} `, element('span', { class: 'code-tag' }, record.code)),
      wording && element('p', {}, wording.do),
      ...ANSWERS.flatMap((field) =>
        versionsOf(record, field).map((version) =>
          element('p', {}, element('strong', {}, `${LABEL[field]}: `), `${shownValue(field, version.value)} (${whoAndWhen(version)})`),
        ),
      ),
    );
  });
