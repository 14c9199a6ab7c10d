import { ACTION, wordFor, type Action } from '../../schemas/vocabulary.ts';
import { csvOf, fileNameOf, workbookOf, type About, type Table } from '../exports/table.ts';
import { download } from './elements.ts';
import { facetsOf, type Choice } from './facets.ts';
import { CELL_CLASS } from './matrix-cells.ts';

/**
 * The matrix narrowed by the address: rows by what a service is, columns by domain and feature, and both by
 * what the cells say. A service is shown if one of the columns shown says what was asked for.
 */

const table = document.querySelector<HTMLTableElement>('[data-matrix]');
const form = document.querySelector<HTMLFormElement>('[data-matrix-filters]');
if (table && form) start(table, form);

interface Column {
  readonly id: string;
  readonly domain: string;
  readonly head: HTMLElement;
  readonly link: HTMLAnchorElement;
  readonly name: string;
}

function start(table: HTMLTableElement, form: HTMLFormElement): void {
  const facets = facetsOf(form, show);
  const profileFacets = facets.names.filter((facet) => !['action', 'support', 'domain', 'feature'].includes(facet));
  const domainHeads = [...table.querySelectorAll<HTMLTableCellElement>('th[scope=colgroup]')];
  const columns: Column[] = [...table.querySelectorAll<HTMLElement>('thead th[data-feature]')].map((head) => {
    const link = head.querySelector('a')!;
    return { id: head.dataset['feature']!, domain: head.dataset['domain']!, head, link, name: link.dataset['name']! };
  });
  const actionOfClass = new Map<string, Action>(ACTION.map(({ value }) => [CELL_CLASS[value], value]));
  const rows = [...table.tBodies[0]!.rows].map((element) => ({
    element,
    values: new Map(profileFacets.map((facet) => [facet, (element.getAttribute(`data-${facet}`) ?? '').split(' ')])),
    actions: [...element.cells].slice(1).map((cell) => actionOfClass.get(cell.className[0] ?? '')),
  }));
  const supportOf = (action: Action | undefined): string | undefined =>
    action === undefined ? undefined : action === 'none' ? 'not-applicable' : String(action !== 'compensate');

  const one = <T extends HTMLElement>(name: string): T => document.querySelector<T>(`[data-matrix-${name}]`)!;
  const [status, empty, clear, inForce, fold, note, compare] = [
    one('count'),
    one('empty'),
    one<HTMLButtonElement>('clear'),
    one('in-force'),
    one<HTMLDetailsElement>('fold'),
    one('note'),
    one<HTMLAnchorElement>('compare'),
  ];
  const compareAt = compare.href;

  // Columns are hidden and cells faded by rules in a sheet of their own: no cell is touched, however many there are.
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);

  const allows = (choice: Choice, facet: string, value: string | undefined): boolean => {
    const wanted = choice.get(facet)!;
    return wanted.length === 0 || (value !== undefined && wanted.includes(value));
  };
  const columnsOf = (choice: Choice): number[] =>
    columns.flatMap((column, at) => (allows(choice, 'domain', column.domain) && allows(choice, 'feature', column.id) ? [at] : []));
  const cellFits = (choice: Choice, action: Action | undefined): boolean =>
    allows(choice, 'action', action) && allows(choice, 'support', supportOf(action));
  const rowsOf = (choice: Choice): (typeof rows)[number][] => {
    const shown = columnsOf(choice);
    const asksForCells = choice.get('action')!.length + choice.get('support')!.length > 0;
    return rows.filter(
      (row) =>
        profileFacets.every((facet) => {
          const wanted = choice.get(facet)!;
          return wanted.length === 0 || wanted.some((value) => row.values.get(facet)!.includes(value));
        }) &&
        shown.length > 0 &&
        (!asksForCells || shown.some((at) => cellFits(choice, row.actions[at]))),
    );
  };
  const instead = (choice: Choice, facet: string, values: readonly string[]): Choice => new Map([...choice, [facet, values]]);

  function show(): void {
    const choice = facets.chosen();
    const shownRows = rowsOf(choice);
    const shownColumns = new Set(columnsOf(choice));
    for (const row of rows) row.element.hidden = !shownRows.includes(row);
    columns.forEach((column, at) => {
      column.head.hidden = !shownColumns.has(at);
    });
    for (const head of domainHeads) {
      const span = columns.filter((column, at) => column.domain === head.dataset['domain'] && shownColumns.has(at)).length;
      head.hidden = span === 0;
      if (span > 0) head.colSpan = span;
    }
    const hidden = columns.flatMap((_, at) => (shownColumns.has(at) ? [] : [`.matrix td:nth-child(${at + 2})`]));
    const faded = [...actionOfClass].flatMap(([letter, action]) => (cellFits(choice, action) ? [] : [`.matrix td.${letter}`]));
    sheet.replaceSync(
      `${hidden.length > 0 ? `${hidden.join()}{display:none}` : ''}${faded.length > 0 ? `${faded.join()}{--fill:transparent;--glyph:0.35}` : ''}`,
    );

    facets.showCounts((facet, value) => rowsOf(instead(choice, facet, [value])).length);
    const any = facets.anyChosen();
    const part = (count: number, all: number, noun: string): string => (count === all ? `${all} ${noun}` : `${count} of ${all} ${noun}`);
    const message = `${part(shownRows.length, rows.length, 'services')}, ${part(shownColumns.size, columns.length, 'features')}`;
    if (status.textContent?.trim() !== message) status.textContent = message;
    clear.hidden = !any;
    inForce.textContent = any ? `${facets.inForce()} ${message}.` : '';
    empty.hidden = shownRows.length > 0;
    if (shownRows.length === 0)
      empty.querySelector('[data-advice]')!.textContent = facets.advice((facet) => rowsOf(instead(choice, facet, [])).length);
    compare.hidden = shownRows.length < 2 || shownRows.length > 8;
    compare.href = `${compareAt}?s=${shownRows.map((row) => row.element.dataset['id']).join(',')}`;
    const count = [...choice.values()].flat().length;
    fold.querySelector('summary')!.textContent = any ? `Filters (${count} in force)` : 'Filters';
  }

  clear.addEventListener('click', () => {
    facets.clear();
    fold.querySelector('summary')!.focus();
  });
  facets.begin();

  /** What is on the screen: the same rows and columns in the same order. */
  function tableShown(): Table {
    const [heads, ...lines] = grid();
    const name = (head: HTMLElement): string => columns.find((column) => column.head === head)?.name ?? 'Service';
    return {
      name: 'Matrix',
      columns: heads!.map((head, at) => ({ header: name(head), width: at === 0 ? 38 : 15 })),
      rows: lines.map((line) => line.map((cell) => cell.textContent.trim())),
    };
  }

  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-matrix-export]')) {
    button.addEventListener('click', () => void save(button.dataset['matrixExport'] === 'csv' ? 'csv' : 'xlsx'));
  }

  async function save(kind: 'csv' | 'xlsx'): Promise<void> {
    const data = table.dataset as Record<'version' | 'readOn' | 'benchmark', string>;
    const about: About = {
      title: 'Features × services',
      version: data.version,
      readOn: data.readOn,
      benchmark: data.benchmark,
      notes: [location.href, ...(inForce.textContent === '' ? [] : [inForce.textContent])],
    };
    const name = fileNameOf('matrix', about, kind);
    if (kind === 'csv') download(name, csvOf(tableShown(), about), 'text/csv;charset=utf-8');
    else {
      const bytes = await workbookOf([tableShown()], about);
      download(name, bytes as Uint8Array<ArrayBuffer>, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    }
  }

  if (facets.anyChosen()) fold.open = true;

  // Cells are reached from a row's name with the arrow keys; a mouse just points.
  const isCell = (target: EventTarget | null): HTMLTableCellElement | null =>
    target instanceof Element ? target.closest<HTMLTableCellElement>('.matrix th, .matrix td') : null;
  const columnOf = (cell: HTMLTableCellElement): Column | undefined =>
    cell.tagName === 'TD' ? columns[cell.cellIndex - 1] : columns.find((column) => column.head === cell);
  const serviceOf = (cell: HTMLTableCellElement): HTMLAnchorElement | null =>
    cell.closest('tbody tr')?.querySelector<HTMLAnchorElement>('th a') ?? null;

  function tell(cell: HTMLTableCellElement): void {
    const column = columnOf(cell);
    const service = serviceOf(cell);
    const action = actionOfClass.get(cell.className[0] ?? '');
    if (cell.tagName === 'TD' && column && service) {
      const meaning = action ? wordFor(ACTION, action).meaning : '';
      note.textContent = `${service.textContent.trim()}, ${column.name}: ${cell.textContent.trim()}. ${meaning}`;
    } else if (column) note.textContent = `${column.head.textContent.trim().replace(/\s+/g, ' ')}`;
  }

  const entryOf = (cell: HTMLTableCellElement): string | undefined => {
    const [column, service] = [columnOf(cell), serviceOf(cell)];
    return cell.tagName === 'TD' && column && service && cell.className !== '' ? `${service.href}#${column.id}` : undefined;
  };

  function focusOn(cell: HTMLTableCellElement): void {
    const link = cell.querySelector('a');
    if (link) link.focus();
    else {
      cell.tabIndex = -1;
      cell.focus();
    }
  }

  const STEP: Readonly<Record<string, readonly [down: number, right: number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -Infinity],
    End: [0, Infinity],
  };

  /** The rows and cells that are shown, the heads of the columns included, as one grid. */
  function grid(): HTMLTableCellElement[][] {
    const corner = table.tHead!.rows[0]!.cells[0]!;
    const heads = [corner, ...columns.map((column) => column.head as HTMLTableCellElement)];
    return [heads, ...rows.filter((row) => !row.element.hidden).map((row) => [...row.element.cells])].map((line) =>
      line.filter((_, at) => at === 0 || !columns[at - 1]!.head.hidden),
    );
  }

  table.addEventListener('keydown', (event) => {
    const cell = isCell(event.target);
    const step = STEP[event.key];
    if (!cell || event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === 'Enter' && cell === event.target) {
      const address = entryOf(cell);
      if (address) location.assign(address);
      return;
    }
    if (!step) return;
    const cells = grid();
    const down = cells.findIndex((line) => line.includes(cell));
    if (down < 0) return;
    const right = cells[down]!.indexOf(cell);
    const clamp = (value: number, end: number): number => Math.max(0, Math.min(end, value));
    event.preventDefault();
    const line = cells[clamp(down + step[0], cells.length - 1)]!;
    focusOn(line[clamp(right + step[1], line.length - 1)]!);
  });
  table.addEventListener('focusin', (event) => {
    const cell = isCell(event.target);
    if (cell) tell(cell);
  });
  table.addEventListener('pointerover', (event) => {
    const cell = isCell(event.target);
    if (cell) tell(cell);
  });
  table.addEventListener('click', (event) => {
    const cell = isCell(event.target);
    const address = cell && entryOf(cell);
    if (!address || getSelection()?.toString()) return;
    if (event.ctrlKey || event.metaKey) open(address);
    else location.assign(address);
  });
}
