import { ACTION, SUPPORT, type Action, type Support } from '../../schemas/vocabulary.ts';
import type { Catalog, Domain, Entry, Feature, Service } from './model.ts';

/** Features × services: the whole of the baselines on one sheet. */
export interface Matrix {
  readonly groups: readonly { readonly domain: Domain; readonly features: readonly Feature[] }[];
  /** The columns from left to right: the features of all groups. */
  readonly features: readonly Feature[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixRow {
  readonly service: Service;
  /** One a column; undefined where the service's workbook does not name the feature. */
  readonly cells: readonly (Entry | undefined)[];
}

export function matrixOf(catalog: Catalog): Matrix {
  const groups = catalog.domains
    .map((domain) => ({ domain, features: catalog.features.filter((feature) => feature.control.domainId === domain.id) }))
    .filter(({ features }) => features.length > 0);
  const features = groups.flatMap((group) => group.features);
  return {
    groups,
    features,
    rows: catalog.services.map((service) => {
      const byFeature = new Map(service.entries.map((entry) => [entry.feature.id, entry]));
      return { service, cells: features.map((feature) => byFeature.get(feature.id)) };
    }),
  };
}

export interface StateCount<V> {
  readonly value: V;
  readonly label: string;
  readonly count: number;
}

/** How many entries end in each action, in the order of the vocabulary, those without any included. */
export const actionCounts = (entries: readonly Entry[]): StateCount<Action>[] =>
  ACTION.map(({ value, label }) => ({ value, label, count: entries.filter((entry) => entry.action === value).length }));

export const supportCounts = (entries: readonly Entry[]): StateCount<Support>[] =>
  SUPPORT.map(({ value, label }) => ({ value, label, count: entries.filter((entry) => entry.supported === value).length }));

/** Share of the entries that could support something and do; undefined where nothing applies. */
export function supportedShare(entries: readonly Entry[]): number | undefined {
  const applying = entries.filter((entry) => entry.supported !== 'not-applicable');
  return applying.length === 0 ? undefined : applying.filter((entry) => entry.supported === true).length / applying.length;
}
