import { KIND_WORDS, titleOf, type Found } from '../search/items.ts';
import type { Answer, Search } from '../search/search.ts';
import { routes } from '../site/routes.ts';
import { hrefOf } from '../site/search-links.ts';
import { element } from './elements.ts';
import { foundAt, loadSearch } from './search-data.ts';
import { forgetSearches, recentSearches, rememberSearch } from './search-recent.ts';
import { noteNodes, plural, titleFor, titleNodes } from './search-results.ts';
import { searchText, type TextHit } from './search-text.ts';

/**
 * Search over any page: a combobox with a list of results, in the browser's own dialog.
 * The focus stays in the box; the arrows move `aria-activedescendant`, and Enter follows the result it names.
 */

const LIST = 'search-dialog-list';
const MOST_IN_FIRST_GROUP = 6;
const MOST_IN_GROUP = 3;
const MOST_GROUPS = 6;
const MOST_TEXT = 4;
/** Long enough that a screen reader is told once, after a pause in typing. */
const STATUS_DELAY = 500;
const TEXT_DELAY = 250;

const EXAMPLES = ['NS-2', 'private link', 'iot hub cmk', 'which services support customer-managed keys'];

let search: Search | undefined;
let dialog: Dialog | undefined;

/** @param names the names, which the page asked for beside this code */
export function openSearch(query: string, names: Promise<Search>): void {
  names.then(
    (loaded) => (search = loaded),
    () => undefined,
  );
  dialog ??= createDialog();
  dialog.open(query);
}

interface Dialog {
  open(query: string): void;
}

