import { LABEL_OF_FIELD as LABEL, latestOf } from '../checklists/labels.ts';
import { packDigest, wordingOf } from '../checklists/item.ts';
import { withoutUnprintable } from '../checklists/parse-record.ts';
import {
  ANSWERS,
  isInConflict,
  statusOf,
  textOf,
  versionsOf,
  type AnswerField,
  type Change,
  type ItemRecord,
} from '../checklists/record.ts';
import { archivedOf, outdatedWording, progressOf, standingOf, type Standing } from '../checklists/standing.ts';
import { isOlder, memoryShelf, Store, type Shelf, type Step } from '../checklists/store.ts';
import type { Row } from './checklist-rows.ts';
import type { PackInfo } from '../site/pack.ts';
import { drawBar, inWords, labelOf, signature, timeInWords } from './checklist-words.ts';
import { all, button, element, one, say } from './dom.ts';

/** The bench: works on the rows of a page, saves each change, and tells how things stand. */

const random = (length: number): string =>
  [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => (byte % 36).toString(36)).join('');

/** Nobody prints a page without touching mouse, screen or keys: time enough to load what draws the code for the paper. */
const somebodyIsThere = new Promise((resolve) => {
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'scroll']) addEventListener(sign, resolve, { once: true, passive: true });
});

/** The bench over what the browser has saved, whichever version of the site saved it. */
export async function beginBench(): Promise<Bench> {
  let shelf: Shelf | undefined;
  try {
    shelf = localStorage;
  } catch {
    // The browser keeps nothing for this site; the page says so.
  }
  if (shelf && isOlder(shelf)) (await import('../checklists/migrate-shelf.ts')).migrateShelf(shelf);
  return new Bench(shelf);
}

export class Bench {
  readonly store: Store;
  #info!: PackInfo;
  #rows: readonly Row[] = [];
  /** Codes of services of which every item is known, whatever the list shows. */
  #known: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  #hasNotices = false;
  #steps: { readonly step: Step; readonly key: string }[] = [];
  /** The text field that is being typed into, and what was in view when that began. */
  #typing:
    | { readonly field: HTMLInputElement | HTMLTextAreaElement; readonly known: ItemRecord['clock']; readonly key: string; timer: number }
    | undefined;
  /** The code on paper, where it is not the one that came with the page. */
  #drawn: Promise<void> | undefined;
  readonly #reviewer = one<HTMLInputElement>('[data-reviewer]');
  readonly #boxes = all<HTMLInputElement>('.progress__legend input');

  constructor(shelf: Shelf | undefined) {
    this.#reviewer.value = shelf?.getItem('plumbline:reviewer') ?? '';
    this.store = new Store({
      shelf: shelf ?? memoryShelf(),
      blocked: shelf === undefined,
      replica: random(8),
      newId: () => random(16),
      now: () => new Date().toISOString(),
      changed: (codes) => this.#changed(codes),
    });
    this.#listen();
  }

  show(info: PackInfo, rows: readonly Row[], known?: ReadonlyMap<string, ReadonlySet<string>>): void {
    this.#info = info;
    this.#rows = rows;
    this.#known = known ?? new Map(info.whole ? info.services.map(({ id }) => [id, new Set(rows.map((row) => row.item.code))]) : []);
    const template = one<HTMLTemplateElement>('template[data-answer]').content;
    for (const { element: row, item } of rows) {
      const answer = template.cloneNode(true) as DocumentFragment;
      for (const slot of all('[data-code]', answer)) slot.textContent = item.code;
      for (const field of all('[data-field]:not([data-field="status"])', answer))
        field.setAttribute('aria-label', `${field.previousElementSibling!.textContent} of ${item.code}`);
      one('[data-confirm]', row).closest('td')!.append(one('.answer__notices', answer), one('.evidence', answer));
      one('.checklist__answer', row).replaceChildren(answer);
    }
    this.#fromAddress();
    this.#changed(undefined);
  }

  // ---- what happens ----

