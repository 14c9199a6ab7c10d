/** Which items a pack holds. The address says it all: reload, share and a printed code give the same list. */
export interface Selection {
  readonly service: readonly string[];
  readonly role: readonly string[];
  readonly action: readonly string[];
  readonly domain: readonly string[];
  readonly responsibility: readonly string[];
}

export const SELECTION = ['service', 'role', 'action', 'domain', 'responsibility'] as const satisfies readonly (keyof Selection)[];

export const nothingSelected: Selection = { service: [], role: [], action: [], domain: [], responsibility: [] };

/** Sorted and without repeats, so that one selection has one address. */
const inOrder = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => /^[\w-]{1,80}$/.test(value)).sort();

export function selectionFrom(query: URLSearchParams): Selection {
  return Object.fromEntries(SELECTION.map((name) => [name, inOrder(query.getAll(name))])) as unknown as Selection;
}

export function queryOf(selection: Partial<Selection>): string {
  const query = new URLSearchParams();
  for (const name of SELECTION) for (const value of inOrder(selection[name] ?? [])) query.append(name, value);
  return query.toString();
}

interface Selectable {
  readonly service: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly domain: string;
  readonly responsibility: string;
}

export const valuesOf = (item: Selectable, name: keyof Selection): readonly string[] => (name === 'role' ? item.roles : [item[name]]);

/** Nothing chosen in a group means all of it. `except` leaves one group out, to count what its options would give. */
export const isSelected = (item: Selectable, selection: Selection, except?: keyof Selection): boolean =>
  SELECTION.every(
    (name) => name === except || selection[name].length === 0 || valuesOf(item, name).some((value) => selection[name].includes(value)),
  );