function createDialog(): Dialog {
  const input = element('input', {
    id: 'search-dialog-input',
    name: 'q',
    type: 'text',
    inputmode: 'search',
    enterkeyhint: 'go',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': LIST,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '200',
    placeholder: 'An id, a name, a question',
  });
  const close = element(
    'button',
    { type: 'button', class: 'button' },
    'Esc',
    element('span', { class: 'visually-hidden' }, ': close search'),
  );
  const form = element(
    'form',
    { class: 'search-dialog__bar', action: routes.search, method: 'get' },
    element('label', { class: 'visually-hidden', for: 'search-dialog-input' }, 'Search all of Plumbline'),
    input,
    close,
  );
  const list = element('div', { id: LIST, class: 'search-dialog__list', role: 'listbox', 'aria-label': 'Results' });
  const note = element('p', { class: 'search-dialog__note' });
  const forget = element('button', { type: 'button', class: 'button' }, 'Forget recent searches');
  const status = element('p', { class: 'visually-hidden', role: 'status' });
  const keys = element('p', { class: 'search-dialog__keys', 'aria-hidden': 'true' });
  for (const [key, what] of [
    ['↑ ↓', 'choose'],
    ['Enter', 'open'],
    ['Esc', 'close'],
  ] as const)
    keys.append(element('kbd', {}, key), ` ${what} `);
  const box = element('dialog', { class: 'search-dialog', 'aria-label': 'Search' }, form, note, list, forget, keys, status);
  document.body.append(box);

  let options: HTMLElement[] = [];
  let active = -1;
  /** Enter was pressed while the names were under way: it follows the first result once there is one. */
  let enteredEarly = false;
  let statusTimer = 0;
  let textTimer = 0;

  function activate(place: number): void {
    options[active]?.setAttribute('aria-selected', 'false');
    active = place;
    const option = options[place];
    if (!option) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  }

  /** Puts groups of options into the list; an empty list is no list, so it is hidden. */
  function fill(groups: readonly HTMLElement[], chosen: number): void {
    list.replaceChildren(...groups);
    options = [...list.querySelectorAll<HTMLElement>('[role=option]')];
    options.forEach((option, place) => (option.id = `search-option-${place}`));
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(options.length > 0));
    activate(options.length > 0 ? chosen : -1);
    if (chosen <= 0) list.scrollTop = 0;
  }

  function say(text: string, visibly: boolean): void {
    note.textContent = visibly ? text : '';
    note.hidden = !visibly;
    clearTimeout(statusTimer);
    statusTimer = window.setTimeout(() => (status.textContent = text), STATUS_DELAY);
  }

  function show(): void {
    const query = input.value;
    enteredEarly = false;
    clearTimeout(textTimer);
    forget.hidden = true;
    if (query.trim() === '') {
      showRecent();
      return;
    }
    if (!search) {
      say('Loading the names …', true);
      fill([], -1);
      loadSearch().then(
        (loaded) => {
          search = loaded;
          const early = enteredEarly;
          show();
          if (early) follow(0);
        },
        () => {
          say('The names could not be loaded. Enter opens the results page.', true);
          if (enteredEarly) form.requestSubmit();
        },
      );
      return;
    }
    const answer = search.answer(query);
    fill(groupsOf(search, answer, query), 0);
    if (answer.found.length === 0) say('No name has these words. Looking in the text …', true);
    else if (!answer.complete) say('Nothing has all of these words. This comes near:', true);
    else say(`${plural(answer.found.length, 'result')}. ${titleOf(answer.found[0]!)} is first.`, false);
    if (!answer.complete || answer.found.length === 0) textTimer = window.setTimeout(() => void addText(query, answer), TEXT_DELAY);
  }

  /** Where the names have no full answer, the text may have one. It is fetched only then: it is ten times as large. */
  async function addText(query: string, answer: Answer): Promise<void> {
    try {
      const hits = await searchText(search!.index.text, query, {});
      const shown = await hits.more(0, MOST_TEXT);
      if (input.value !== query || !box.open) return;
      const before = active;
      if (shown.length > 0) {
        fill(
          [...list.querySelectorAll<HTMLElement>('[role=group]:not([data-more])'), textGroup(search!, shown), moreGroup(query)],
          Math.max(before, 0),
        );
        if (answer.found.length === 0) say(`${plural(hits.count, 'place')} in the text`, true);
      } else if (answer.found.length === 0) say('Nothing found. Try fewer words, or another spelling.', true);
    } catch {
      if (answer.found.length === 0) say('No name has these words, and the full text could not be loaded.', true);
    }
  }

  function showRecent(): void {
    const recent = recentSearches();
    const groups = [
      ...(recent.length > 0
        ? [
            group(
              'Recent searches',
              recent.map((text) => fillIn(text)),
            ),
          ]
        : []),
      group(
        'For example',
        EXAMPLES.filter((text) => !recent.includes(text)).map((text) => fillIn(text)),
      ),
    ];
    fill(groups, -1);
    say('', false);
    forget.hidden = recent.length === 0;
  }

  /** An option that puts a text into the box instead of leading away. */
  function fillIn(text: string): HTMLElement {
    const option = element(
      'div',
      { class: 'search-option', role: 'option', 'aria-selected': 'false' },
      element('span', { class: 'search-option__title' }, text),
    );
    option.addEventListener('click', () => {
      input.value = text;
      input.focus();
      show();
    });
    return option;
  }

  /** With Ctrl or Cmd a result opens in a tab of its own, as links do. */
  function follow(place: number, { ctrlKey, metaKey } = { ctrlKey: false, metaKey: false }): void {
    options[place]?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey }));
  }

  input.addEventListener('input', show);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const last = options.length - 1;
    if (event.key === 'ArrowDown') activate(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') activate(active <= 0 ? last : active - 1);
    else if (event.key === 'PageDown') activate(Math.min(active + 5, last));
    else if (event.key === 'PageUp') activate(Math.max(active - 5, 0));
    else if (event.key === 'Enter' && active >= 0) follow(active, event);
    else if (event.key === 'Enter' && !search && input.value.trim() !== '' && !enteredEarly) enteredEarly = true;
    else return;
    event.preventDefault();
  });
  form.addEventListener('submit', () => rememberSearch(input.value));
  list.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (!link) return;
    rememberSearch(input.value);
    // A place on this very page: the dialog is in its way.
    if (link.pathname === location.pathname && !event.ctrlKey && !event.metaKey) box.close();
  });
  list.addEventListener('pointermove', (event) => {
    const place = options.indexOf((event.target as Element).closest<HTMLElement>('[role=option]')!);
    if (place >= 0 && place !== active) activate(place);
  });
  forget.addEventListener('click', () => {
    forgetSearches();
    input.focus();
    show();
  });
  close.addEventListener('click', () => box.close());
  box.addEventListener('click', (event) => {
    if (event.target === box) box.close();
  });

  return {
    open(query) {
      if (box.open) return;
      if (query !== '') input.value = query;
      box.showModal();
      input.focus();
      input.select();
      show();
    },
  };
}