  #listen(): void {
    const list = one('[data-list]');
    list.addEventListener('change', (event) => this.#answered(event.target as HTMLInputElement));
    list.addEventListener('focusin', (event) => this.#begin(event.target as HTMLInputElement));
    list.addEventListener('input', (event) => {
      const field = event.target as HTMLInputElement;
      // What writes into a field need not focus it: a window in the background, dictation.
      if (this.#typing?.field !== field) {
        this.#flush();
        this.#begin(field);
      }
      if (this.#typing?.field !== field) return;
      clearTimeout(this.#typing.timer);
      this.#typing.timer = window.setTimeout(() => this.#answered(field), 400);
    });
    list.addEventListener('focusout', () => {
      this.#flush();
      this.#typing = undefined;
    });
    addEventListener('pagehide', () => this.#flush());
    addEventListener('beforeunload', (event) => {
      this.#flush();
      if (this.store.saving !== 'saved' && this.store.hasUnwritten) event.preventDefault();
    });
    addEventListener('storage', (event) => this.store.receive(event.key, event.newValue));
    addEventListener('pageshow', (event) => event.persisted && this.store.refresh());
    addEventListener('popstate', () => this.#fromAddress());
    document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? this.store.refresh() : this.#flush()));

    this.#reviewer.addEventListener('change', () => {
      try {
        localStorage.setItem('plumbline:reviewer', this.#reviewer.value);
      } catch {
        // The name then lasts as long as the page.
      }
    });
    const choice = one<HTMLSelectElement>('[data-assessments]');
    choice.addEventListener('change', () => this.store.open(choice.value));
    for (const box of this.#boxes) box.addEventListener('change', () => this.#toAddress());
    one('.progress__more').addEventListener('toggle', () => this.#showProgress());

    const acts: Record<string, () => unknown> = {
      undo: () => this.#undo(),
      'show-all': () => {
        for (const box of this.#boxes) box.checked = false;
        this.#toAddress();
        this.#boxes[0]!.focus();
      },
    };
    document.addEventListener('click', (event) => {
      const pressed = (event.target as Element).closest<HTMLElement>('[data-act], [data-manage], [data-export], [data-print]');
      // A menu closes when something in it was chosen, or when something outside it is pressed.
      for (const menu of all<HTMLDetailsElement>('.menu[open]')) if (pressed || !menu.contains(event.target as Node)) menu.open = false;
      if (!pressed) return;
      const { act, manage, export: format, print } = pressed.dataset;
      if (act) acts[act]!();
      if (manage) void this.#manage(manage);
      if (format) void this.#export(format);
      if (print) void this.#print(print);
    });
    document.addEventListener('keydown', (event) => {
      const menu = event.key === 'Escape' && document.activeElement?.closest<HTMLDetailsElement>('.menu[open]');
      if (!menu) return;
      menu.open = false;
      one('summary', menu).focus();
    });
    const file = one<HTMLInputElement>('[data-import]');
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      file.value = '';
      if (chosen) void this.#import(chosen);
    });
  }

  #rowOf(field: Element): Row | undefined {
    const code = field.closest('.item')?.id;
    return this.#rows.find((row) => row.item.code === code);
  }

  #begin(field: HTMLInputElement): void {
    const row = field.matches('input[type=text], textarea') ? this.#rowOf(field) : undefined;
    if (row) this.#typing = { field, known: this.store.record(row.item.code).clock, key: random(6), timer: 0 };
  }

  #flush(): void {
    if (!this.#typing) return;
    clearTimeout(this.#typing.timer);
    this.#answered(this.#typing.field);
  }

  #answered(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): void {
    const row = this.#rowOf(field);
    if (!row) return;
    if (field.matches('.tick')) return this.#answer(row, 'status', (field as HTMLInputElement).checked ? 'done' : 'open');
    const name = field.dataset['field'] as AnswerField | undefined;
    if (!name) return;
    const value = withoutUnprintable(field.value).trim();
    const typing = this.#typing?.field === field ? this.#typing : undefined;
    if (name === 'status' || value !== textOf(this.store.record(row.item.code), name))
      this.#answer(row, name, value, typing?.known, typing?.key);
  }

  /** Gives an answer; with it goes the wording that it is about, where nobody has looked at this wording before. */
  #answer({ item }: Row, field: AnswerField, value: string, known?: ItemRecord['clock'], key = ''): void {
    const record = this.store.record(item.code);
    const said = [{ value, at: new Date().toISOString(), by: this.#reviewer.value.trim() }];
    const isNew = versionsOf(record, 'seen').length === 0 || (field === 'status' && outdatedWording(record, item));
    this.#did(
      this.store.edit(
        `${LABEL[field].toLowerCase()} of ${item.code}`,
        new Map([[item.code, { [field]: said, ...(isNew && { seen: [{ ...said[0]!, value: wordingOf(item) }] }) } as Change]]),
        known,
      ),
      key && key + item.code + field,
    );
    if (!this.store.pack(this.#info.pack)) this.#look();
  }

  #look(): Step {
    const { pack, title, version } = this.#info;
    return this.store.look({ pack, title, version, items: Object.fromEntries(this.#rows.map(({ item }) => [item.code, item.digest])) });
  }

  #did(step: Step, key = ''): void {
    // Typing into one field is one step, however often it was saved meanwhile.
    if (key === '' || this.#steps.at(-1)?.key !== key) this.#steps.push({ step, key });
    this.#steps.splice(0, this.#steps.length - 200);
    this.#frame();
  }

  #undo(): void {
    const last = this.#steps.pop();
    if (!last) return;
    this.#typing = undefined;
    last.step.undo();
    this.#report([]);
    this.#frame();
    say(`Undone: ${last.step.label}`);
  }

  #manage(act: string): Promise<void> {
    return this.#later('That', async () => {
      const { MANAGE } = await import('./checklist-manage.ts');
      MANAGE[act]!({
        store: this.store,
        codes: this.#rows.map(({ item }) => item.code),
        did: (step, ...parts) => {
          this.#did(step);
          this.#report(parts);
        },
        undo: () => this.#undo(),
      });
    });
  }

  #import(file: File): Promise<void> {
    return this.#later('The import', async () => {
      const { importFile } = await import('./checklist-import.ts');
      await importFile(file, {
        services: new Set(this.#info.services.map((service) => service.id)),
        root: this.#info.root,
        store: this.store,
        by: this.#reviewer.value.trim(),
        wordingOf: (code) => {
          const row = this.#rows.find(({ item }) => item.code === code);
          return row && wordingOf(row.item);
        },
        done: (parts, step) => {
          if (step) this.#did(step);
          this.#report([...parts, step && button('Undo the import', () => this.#undo())]);
        },
        undo: () => this.#undo(),
      });
    });
  }

  #export(format: string): Promise<void> {
    return this.#later('The export', async () => {
      const { exportSheet } = await import('./checklist-export.ts');
      const rows = this.#rows.filter((row) => !row.element.hidden).map(({ item }) => ({ item, record: this.store.record(item.code) }));
      await exportSheet(format, {
        title: this.#info.title,
        version: this.#info.version,
        facts: this.#info.facts,
        digest: this.#info.digest,
        roles: this.#info.roles,
        address: this.#address(),
        assessment: this.store.whole(),
        rows,
        archive: this.#archive(),
        filters: this.#inForce(),
        at: new Date().toISOString(),
        by: this.#reviewer.value.trim(),
      });
      say(`Exported ${rows.length} items.`);
    });
  }

  /** What is not needed to tick comes when it is asked for. Where it cannot come, the page says so. */
  async #later(what: string, act: () => Promise<void>): Promise<void> {
    this.#flush();
    try {
      await act();
    } catch (error) {
      this.#report([element('p', {}, `${what} failed: ${error instanceof Error ? error.message : String(error)}`)]);
    }
  }

  async #print(boxes: string): Promise<void> {
    await this.#drawn?.catch(() => undefined);
    document.documentElement.dataset['boxes'] = boxes;
    print();
    delete document.documentElement.dataset['boxes'];
  }

  // ---- what is shown ----

  #changed(codes: ReadonlySet<string> | undefined): void {
    if (!this.#info) return;
    for (const row of this.#rows) if (!codes || codes.has(row.item.code)) this.#showRow(row);
    this.#frame();
  }

  #standing = ({ item }: Row): Standing => standingOf(this.store.records.get(item.code), item);

  #showRow(row: Row): void {
    const { element: line, item } = row;
    const record = this.store.record(item.code);
    const standing = this.#standing(row);
    line.dataset['standing'] = standing;
    one<HTMLInputElement>('.tick', line).checked = standing === 'done';
    for (const field of all<HTMLInputElement>('[data-field]', line)) {
      const name = field.dataset['field'] as AnswerField;
      if (this.#typing?.field !== field) field.value = name === 'status' ? statusOf(record) : textOf(record, name);
    }
    const latest = latestOf(record);
    one('[data-who]', line).textContent = latest ? `Last answer: ${signature(latest)}` : '';
    const paper = ANSWERS.flatMap((field) => {
      const value = field === 'status' ? (standing === 'open' ? '' : labelOf(standing)) : textOf(record, field);
      return value === '' ? [] : [element('p', {}, element('strong', {}, `${LABEL[field]}: `), value)];
    });
    let slot = line.querySelector('.answer__paper');
    if (!slot) one('.checklist__answer', line).append((slot = element('div', { class: 'answer__paper' })));
    const link = textOf(record, 'link');
    slot.replaceChildren(...paper, ...(latest && paper.length > 0 ? [element('p', {}, signature(latest))] : []));
    one('.answer__link', line)?.remove();
    // Only addresses of the web become links: a file may hold any text.
    if (/^https?:\/\//i.test(link)) {
      one('[data-who]', line).after(
        element('a', { class: 'answer__link', href: link, rel: 'noreferrer' }, `Open the evidence of ${item.code}`),
      );
    }
  }

  #frame(): void {
    if (!this.#info) return;
    const { store } = this;
    const choice = one<HTMLSelectElement>('[data-assessments]');
    const assessments = store.assessments();
    choice.replaceChildren(
      ...assessments.map(({ id, name, created }) => {
        const isUnique = assessments.filter((other) => other.name === name).length === 1;
        return element('option', { value: id }, isUnique ? name : `${name} (begun ${timeInWords(created)})`);
      }),
    );
    choice.value = store.about.id;
    const undo = one<HTMLButtonElement>('[data-act=undo]');
    undo.disabled = this.#steps.length === 0;
    undo.title = this.#steps.at(-1)?.step.label ?? '';

    one('[data-saved]').textContent =
      store.saving === 'saved'
        ? store.savedAt === ''
          ? 'Answers are saved in this browser as you give them, and nowhere else.'
          : 'Saved in this browser, and nowhere else.'
        : 'Not saved.';
    one('[data-saved-at]').textContent = store.saving === 'saved' && store.savedAt !== '' ? timeInWords(store.savedAt) : '';
    const alert = one('[data-alert]');
    const trouble =
      store.saving === 'full'
        ? 'The storage of this browser is full.'
        : store.saving === 'blocked'
          ? 'This browser keeps nothing for this site.'
          : '';
    alert.hidden = trouble === '';
    if (alert.dataset['trouble'] !== trouble) {
      alert.dataset['trouble'] = trouble;
      alert.replaceChildren(
        element(
          'p',
          {},
          element('strong', {}, trouble),
          ' Your answers are on this screen only. Export the assessment file before you leave the page.',
        ),
        ...(trouble === ''
          ? []
          : [button('Export the assessment file', () => void this.#export('json')), button('Try to save again', () => store.retry())]),
      );
    }

    this.#showProgress();
    this.#showNotices();
  }

  #archive(): ItemRecord[] {
    return archivedOf(
      this.store.records.values(),
      new Set(this.#rows.map((row) => row.item.code)),
      this.store.pack(this.#info.pack),
      this.#known,
    );
  }

  /** What is rare comes when there is some of it: rivals, changed items, news of the list, the archive. */
  #showNotices(): void {
    const then = this.store.pack(this.#info.pack);
    const archive = this.#archive();
    const isNews = then && this.#info.digest !== packDigest(Object.entries(then.items).map(([code, digest]) => ({ code, digest })));
    const isNeeded =
      isNews ||
      archive.length > 0 ||
      this.store.damaged.length > 0 ||
      this.#rows.some((row) => this.#standing(row) === 'look-again' || isInConflict(this.store.record(row.item.code)));
    if (!isNeeded && !this.#hasNotices) return;
    this.#hasNotices = true;
    void import('./checklist-notices.ts').then(({ showNotices }) =>
      showNotices({
        rows: this.#rows,
        store: this.store,
        then,
        archive,
        answer: (row, field, value) => {
          this.#answer(row, field, value);
          one('select', row.element).focus();
        },
        seen: () => this.#did(this.#look()),
      }),
    );
  }

  #report(parts: readonly (Node | undefined | false)[]): void {
    const slot = one('[data-report]');
    slot.replaceChildren(...parts.filter((part) => part instanceof Node));
    slot.hidden = parts.length === 0;
    if (parts.length > 0) slot.focus();
  }

  #showProgress(): void {
    const whole = progressOf(this.#rows.map(this.#standing));
    one('[data-progress-text]').textContent = inWords(whole);
    one('[data-slip=progress]').textContent = inWords(whole);
    one('[data-slip-progress]').hidden = this.#rows.every((row) => this.#standing(row) === 'open');
    one('[data-slip=assessment]').textContent = this.store.about.name;
    drawBar(one<SVGSVGElement>('[data-progress-bar]'), whole);
    for (const box of this.#boxes) {
      const count = whole[box.value as Standing];
      one('[data-count]', box.parentElement!).textContent = String(count);
      box.disabled = count === 0 && !box.checked;
    }
    const more = one<HTMLDetailsElement>('.progress__more');
    if (more.open) void import('./checklist-progress.ts').then(({ showParts }) => showParts(this.#rows, this.#info, this.#standing));
  }

  // ---- which rows are shown ----

  #chosen = (): string[] => this.#boxes.filter((box) => box.checked).map((box) => box.value);
  #inForce = (): string =>
    this.#chosen()
      .map((value) => labelOf(value as Standing))
      .join(', ');

  #fromAddress(): void {
    const wanted = new URLSearchParams(location.search).getAll('status');
    for (const box of this.#boxes) box.checked = wanted.includes(box.value);
    this.#filter();
  }

  #toAddress(): void {
    const query = new URLSearchParams(location.search);
    query.delete('status');
    for (const value of this.#chosen()) query.append('status', value);
    const search = query.toString();
    history.pushState(null, '', `${location.pathname}${search && `?${search}`}`);
    this.#filter();
  }

  /** The address of what is shown. */
  #address(): string {
    return location.origin + location.pathname + location.search;
  }

  #filter(): void {
    const chosen = this.#chosen();
    let count = 0;
    for (const row of this.#rows) {
      const fits = chosen.length === 0 || chosen.includes(this.#standing(row));
      row.element.hidden = !fits;
      if (fits) count += 1;
    }
    for (const part of new Set(this.#rows.map((row) => row.part))) part.hidden = !part.querySelector('.item:not([hidden])');
    const total = `${this.#rows.length} ${this.#rows.length === 1 ? 'item' : 'items'}`;
    const message = chosen.length === 0 ? total : `${count} of ${total}`;
    const status = one('[data-filter-count]');
    if (status.textContent !== message) status.textContent = message;
    one('[data-act=show-all]').hidden = chosen.length === 0;
    const empty = one('[data-empty]');
    empty.hidden = count > 0 || this.#rows.length === 0;
    empty.textContent = `No item is ${this.#inForce().toLowerCase()}. Without this filter there are ${this.#rows.length}.`;
    one('[data-slip-filters]').hidden = chosen.length === 0;
    one('[data-slip=filters]').textContent = `${this.#inForce()} (${message})`;
    if (this.#rows.length > 0 && (location.search !== '' || this.#drawn)) this.#drawn = this.#redraw();
  }

  /** On paper, the address and its code have to open what is shown. */
  async #redraw(): Promise<void> {
    const address = this.#address();
    one('[data-slip=address]').textContent = address;
    const svg = one<SVGSVGElement>('[data-qr]');
    // Until it is drawn, none is better than one that opens another list.
    svg.toggleAttribute('hidden', true);
    await somebodyIsThere;
    const { drawCode } = await import('./checklist-qr.ts');
    if (address === this.#address()) drawCode(svg, address);
  }
}
