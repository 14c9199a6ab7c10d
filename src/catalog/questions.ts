import { ACTION, ENABLED_BY_DEFAULT, RESPONSIBILITY, SUPPORT, type Action } from '../../schemas/vocabulary.ts';
import type { Catalog, Control, Domain, Entry, Feature, Role, Service } from './model.ts';
import { by } from './order.ts';

/** The questions that pages, exports and checks ask of the catalog. */

export const entriesThatApply = (service: Service): Entry[] => service.entries.filter((entry) => entry.action !== 'none');

export const entriesOfFeature = (catalog: Catalog, feature: Feature): Entry[] =>
  catalog.services.flatMap((service) => service.entries.filter((entry) => entry.feature.id === feature.id));

export const featuresOfControl = (catalog: Catalog, control: Control): Feature[] =>
  catalog.features.filter((feature) => feature.control.id === control.id);

/** What a role's checklist for a service holds: the entries that apply, and whose control names the role. */
export const checklistOf = (service: Service, role: Role): Entry[] => service.entries.filter((entry) => entry.roles.includes(role.id));

export const rolesWithWork = (catalog: Catalog, service: Service): Role[] =>
  catalog.roles.filter((role) => checklistOf(service, role).length > 0);

export function countActions(entries: readonly Entry[]): Map<Action, number> {
  const counts = new Map<Action, number>();
  for (const { value } of ACTION) {
    const count = entries.filter((entry) => entry.action === value).length;
    if (count > 0) counts.set(value, count);
  }
  return counts;
}

export interface StandingRow {
  readonly domain: Domain;
  readonly entries: readonly Entry[];
  readonly actions: Map<Action, number>;
}

/** Where a service stands: its entries by domain, those that ask for something first. */
export function standingOf(service: Service, domains: readonly Domain[]): StandingRow[] {
  const rank = new Map(ACTION.map((word, index) => [word.value, index]));
  return domains.flatMap((domain) => {
    const entries = service.entries
      .filter((entry) => entry.control.domainId === domain.id)
      .sort(
        by(
          (entry) => rank.get(entry.action)!,
          (entry) => entry.control.id,
          (entry) => entry.feature.name,
        ),
      );
    return entries.length === 0 ? [] : [{ domain, entries, actions: countActions(entries) }];
  });
}

export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  valuesOf(entry: Entry): readonly string[];
}

/** The filters of a list of entries. Only options that some entry has: a dead option is no choice. */
export function facetsOf(catalog: Catalog, entries: readonly Entry[]): Facet[] {
  const facet = (
    name: string,
    label: string,
    words: readonly { value: string | boolean; label: string }[],
    valuesOf: (entry: Entry) => readonly string[],
  ): Facet => ({
    name,
    label,
    valuesOf,
    options: words.flatMap(({ value, label: optionLabel }) => {
      const count = entries.filter((entry) => valuesOf(entry).includes(String(value))).length;
      return count === 0 ? [] : [{ value: String(value), label: optionLabel, count }];
    }),
  });
  return [
    facet('action', 'Action', ACTION, (entry) => [entry.action]),
    facet('responsibility', 'Whose job', RESPONSIBILITY, (entry) => [entry.responsibility]),
    facet('supported', 'Supported', SUPPORT, (entry) => [String(entry.supported)]),
    facet('default', 'Enabled by default', ENABLED_BY_DEFAULT, (entry) => [String(entry.enabledByDefault)]),
    facet(
      'domain',
      'Domain',
      catalog.domains.map((domain) => ({ value: domain.id, label: domain.name })),
      (entry) => [entry.control.domainId],
    ),
    facet(
      'role',
      'Role',
      catalog.roles.map((role) => ({ value: role.id, label: role.name })),
      (entry) => entry.roles,
    ),
  ];
}
