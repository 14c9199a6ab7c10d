import { ACTION, labelFor } from '../../schemas/vocabulary.ts';
import {
  compareServices,
  idsAsked,
  MOST_COMPARED,
  servicesMeant,
  type Agreement,
  type ComparedEntry,
  type ComparedRow,
  type ComparedService,
} from '../catalog/compare.ts';
import { GLYPHS } from '../components/glyphs.ts';
import { comparisonTable, factsInWords, profileTable, PROFILE_ROWS, workTable } from '../exports/comparison.ts';
import { csvOf, fileNameOf, provenanceOf, workbookOf, type About } from '../exports/table.ts';
import { download, element, glyph } from './elements.ts';

/** Services side by side, from the address `?s=…` and the API's JSON. The address is the whole state. */

const root = document.querySelector<HTMLElement>('[data-compare]');
if (root) start(root);

function start(root: HTMLElement): void {
  const within = <T extends HTMLElement>(selector: string): T => root.querySelector<T>(selector)!;
  const data = root.dataset as Record<'api' | 'services' | 'features' | 'version' | 'readOn' | 'benchmark', string>;
  const heading = document.querySelector<HTMLElement>('[data-compare-title]')!;
  const startTitle = heading.textContent;
  const input = within<HTMLInputElement>('#picker');
  const said = within('[data-picker-said]');
  const chosen = within('[data-chosen]');
  const count = within('[data-compare-count]');
  const place = within('[data-compare-table]');
  const tools = within('[data-compare-tools]');
  const only = within<HTMLInputElement>('[data-only]');
  const known = [...root.querySelectorAll('option')].map((option) => ({
    id: option.dataset['id']!,
    name: option.value,
    otherNames: (option.dataset['also'] ?? '').split('|').filter((name) => name !== ''),
  }));
  const nameOf = (id: string): string => known.find((service) => service.id === id)!.name;
  const services = new Map<string, Promise<ComparedService>>();

  /** What is on the screen; exports take it from here. */
  let shown: { services: ComparedService[]; rows: ComparedRow[] } | undefined;

  const query = (): URLSearchParams => new URLSearchParams(location.search);
  const asked = (): { ids: string[]; unknown: string[]; tooMany: boolean } => {
    const all = idsAsked(query().get('s'));
    const ids = all.filter((id) => known.some((service) => service.id === id));
    return { ids: ids.slice(0, MOST_COMPARED), unknown: all.filter((id) => !ids.includes(id)), tooMany: ids.length > MOST_COMPARED };
  };

  function go(ids: readonly string[], onlyDifferences: boolean): void {
    const search = [ids.length > 0 ? `s=${ids.join(',')}` : '', onlyDifferences ? 'only=differences' : '']
      .filter((part) => part !== '')
      .join('&');
    history.pushState(null, '', `${location.pathname}${search ? `?${search}` : ''}`);
    void show();
  }

  function fetched(id: string): Promise<ComparedService> {
    let service = services.get(id);
    if (!service) {
      service = fetch(`${data.api}${id}.json`).then(async (answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
        return (await answer.json()) as ComparedService;
      });
      services.set(id, service);
      // A failure is forgotten, so that the next try asks again.
      service.catch(() => services.delete(id));
    }
    return service;
  }

  let turn = 0;
  async function show(): Promise<void> {
    const mine = (turn += 1);
    const { ids, unknown, tooMany } = asked();
    only.checked = query().get('only') === 'differences';
    const problems = [
      ...unknown.map((id) => `There is no service “${id}”.${suggestion(id)}`),
      ...(tooMany ? [`More than ${MOST_COMPARED} do not fit side by side; these are the first ${MOST_COMPARED}.`] : []),
    ];
    said.textContent = problems.join(' ');
    showChosen(ids);
    within('[data-compare-start]').hidden = ids.length > 0;
    let found: ComparedService[];
    try {
      found = await Promise.all(ids.map(fetched));
    } catch (error) {
      if (mine !== turn) return;
      said.textContent = `The facts could not be fetched (${error instanceof Error ? error.message : String(error)}). Reload the page to try again.`;
      return;
    }
    // Somebody who adds two services quickly sees the second answer, whichever arrives last.
    if (mine !== turn) return;
    showTable(found);
  }

  /** What was typed, one service or several with commas between them: the services then compared, and what is wrong. */
  function meantBy(text: string, ids: readonly string[]): { wanted: string[]; problems: string[]; left: string[] } {
    const wanted = [...ids];
    const problems: string[] = [];
    // What could not be added stays in the box, to be mended.
    const left: string[] = [];
    const parts = text
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length === 0) problems.push('Type a part of a service’s name.');
    for (const typed of parts) {
      const meant = servicesMeant(known, typed);
      const one = meant.length === 1 ? meant[0] : undefined;
      const problem = one ? hindrance(one, wanted) : whyNone(typed, meant);
      if (one && problem === undefined) wanted.push(one.id);
      else {
        problems.push(problem!);
        left.push(typed);
      }
    }
    return { wanted, problems, left };
  }

  type Known = (typeof known)[number];
  const hindrance = (service: Known, ids: readonly string[]): string | undefined =>
    ids.includes(service.id)
      ? `${service.name} is there already.`
      : ids.length >= MOST_COMPARED
        ? `${MOST_COMPARED} services fit side by side. Remove one first.`
        : undefined;
  const whyNone = (typed: string, meant: readonly Known[]): string =>
    meant.length === 0
      ? `No service is called “${typed}”.`
      : `“${typed}” fits ${meant.length} services: ${meant
          .slice(0, 5)
          .map((service) => service.name)
          .join(', ')}${meant.length > 5 ? ' …' : ''}.`;

  const suggestion = (typed: string): string => {
    const near = servicesMeant(known, typed.split('-').at(-1) ?? '').slice(0, 3);
    return near.length === 0 ? '' : ` Did you mean ${near.map((service) => service.name).join(' or ')}?`;
  };

  function showChosen(ids: readonly string[]): void {
    chosen.replaceChildren(
      ...ids.map((id) => {
        const button = element('button', { class: 'button', type: 'button', 'aria-label': `Remove ${nameOf(id)}` }, 'Remove');
        button.addEventListener('click', () => {
          const at = asked().ids.indexOf(id);
          go(
            asked().ids.filter((other) => other !== id),
            only.checked,
          );
          const buttons = chosen.querySelectorAll('button');
          (buttons[Math.min(at, buttons.length - 1)] ?? input).focus();
        });
        return element('li', {}, element('a', { href: `${data.services}${id}/` }, nameOf(id)), button);
      }),
    );
  }

  function showTable(found: ComparedService[]): void {
    tools.hidden = found.length < 2;
    if (found.length < 2) {
      shown = undefined;
      place.replaceChildren();
      count.textContent = found.length === 1 ? 'One service chosen. Add another to compare it with.' : '';
      heading.textContent = startTitle;
      document.title = `${startTitle} · Plumbline`;
      return;
    }
    const all = compareServices(found);
    const rows = only.checked ? all.filter((row) => row.agreement === 'differ') : all;
    shown = { services: found, rows };
    const differing = all.filter((row) => row.agreement === 'differ').length;
    const names = found.map((service) => service.name);
    count.textContent = `${found.length} services: ${differing} of ${all.length} features differ.`;
    within('[data-compare-in-force]').textContent = only.checked ? 'Only the features where the services differ are shown.' : '';
    heading.textContent = `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
    document.title = `${heading.textContent} · Plumbline`;
    place.replaceChildren(
      element('div', { class: 'table-box', role: 'region', tabindex: '0', 'aria-label': 'Services side by side' }, comparison(found, rows)),
    );
  }

  const GROUP: Readonly<Record<Agreement, (features: string) => string>> = {
    differ: (features) => `${features} where they differ`,
    agree: (features) => `${features} where they agree`,
    'nothing-to-do': (features) => `${features} that apply to none of them`,
  };

  function comparison(found: readonly ComparedService[], rows: readonly ComparedRow[]): HTMLTableElement {
    const head = (text: string): HTMLTableSectionElement =>
      element(
        'tbody',
        {},
        element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: String(found.length + 1) }, text)),
      );
    const profile = head('Security profile');
    for (const row of PROFILE_ROWS) {
      profile.append(
        element('tr', {}, element('th', { scope: 'row' }, row.label), ...found.map((service) => element('td', {}, row.valueOf(service)))),
      );
    }
    const groups = (Object.keys(GROUP) as Agreement[]).flatMap((agreement) => {
      const own = rows.filter((row) => row.agreement === agreement);
      if (own.length === 0) return [];
      const group = head(GROUP[agreement](own.length === 1 ? 'One feature' : `${own.length} features`));
      group.append(...own.map((row) => rowOf(row, found)));
      return [group];
    });
    return element(
      'table',
      { class: 'comparison' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, 'Feature'),
          ...found.map((service) =>
            element('th', { scope: 'col' }, element('a', { href: `${data.services}${service.id}/` }, service.name)),
          ),
        ),
      ),
      profile,
      ...groups,
    );
  }

  const rowOf = (row: ComparedRow, found: readonly ComparedService[]): HTMLTableRowElement =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        element('a', { href: `${data.features}${row.feature}/` }, row.featureName),
        ' ',
        element('span', { class: 'code-tag' }, row.control),
      ),
      ...row.cells.map((cell, at) => (cell ? cellOf(cell, row, found[at]!) : element('td', {}, 'Not stated'))),
    );

  function cellOf(cell: ComparedEntry, row: ComparedRow, service: ComparedService): HTMLTableCellElement {
    const label = labelFor(ACTION, cell.action);
    const link = element(
      'a',
      {
        class: 'badge',
        'data-action': cell.action,
        href: `${data.services}${service.id}/#${cell.anchor}`,
        'aria-label': `${label}: ${row.featureName} in ${service.name}`,
      },
      glyph(GLYPHS[cell.action]),
      label,
    );
    const disputed = cell.disputes.length > 0 ? element('span', { class: 'badge disputed' }, 'Disputed') : undefined;
    const facts = cell.action === 'none' ? undefined : element('span', { class: 'comparison__facts' }, factsInWords(cell));
    return element('td', {}, link, disputed, facts);
  }

  within('[data-picker]').addEventListener('submit', (event) => {
    event.preventDefault();
    const { ids } = asked();
    const { wanted, problems, left } = meantBy(input.value, ids);
    if (wanted.length > ids.length) {
      input.value = left.join(', ');
      go(wanted, only.checked);
    }
    if (problems.length > 0) said.textContent = problems.join(' ');
    input.focus();
  });
  only.addEventListener('change', () => go(asked().ids, only.checked));
  within('[data-print]').addEventListener('click', () => print());
  within('[data-share]').addEventListener('click', () => {
    navigator.clipboard.writeText(location.href).then(
      () => (said.textContent = 'The address of this comparison is copied.'),
      () => (said.textContent = `The browser did not allow copying. The address is ${location.href}`),
    );
  });
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-export]')) {
    button.addEventListener('click', () => void save(button.dataset['export'] as 'csv' | 'xlsx' | 'json'));
  }

  async function save(kind: 'csv' | 'xlsx' | 'json'): Promise<void> {
    if (!shown) return;
    const { services: found, rows } = shown;
    const about: About = {
      title: `${heading.textContent}: security baselines side by side`,
      version: data.version,
      readOn: data.readOn,
      benchmark: data.benchmark,
      notes: [location.href, ...(only.checked ? ['Only the features where the services differ.'] : [])],
    };
    const name = fileNameOf('comparison', about, kind);
    if (kind === 'csv') download(name, csvOf(comparisonTable(found, rows), about), 'text/csv;charset=utf-8');
    if (kind === 'json') {
      const ids = found.map((service) => service.id);
      download(name, `${JSON.stringify({ source: provenanceOf(about), services: ids, rows }, null, 1)}\n`, 'application/json');
    }
    if (kind === 'xlsx') {
      const bytes = await workbookOf([comparisonTable(found, rows), profileTable(found), workTable(found, rows)], about);
      download(name, bytes as Uint8Array<ArrayBuffer>, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    }
  }

  addEventListener('popstate', () => void show());
  // Names, as the start page's form sends them, become ids once.
  const names = query().get('names');
  const { wanted, problems, left } = names === null ? { wanted: [], problems: [], left: [] } : meantBy(names, []);
  if (names !== null) {
    history.replaceState(null, '', `${location.pathname}${wanted.length > 0 ? `?s=${wanted.join(',')}` : ''}`);
    input.value = left.join(', ');
  }
  void show();
  if (problems.length > 0) said.textContent = problems.join(' ');
}
