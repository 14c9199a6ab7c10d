import type * as SearchApp from './search-app.ts';

/** All that a reading page carries of search: it waits for `/`, Ctrl+K or a click into the box, and loads the rest then. */

const box = document.querySelector<HTMLInputElement>('#site-search');
/** On the results page the question is already on the screen. */
const question = document.querySelector<HTMLInputElement>('[data-search-page] input[type=search]');

let loading: Promise<typeof SearchApp> | undefined;
let names: Promise<Response>;

/** Code and names are asked for side by side: on a slow line, one wait instead of two. */
function load(): Promise<typeof SearchApp> {
  if (loading) return loading;
  names = fetch(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/search/names.json`);
  loading = import('./search-app.ts');
  // A line that was down may be up at the next try.
  loading.catch(() => (loading = undefined));
  return loading;
}

function open(): void {
  if (question) {
    question.focus();
    question.select();
  } else void load().then((app) => app.openSearch(box?.value ?? '', app.loadSearch(names)));
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

document.addEventListener('keydown', (event) => {
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!slash && !chord) return;
  event.preventDefault();
  open();
});

// The box works by itself: Tab, type, Enter leads to the results page. A click opens the dialog, which answers while one types.
if (question) void load().then((app) => app.startResultsPage(app.loadSearch(names)));
else {
  box?.addEventListener('click', open);
  box?.addEventListener('pointerenter', () => void load(), { once: true });
}
