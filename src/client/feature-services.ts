import { element } from './elements.ts';

/** Groups the services of a feature anew: by support, action or whose job. The address holds the choice. */

const table = document.querySelector<HTMLTableElement>('[data-feature-services]');
const form = document.querySelector<HTMLFormElement>('[data-group-by]');
if (table && form) start(table, form);

function start(table: HTMLTableElement, form: HTMLFormElement): void {
  const choice = form.querySelector('select')!;
  const said = form.querySelector<HTMLElement>('[data-group-said]')!;
  const words = JSON.parse(table.dataset['words']!) as Record<string, [value: string, label: string][]>;
  // In the order of the page within each group: by service name.
  const collator = new Intl.Collator('en', { numeric: true });
  const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr:not(.group)')].sort((a, b) =>
    collator.compare(a.cells[0]!.textContent.trim(), b.cells[0]!.textContent.trim()),
  );
  const columns = String(table.tHead!.rows[0]!.cells.length);

  function show(): void {
    const groups = words[choice.value]!.flatMap(([value, label]) => {
      const own = rows.filter((row) => row.getAttribute(`data-${choice.value}`) === value);
      if (own.length === 0) return [];
      const title = `${label}: ${own.length} ${own.length === 1 ? 'service' : 'services'}`;
      return [
        element('tbody', {}, element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: columns }, title)), ...own),
      ];
    });
    for (const body of [...table.tBodies]) body.remove();
    table.append(...groups);
  }

  function fromAddress(): void {
    const asked = new URLSearchParams(location.search).get('by') ?? '';
    choice.value = asked in words ? asked : Object.keys(words)[0]!;
    show();
  }

  choice.addEventListener('change', () => {
    const query = new URLSearchParams(location.search);
    query.set('by', choice.value);
    history.pushState(null, '', `${location.pathname}?${query.toString()}${location.hash}`);
    show();
    said.textContent = `Grouped by ${choice.selectedOptions[0]!.textContent.trim().toLowerCase()}`;
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('popstate', fromAddress);
  if (location.search !== '') fromAddress();
}
