import { packDigest, type Item } from '../checklists/item.ts';
import { isSelected, queryOf, SELECTION, selectionFrom, valuesOf, type Selection } from '../checklists/selection.ts';
import { beginBench } from './checklist-bench.ts';
import type { Row } from './checklist-rows.ts';
import type { PackInfo } from '../site/pack.ts';
import { all, element, one } from './dom.ts';

/** Assembles a list from the address: services, roles and filters. What is chosen goes back into the address. */

const bench = await beginBench();
const page = JSON.parse(one('script[data-pack]').textContent) as PackInfo;
const form = one<HTMLFormElement>('[data-choice]');
const boxes = all<HTMLInputElement>('input[type=checkbox]', form);
const status = one('[data-build-status]');
const clear = one('[data-build-clear]');
const fold = one<HTMLDetailsElement>('[data-build-fold]');
const toList = one('[data-build-show]');
const loaded = new Map<string, Promise<readonly Item[]>>();
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
/** Only the latest of several choices in a row is shown. */
let turn = 0;

const nameOf = (box: HTMLInputElement): string => box.nextElementSibling!.textContent;
const legendOf = (name: string): string => one(`legend`, boxes.find((box) => box.name === name)!.closest('fieldset')!).textContent;
const chosenNames = (name: keyof Selection): string[] => boxes.filter((box) => box.checked && box.name === name).map(nameOf);

function itemsOf(service: string): Promise<readonly Item[]> {
  const known = loaded.get(service);
  if (known) return known;
  const coming = fetch(`${page.root}data/${service}.json`).then(async (response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return ((await response.json()) as { items: readonly Item[] }).items;
  });
  loaded.set(service, coming);
  coming.catch(() => loaded.delete(service));
  return coming;
}