function groupsOf(search: Search, answer: Answer, query: string): HTMLElement[] {
  const groups = answer.groups.slice(0, MOST_GROUPS).map(({ kind, found }, place) => {
    const most = place === 0 ? MOST_IN_FIRST_GROUP : MOST_IN_GROUP;
    const label = found.length > most ? `${KIND_WORDS[kind].many}: ${most} of ${found.length}` : KIND_WORDS[kind].many;
    return group(
      label,
      found.slice(0, most).map((one) => result(search, one, query, answer.asksForServices)),
    );
  });
  return answer.found.length === 0 ? [] : [...groups, moreGroup(query, answer)];
}

function result(search: Search, found: Found, query: string, asksForServices: boolean): HTMLElement {
  const note = noteNodes(search.index, found, asksForServices);
  const option = element('a', {
    class: 'search-option',
    role: 'option',
    'aria-selected': 'false',
    tabindex: '-1',
    href: hrefOf(found, asksForServices),
  });
  const title = element('span', { class: 'search-option__title' });
  title.append(...titleNodes(titleFor(found, asksForServices), query));
  option.append(title);
  if (note.length > 0) {
    const line = element('span', { class: 'search-option__note' });
    line.append(...note);
    option.append(' ', line);
  }
  return option;
}

const resultsPage = (query: string, kind?: string): string =>
  `${routes.search}?${new URLSearchParams(kind === undefined ? { q: query } : { q: query, kind }).toString()}`;

function moreGroup(query: string, answer?: Answer): HTMLElement {
  const asked = `“${query.trim()}”`;
  const long = (answer?.groups ?? [])
    .filter(({ found }, place) => found.length > (place === 0 ? MOST_IN_FIRST_GROUP : MOST_IN_GROUP))
    .slice(0, 2);
  const links = [
    {
      text: answer
        ? `All ${plural(answer.found.length, 'result')} for ${asked}, and its places in the text`
        : `The results page for ${asked}`,
      href: resultsPage(query),
    },
    ...long.map(({ kind, found }) => ({ text: `${KIND_WORDS[kind].many}: all ${found.length}`, href: resultsPage(query, kind) })),
  ];
  const made = group(
    'More',
    links.map(({ text, href }) =>
      element(
        'a',
        { class: 'search-option', role: 'option', 'aria-selected': 'false', tabindex: '-1', href },
        element('span', { class: 'search-option__title' }, text),
      ),
    ),
  );
  made.dataset['more'] = '';
  return made;
}

function textGroup(search: Search, hits: readonly TextHit[]): HTMLElement {
  return group(
    'In the text',
    hits.map((hit) => {
      const note = element('span', { class: 'search-option__note' });
      note.append(...excerptNodes(hit));
      return element(
        'a',
        { class: 'search-option', role: 'option', 'aria-selected': 'false', tabindex: '-1', href: hit.url },
        element('span', { class: 'search-option__title' }, nameOf(search, hit)),
        ' ',
        note,
      );
    }),
  );
}

const nameOf = (search: Search, hit: TextHit): string => {
  const found = foundAt(search, hit.url);
  return found ? titleOf(found) : hit.title;
};

const excerptNodes = (hit: TextHit): Node[] =>
  hit.excerpt.map((piece, place) => (place % 2 === 1 ? element('mark', {}, piece) : document.createTextNode(piece)));

let groupNumber = 0;

function group(label: string, options: readonly HTMLElement[]): HTMLElement {
  const id = `search-group-${(groupNumber += 1)}`;
  return element(
    'div',
    { role: 'group', 'aria-labelledby': id, class: 'search-group' },
    element('div', { id, class: 'search-group__label', role: 'presentation' }, label),
    ...options,
  );
}
