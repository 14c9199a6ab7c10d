import { KIND_WORDS, titleOf, type Found, type Kind } from '../search/items.ts';
import { FACETS, type Answer, type Chosen, type FacetName, type Search } from '../search/search.ts';
import { hrefOf } from '../site/search-links.ts';
import { element } from './elements.ts';
import { foundAt } from './search-data.ts';
import { rememberSearch } from './search-recent.ts';
import { noteNodes, plural, titleFor, titleNodes } from './search-results.ts';
import { searchText, type TextHit } from './search-text.ts';

/**
 * The results page. Its address holds the question and the filters, so that it can be shared, reloaded and gone back to.
 * Names answer at once; the places in the text follow, and are never counted among the filters' options.
 */

const MOST_IN_GROUP = 8;
const STEP = 50;
const TEXT_STEP = 8;
const TEXT_DELAY = 300;
const STATUS_DELAY = 400;

interface State {
  readonly query: string;
  readonly chosen: Chosen;
}

/** @param names the names, which the page asked for beside this code */
export function startResultsPage(names: Promise<Search>): void {
  const form = document.querySelector<HTMLFormElement>('[data-search-page]')!;
  const input = form.querySelector<HTMLInputElement>('input[type=search]')!;
  const filters = document.querySelector<HTMLFormElement>('[data-search-filters]')!;
  const status = document.querySelector<HTMLElement>('[data-search-count]')!;
  const clear = document.querySelector<HTMLButtonElement>('[data-search-clear]')!;
  const empty = document.querySelector<HTMLElement>('[data-search-empty]')!;
  const results = document.querySelector<HTMLElement>('[data-search-results]')!;
  const texts = document.querySelector<HTMLElement>('[data-search-texts]')!;

  const options = [...filters.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].map((box) => ({
    box,
    facet: box.name as FacetName,
    row: box.closest('label')!,
    count: box.closest('label')!.querySelector<HTMLElement>('[data-count]')!,
    label: box.closest('label')!.querySelector('span')!.textContent.trim(),
  }));
  const legendOf = (facet: FacetName): string => filters.querySelector(`[data-facet=${facet}] legend`)!.textContent.trim();

  const examples = document.querySelector<HTMLElement>('[data-search-examples]')!;
  const fold = document.querySelector<HTMLDetailsElement>('[data-search-fold]')!;

  let search: Search | undefined;
  let state = fromAddress();
  /** Whether the newest entry of the history is a question still being typed: it is then replaced, not added to. */
  let typing = false;
  const timers = { status: 0, text: 0 };
  let turn = 0;

  function fromAddress(): State {
    const query = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(
      FACETS.map((facet) => [
        facet,
        query.getAll(facet).filter((value) => options.some((option) => option.facet === facet && option.box.value === value)),
      ]),
    );
    return { query: query.get('q') ?? '', chosen };
  }

  function addressOf({ query, chosen }: State): string {
    const params = new URLSearchParams();
    if (query.trim() !== '') params.set('q', query.trim());
    for (const facet of FACETS) for (const value of chosen[facet] ?? []) params.append(facet, value);
    const text = params.toString();
    return `${location.pathname}${text === '' ? '' : `?${text}`}`;
  }

  function change(next: State, how: 'push' | 'replace'): void {
    state = next;
    const address = addressOf(state);
    if (address !== `${location.pathname}${location.search}`) history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
    show();
  }

  const chosenBoxes = (): Chosen =>
    Object.fromEntries(
      FACETS.map((facet) => [
        facet,
        options.filter((option) => option.facet === facet && option.box.checked).map((option) => option.box.value),
      ]),
    );

  const anyChosen = (chosen: Chosen): boolean => FACETS.some((facet) => (chosen[facet] ?? []).length > 0);

  function show(): void {
    const { query, chosen } = state;
    turn += 1;
    document.title = query.trim() === '' ? 'Search · Plumbline' : `${query.trim()} · Search · Plumbline`;
    for (const { box, facet } of options) box.checked = (chosen[facet] ?? []).includes(box.value);
    if (!search) return;

    const answer = search.answer(query, chosen);
    const blank = query.trim() === '' && !anyChosen(chosen);
    showCounts(answer);
    clear.hidden = !anyChosen(chosen);
    results.replaceChildren(...answer.groups.map(({ kind, found }) => groupOf(kind, found, answer)));
    const byText = showEmpty(answer, blank);
    examples.hidden = !blank;
    // Where the text has to answer, the count is announced when it has.
    if (!byText) announce(blank ? '' : sentence(answer));
    showTexts(byText);
  }

  /** Exact, from the table of all entries; an option that would leave nothing is not offered. */
  function showCounts(answer: Answer): void {
    for (const { box, facet, row, count } of options) {
      const left = answer.counts[facet].get(box.value) ?? 0;
      count.textContent = String(left);
      row.hidden = left === 0 && !box.checked;
    }
    for (const fieldset of filters.querySelectorAll('fieldset')) fieldset.hidden = !fieldset.querySelector('label:not([hidden])');
    filters.hidden = !options.some((option) => !option.row.hidden);
  }

  function sentence(answer: Answer): string {
    const asked = state.query.trim() === '' ? '' : ` for “${state.query.trim()}”`;
    const near = answer.complete ? '' : '; none has all of the words';
    const count = answer.found.length;
    return anyChosen(state.chosen) && answer.unfiltered !== count
      ? `${count} of ${plural(answer.unfiltered, 'result')}${asked}${near}`
      : `${plural(count, 'result')}${asked}${near}`;
  }

  /** After a pause, so that each count is announced once, and not each letter's. */
  function announce(text: string): void {
    clearTimeout(timers.status);
    timers.status = window.setTimeout(() => {
      if (status.textContent !== text) status.textContent = text;
    }, STATUS_DELAY);
  }

  /** Says why nothing is left, and returns whether only the text can help. */
  function showEmpty(answer: Answer, blank: boolean): boolean {
    empty.hidden = blank || answer.found.length > 0;
    if (empty.hidden) return false;
    const advice = empty.querySelector<HTMLElement>('[data-search-advice]')!;
    if (answer.drop) {
      const { facet, count } = answer.drop;
      const drop = element('button', { type: 'button', class: 'button' }, `Drop the filter “${legendOf(facet)}”`);
      drop.addEventListener('click', () => {
        change({ ...state, chosen: { ...state.chosen, [facet]: [] } }, 'push');
        input.focus();
      });
      advice.replaceChildren(
        `Without the filter “${legendOf(facet)}” there ${count === 1 ? 'would be 1 result' : `would be ${count} results`}. `,
        drop,
      );
    } else if (anyChosen(state.chosen) && answer.unfiltered > 0) {
      advice.replaceChildren(`No single filter is to blame. Clear all filters to see ${plural(answer.unfiltered, 'result')}.`);
    } else {
      advice.replaceChildren('No name has these words. Looking in the text …');
      return true;
    }
    return false;
  }

  /** The last word, where no name has what was asked for. */
  function showOnlyTexts(count: number): void {
    const advice = empty.querySelector<HTMLElement>('[data-search-advice]')!;
    empty.hidden = count > 0;
    const asked = `“${state.query.trim()}”`;
    if (count === 0) advice.replaceChildren('Neither a name nor a text has these words. Try fewer of them, or another spelling.');
    announce(count === 0 ? `0 results for ${asked}` : `No name has ${asked}; ${count === 1 ? '1 place' : `${count} places`} in the text`);
  }

  function groupOf(kind: Kind, found: readonly Found[], answer: Answer): HTMLElement {
    const id = `group-${kind}`;
    const alone = answer.groups.length === 1;
    const list = element('ol', { class: 'search-results' });
    const more = element('p', { class: 'search-more' });
    let shown = 0;
    const showUpTo = (count: number): void => {
      list.append(...found.slice(shown, count).map((one) => resultOf(one, answer.asksForServices)));
      shown = Math.min(count, found.length);
      more.hidden = shown >= found.length;
    };
    const button = element(
      'button',
      { type: 'button', class: 'button' },
      alone ? `Show ${STEP} more` : `All ${found.length}: ${KIND_WORDS[kind].many}`,
    );
    button.addEventListener('click', () => {
      if (!alone) {
        change({ ...state, chosen: { ...state.chosen, kind: [kind] } }, 'push');
        results.querySelector<HTMLElement>('a')?.focus();
        return;
      }
      const first = shown;
      showUpTo(shown + STEP);
      list.children[first]?.querySelector('a')?.focus();
    });
    more.append(button);
    showUpTo(alone ? STEP : MOST_IN_GROUP);
    return element(
      'section',
      { 'aria-labelledby': id },
      element('h2', { id }, `${KIND_WORDS[kind].many} `, element('span', { class: 'count' }, String(found.length))),
      list,
      more,
    );
  }

  function resultOf(found: Found, asksForServices: boolean): HTMLElement {
    const link = element('a', { href: hrefOf(found, asksForServices) });
    link.append(...titleNodes(titleFor(found, asksForServices), state.query));
    // A feature, a service and a term may share a name; those who hear the link by itself are told which it is.
    if (found.kind !== 'entry') link.append(element('span', { class: 'visually-hidden' }, `, ${KIND_WORDS[found.kind].one}`));
    const note = element('p');
    note.append(...noteNodes(search!.index, found, asksForServices));
    return element('li', {}, link, note.hasChildNodes() ? note : undefined);
  }

  function showTexts(alone: boolean): void {
    clearTimeout(timers.text);
    const query = state.query.trim();
    if (query.length < 3) {
      texts.hidden = true;
      if (alone) showOnlyTexts(0);
      return;
    }
    const mine = turn;
    const { chosen } = state;
    timers.text = window.setTimeout(() => {
      searchText(search!.index.text, query, chosen).then(
        async (hits) => {
          const section = await textSection(hits);
          if (mine !== turn) return;
          texts.hidden = hits.count === 0;
          texts.replaceChildren(...(hits.count === 0 ? [] : section));
          if (alone) showOnlyTexts(hits.count);
        },
        () => {
          if (mine !== turn) return;
          texts.hidden = false;
          texts.replaceChildren(
            element('p', { class: 'notice' }, 'The full text could not be loaded. The results above come from names alone.'),
          );
        },
      );
    }, TEXT_DELAY);
  }

  async function textSection(hits: Awaited<ReturnType<typeof searchText>>): Promise<HTMLElement[]> {
    const above = new Set([...results.querySelectorAll('a')].map((link) => link.getAttribute('href')!.replace(/#services$/, '')));
    const list = element('ol', { class: 'search-results' });
    const button = element('button', { type: 'button', class: 'button' }, 'More places in the text');
    let shown = 0;
    const add = async (): Promise<void> => {
      const enough = list.children.length + TEXT_STEP;
      while (list.children.length < enough && shown < hits.count) {
        const next = await hits.more(shown, shown + TEXT_STEP);
        shown += TEXT_STEP;
        for (const hit of next) if (!above.has(hit.url)) list.append(textResult(hit));
      }
      button.hidden = shown >= hits.count;
    };
    const textResult = (hit: TextHit): HTMLElement => {
      const excerpt = element('p');
      excerpt.append(...hit.excerpt.map((piece, place) => (place % 2 === 1 ? element('mark', {}, piece) : piece)));
      const found = foundAt(search!, hit.url);
      const link = found
        ? element('a', { href: hit.url }, `${titleOf(found)} `, element('span', { class: 'search-kind' }, KIND_WORDS[found.kind].one))
        : element('a', { href: hit.url }, hit.title);
      return element('li', {}, link, excerpt);
    };
    await add();
    button.addEventListener('click', () => {
      const first = list.children.length;
      void add().then(() => list.children[first]?.querySelector('a')?.focus());
    });
    const note = element(
      'p',
      { class: 'search-note' },
      `${hits.count === 1 ? '1 place holds' : `${hits.count} places hold`} these words. What is listed above is left out here, and the numbers beside the filters count names alone.`,
    );
    return [element('h2', { id: 'group-text' }, 'In the text'), note, list, element('p', { class: 'search-more' }, button)];
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    rememberSearch(input.value);
    change({ ...state, query: input.value }, typing ? 'replace' : 'push');
    typing = false;
  });
  input.addEventListener('input', () => {
    change({ ...state, query: input.value }, typing ? 'replace' : 'push');
    typing = true;
  });
  input.addEventListener('change', () => {
    typing = false;
  });
  filters.addEventListener('change', () => {
    typing = false;
    change({ ...state, chosen: chosenBoxes() }, 'push');
  });
  filters.addEventListener('submit', (event) => event.preventDefault());
  clear.addEventListener('click', () => {
    typing = false;
    change({ ...state, chosen: {} }, 'push');
    input.focus();
  });
  addEventListener('popstate', () => {
    typing = false;
    state = fromAddress();
    input.value = state.query;
    show();
  });

  // Beside the results there is room for the filters; above them, they would push the results off the screen.
  fold.open = matchMedia('(min-width: 62rem)').matches;
  input.value = state.query;
  names.then(
    async (loaded) => {
      // A slow phone shall answer between making the index and showing what it has.
      await new Promise((resolve) => setTimeout(resolve));
      search = loaded;
      show();
      if (state.query !== '') rememberSearch(state.query);
    },
    () => {
      announce('The names could not be loaded. Reload the page to try again.');
    },
  );
}