async function show(): Promise<void> {
  const mine = (turn += 1);
  const selection = selectionFrom(new URLSearchParams(location.search));
  for (const box of boxes) box.checked = (selection[box.name as keyof Selection] as readonly string[]).includes(box.value);
  clear.hidden = SELECTION.every((name) => selection[name].length === 0);
  const services = boxes.filter((box) => box.name === 'service' && box.checked);
  // Before the items come: a title that grows later would push what is below it down.
  const title = services.length === 0 ? 'Build a checklist' : titleOf(selection);
  one('[data-build-title]').textContent = title;
  document.title = `${title} · Plumbline`;
  let all: readonly Item[];
  try {
    all = (await Promise.all(services.map((box) => itemsOf(box.value)))).flat();
  } catch {
    status.textContent = 'The items could not be loaded. Check the connection, then choose again.';
    return;
  }
  if (mine !== turn) return;

  const items = all.filter((item) => isSelected(item, selection));
  countOptions(all, selection);
  const message = services.length === 0 ? 'Choose a service to begin.' : items.length === 0 ? advice(all, selection) : '';
  status.hidden = message === '';
  if (status.textContent !== message) status.textContent = message;
  one('[data-build-list]').hidden = items.length === 0;
  toList.hidden = items.length === 0;
  toList.textContent = `Show ${items.length === 1 ? 'the item' : `the ${items.length} items`}`;

  const rows = drawn(items, services.length > 1);
  const digest = packDigest(items);
  const present = new Set(items.flatMap((item) => item.roles));
  for (const slot of ['title', 'content'])
    one(`[data-slip=${slot}]`).textContent =
      slot === 'title' ? title : `Plumbline ${page.version}, facts as of ${page.facts}, digest ${digest}`;
  sheet.replaceSync(
    `@page{@top-left{content:${quoted(title)}}@bottom-left{content:${quoted(`Facts as of ${page.facts}, digest ${digest}`)};font:8pt sans-serif;color:#333}}`,
  );
  bench.show(
    {
      ...page,
      pack: `build/?${queryOf(selection)}`,
      title,
      digest,
      services: services.map((box) => ({ id: box.value, name: nameOf(box) })),
      roles: page.roles.filter((role) => (selection.role.length === 0 ? present.has(role.id) : selection.role.includes(role.id))),
    },
    rows,
    new Map(services.map((box) => [box.value, new Set(all.filter((item) => item.service === box.value).map((item) => item.code))])),
  );
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

function titleOf(selection: Selection): string {
  const filters = SELECTION.slice(1).flatMap((name) => (selection[name].length === 0 ? [] : [chosenNames(name).join(' or ')]));
  return [chosenNames('service').join(' + '), ...filters].join(': ');
}

/** What each option would give, the others of its group aside. */
function countOptions(items: readonly Item[], selection: Selection): void {
  for (const box of boxes) {
    const name = box.name as keyof Selection;
    // A service that is not chosen is not loaded, and shows all that it has.
    if (name === 'service' && !box.checked) continue;
    const count = items.filter((item) => isSelected(item, selection, name) && valuesOf(item, name).includes(box.value)).length;
    one('[data-count]', box.parentElement!).textContent = selection.service.length === 0 ? '' : String(count);
    box.disabled = selection.service.length > 0 && count === 0 && !box.checked;
  }
}

function advice(items: readonly Item[], selection: Selection): string {
  const best = SELECTION.slice(1)
    .filter((name) => selection[name].length > 0)
    .map((name) => ({ name, count: items.filter((item) => isSelected(item, selection, name)).length }))
    .sort((a, b) => b.count - a.count)[0];
  return `No item fits. ${best && best.count > 0 ? `Without “${legendOf(best.name)}” there would be ${best.count}.` : 'Clear the choice to begin again.'}`;
}

/** Rows by domain in the benchmark's order; within one, the same control of all services together. */
function drawn(items: readonly Item[], isMixed: boolean): Row[] {
  const order = boxes.filter((box) => box.name === 'domain').map((box) => box.value);
  const list = one('[data-list]');
  list.replaceChildren();
  return order.flatMap((domain) => {
    const own = items
      .filter((item) => item.domain === domain)
      .sort(
        (a, b) =>
          a.control.localeCompare(b.control, 'en', { numeric: true }) ||
          a.title.localeCompare(b.title, 'en') ||
          a.code.localeCompare(b.code, 'en'),
      );
    if (own.length === 0) return [];
    const part = (one<HTMLTemplateElement>('[data-part-mould]').content.cloneNode(true) as DocumentFragment)
      .firstElementChild as HTMLElement;
    part.dataset['part'] = domain;
    for (const labelled of [part, one('table', part)]) labelled.setAttribute('aria-labelledby', `domain-${domain}`);
    one('h2', part).id = `domain-${domain}`;
    one('h2', part).textContent = own[0]!.domainName;
    list.append(part);
    return own.map((item) => {
      const row = rowOf(item, isMixed);
      one('tbody', part).append(row);
      return { item, element: row, part };
    });
  });
}

function rowOf(item: Item, isMixed: boolean): HTMLTableRowElement {
  const row = one<HTMLTemplateElement>('[data-row-mould]').content.querySelector('tr')!.cloneNode(true) as HTMLTableRowElement;
  row.id = item.code;
  one('.tick', row).setAttribute('aria-label', `Done: ${item.title} (${item.code})`);
  const link = one<HTMLAnchorElement>('th a', row);
  link.href = `${page.servicesRoot}${item.service}/#${item.anchor}`;
  link.textContent = item.title;
  if (isMixed) link.setAttribute('aria-label', `${item.title}, ${item.serviceName}`);
  one('.code-tag', row).textContent = item.code;
  one('.item__service', row).textContent = isMixed ? item.serviceName : '';
  for (const badge of all<HTMLElement>('.badge', row)) {
    if (badge.dataset['action'] === item.action) one('[data-verb]', row).textContent = `${badge.textContent.trim()}.`;
    else badge.remove();
  }
  one('[data-do]', row).textContent = item.do;
  one('[data-confirm]', row).textContent = item.confirm;
  const sources = item.references.map(({ title, url }) =>
    element('a', { href: url, 'aria-label': `${title}, reference of ${item.code}` }, title),
  );
  if (sources.length === 0) one('.sources', row).remove();
  else one('.sources', row).append(...sources);
  return row;
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', (event) => {
  if (!(event.target as Element).matches('[type=checkbox]')) return;
  choose(
    Object.fromEntries(SELECTION.map((name) => [name, boxes.filter((box) => box.name === name && box.checked).map((box) => box.value)])),
  );
});
toList.addEventListener('click', () => {
  fold.open = false;
  one('summary', fold).focus();
});
clear.addEventListener('click', () => {
  choose({});
  one('[data-find-service]').focus();
});
one<HTMLInputElement>('[data-find-service]').addEventListener('input', (event) => {
  const wanted = (event.target as HTMLInputElement).value.trim().toLowerCase();
  for (const box of boxes)
    if (box.name === 'service') box.parentElement!.hidden = !box.checked && !nameOf(box).toLowerCase().includes(wanted);
});
addEventListener('popstate', () => void show());

function choose(selection: Partial<Selection>): void {
  const kept = new URLSearchParams(new URLSearchParams(location.search).getAll('status').map((value) => ['status', value]));
  const query = [queryOf(selection), kept.toString()].filter((part) => part !== '').join('&');
  history.pushState(null, '', `${location.pathname}${query && `?${query}`}`);
  void show();
}

// Beside the list where there is room; above it on a narrow screen, where what is chosen makes way for the list.
fold.open = matchMedia('(min-width: 62rem)').matches || !new URLSearchParams(location.search).has('service');
void show();
