import { type Lock, type LockRow } from '../../schemas/lock.ts';
import type { Deviation } from '../../schemas/common.ts';
import type { SetAside } from '../../schemas/service.ts';
import { ENABLED_BY_DEFAULT, labelFor, RESPONSIBILITY, SUPPORT, type UpstreamState } from '../../schemas/vocabulary.ts';
import type { Catalog, Entry, Service } from './model.ts';
import { byControlId, byText } from './order.ts';
import { featureKey, sameText } from './upstream-text.ts';

/** How the catalog stands to upstream's workbooks, and what upstream itself gets wrong. */
export interface UpstreamStanding {
  readonly services: readonly ServiceStanding[];
  readonly rows: number;
  readonly entries: number;
  readonly setAside: readonly SetAsideRow[];
  readonly contradictions: readonly Contradiction[];
  readonly misfits: readonly Misfit[];
  readonly emptyProfiles: readonly { readonly service: Service; readonly attributes: readonly string[] }[];
  readonly deviations: readonly { readonly of: string; readonly service: Service | undefined; readonly deviation: Deviation }[];
}

export interface ServiceStanding {
  readonly service: Service;
  readonly state: UpstreamState;
  readonly rows: number;
  readonly setAside: number;
  /** Facts that differ from the lock without a deviation. A build with one does not pass its checks. */
  readonly differing: readonly string[];
}

export interface SetAsideRow {
  readonly service: Service;
  readonly row: SetAside;
  /** The entry that the row repeats, and whether it says something else. */
  readonly kept: Entry | undefined;
  readonly otherwise: readonly string[];
}

/** A title or domain that service workbooks give a control otherwise than the benchmark's own workbook. */
export interface Contradiction {
  readonly control: string;
  readonly field: 'title' | 'domain';
  readonly benchmark: string;
  readonly elsewhere: string;
  readonly rows: readonly { readonly service: Service; readonly row: number }[];
}

/** A row whose facts do not fit together. */
export interface Misfit {
  readonly service: Service;
  readonly row: number;
  readonly feature: string;
  readonly says: string;
}

export function upstreamStanding(catalog: Catalog, lock: Lock): UpstreamStanding {
  const services = catalog.services.map((service) => standingOfService(service, lock.services[service.id]?.rows));
  return {
    services,
    rows: services.reduce((sum, standing) => sum + standing.rows, 0),
    entries: catalog.services.reduce((sum, service) => sum + service.entries.length, 0),
    setAside: catalog.services.flatMap(setAsideOf),
    contradictions: contradictionsOf(catalog, lock),
    misfits: catalog.services.flatMap((service) =>
      (lock.services[service.id]?.rows ?? [])
        .filter((row) => row.supported !== true && row.supported !== 'no-related-feature' && row.responsibility !== 'not-applicable')
        .map((row) => ({ service, row: row.row, feature: row.feature, says: factsOf(row).join(', ') })),
    ),
    emptyProfiles: catalog.services.flatMap((service) => {
      const attributes = emptyAttributes(service);
      return attributes.length === 0 ? [] : [{ service, attributes }];
    }),
    deviations: [
      ...catalog.controls.flatMap((control) => control.deviations.map((deviation) => ({ of: control.id, service: undefined, deviation }))),
      ...catalog.services.flatMap((service) =>
        service.deviations.map((deviation) => ({ of: deviation.feature ?? service.id, service, deviation })),
      ),
    ],
  };
}

function standingOfService(service: Service, rows: readonly LockRow[] | undefined): ServiceStanding {
  if (!rows) return { service, state: 'unread', rows: 0, setAside: 0, differing: [] };
  const setAside = new Set(service.setAside.map((row) => row.row));
  const kept = new Map(rows.filter((row) => !setAside.has(row.row)).map((row) => [featureKey(row.feature, row.control), row] as const));
  const differing = service.entries.flatMap((entry) => {
    const row = kept.get(featureKey(entry.feature.name, entry.control.id));
    if (!row) return [`${entry.feature.name}: no row of the workbook`];
    const explained = (field: string): boolean =>
      service.deviations.some((deviation) => deviation.field === field && deviation.feature === entry.feature.id);
    return (['supported', 'enabledByDefault', 'responsibility'] as const)
      .filter((field) => row[field] !== entry[field] && !explained(field))
      .map((field) => `${entry.feature.name}: ${field}`);
  });
  const state: UpstreamState =
    differing.length > 0 ? 'differs' : service.deviations.length > 0 ? 'deviates' : setAside.size > 0 ? 'set-aside' : 'as-upstream';
  return { service, state, rows: rows.length, setAside: setAside.size, differing };
}

const setAsideOf = (service: Service): SetAsideRow[] =>
  service.setAside.map((row) => {
    const kept = service.entries.find((entry) => sameText(entry.feature.name, row.feature));
    return { service, row, kept, otherwise: kept ? otherwise(row, kept) : [] };
  });

function otherwise(row: SetAside, kept: Entry): string[] {
  const theirs = factsOf(row);
  const ours = factsOf(kept);
  return theirs.filter((fact) => !ours.includes(fact));
}

interface Facts {
  readonly supported: LockRow['supported'];
  readonly enabledByDefault: LockRow['enabledByDefault'];
  readonly responsibility: LockRow['responsibility'];
}

function factsOf({ supported, enabledByDefault, responsibility }: Facts): string[] {
  return [
    supported === 'no-related-feature' ? 'no related feature' : `supported: ${labelFor(SUPPORT, supported).toLowerCase()}`,
    enabledByDefault === 'no-related-feature'
      ? 'no default'
      : `enabled by default: ${labelFor(ENABLED_BY_DEFAULT, enabledByDefault).toLowerCase()}`,
    `responsibility: ${labelFor(RESPONSIBILITY, responsibility).toLowerCase()}`,
  ];
}

function contradictionsOf(catalog: Catalog, lock: Lock): Contradiction[] {
  const found = new Map<string, Contradiction & { rows: { service: Service; row: number }[] }>();
  for (const service of catalog.services) {
    for (const row of lock.services[service.id]?.rows ?? []) {
      const control = lock.benchmark.controls[row.control];
      if (!control) continue;
      for (const field of ['title', 'domain'] as const) {
        if (sameText(row[field], control[field])) continue;
        // A domain is one mistake for all of its controls.
        const subject = field === 'domain' ? row.control.slice(0, 2) : row.control;
        const key = `${subject} ${field} ${row[field]}`;
        const known = found.get(key) ?? { control: subject, field, benchmark: control[field], elsewhere: row[field], rows: [] };
        known.rows.push({ service, row: row.row });
        found.set(key, known);
      }
    }
  }
  return [...found.values()].sort((a, b) => byControlId(a.control, b.control) || byText(a.elsewhere, b.elsewhere));
}

const emptyAttributes = ({ profile }: Service): string[] => [
  ...(profile.categories.length === 0 ? ['product category'] : []),
  ...(profile.hostAccess === 'unknown' ? ['customer access to the host'] : []),
  ...(profile.deployableInVirtualNetwork === 'unknown' ? ['deployable into a virtual network'] : []),
  ...(profile.storesContentAtRest === 'unknown' ? ['stores customer content at rest'] : []),
];
