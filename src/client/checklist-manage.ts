import { binAssessment, createAssessment, renameAssessment } from '../checklists/manage.ts';
import { withoutUnprintable } from '../checklists/parse-record.ts';
import { isAnswered } from '../checklists/record.ts';
import type { Step, Store } from '../checklists/store.ts';
import { button, element, one, say } from './dom.ts';

/** The menu "Manage". */

export interface Managed {
  readonly store: Store;
  /** Items of the list. */
  readonly codes: readonly string[];
  /** Takes a step up into what can be undone, and says what it did. */
  did(step: Step, ...parts: readonly Node[]): void;
  undo(): void;
}

export const MANAGE: Readonly<Record<string, (managed: Managed) => void>> = {
  new: ({ store, did }) => askName('New assessment', '', (name) => did(createAssessment(store, name))),
  rename: ({ store, did }) => askName('Rename the assessment', store.about.name, (name) => did(renameAssessment(store, name))),
  bin: ({ store, did, undo }) => {
    const { name } = store.about;
    did(
      binAssessment(store),
      element('p', {}, `Deleted “${name}”. Its answers stay in this browser for a month.`),
      button('Undo deleting', undo),
    );
  },
  clear: ({ store, codes, did, undo }) => {
    const answered = codes.filter((code) => isAnswered(store.record(code)));
    if (answered.length === 0) return say('There is nothing to clear.');
    const blank = { status: [], owner: [], due: [], note: [], link: [], seen: [] };
    did(
      store.edit('clear this list', new Map(answered.map((code) => [code, blank]))),
      element('p', {}, `Cleared ${answered.length} ${answered.length === 1 ? 'item' : 'items'}.`),
      button('Undo clearing', undo),
    );
  },
};

function askName(title: string, value: string, then: (name: string) => void): void {
  const dialog = one<HTMLDialogElement>('[data-name-dialog]');
  const input = one<HTMLInputElement>('[data-name]', dialog);
  one('[data-name-title]', dialog).textContent = title;
  input.value = value;
  dialog.returnValue = '';
  dialog.onclose = () => {
    const name = withoutUnprintable(input.value).trim();
    if (dialog.returnValue === 'ok' && name !== '') then(name);
  };
  dialog.showModal();
  input.select();
}
