import { featureKey, sameText } from './upstream-text.ts';
import { DOMAIN, FRAMEWORK_IDS, labelFor, ENABLED_BY_DEFAULT, RESPONSIBILITY, SUPPORT } from '../../schemas/vocabulary.ts';
import type { DomainId } from '../../schemas/vocabulary.ts';
import { FEATURE_SHEET, type LockService } from '../../schemas/lock.ts';
import type { SetAside } from '../../schemas/service.ts';
import type { Catalog, Control, Dispute, Domain, Entry, Feature, Framework, Guidance, Role, Service, Source } from './model.ts';
import type { ContentRecord, ContentRecords } from './records.ts';
import type { GuidanceData } from '../../schemas/guidance.ts';
import { actionOf } from './action.ts';
import { by, byControlId, byText } from './order.ts';

const index = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> => new Map(items.map((item) => [item.id, item]));

/**
 * The one model that pages, exports and checks read.
 *
 * Pure: the same records give the same catalog, whichever door they came through and in whatever order.
 * References that lead nowhere are left out here and reported by the check `known-ids`.
 */
export function buildCatalog(records: ContentRecords): Catalog {
  const { lock } = records;
  const roleIds = records.roles.map((role) => role.id).sort(byText);

  const controls: Control[] = records.controls
    .filter((record) => DOMAIN.some((domain) => record.id.startsWith(`${domain.value}-`)))
    .map(({ id, file, data, body }) => {
      const domain = DOMAIN.find((candidate) => id.startsWith(`${candidate.value}-`))!;
      const { roles } = data;
      const locked = lock.benchmark.controls[id];
      return {
        id,
        title: data.title,
        summary: data.summary,
        domainId: domain.value as DomainId,
        domainName: domain.label,
        roles: roles === 'all' ? roleIds : roleIds.filter((role) => roles.includes(role)),
        allRoles: roles === 'all',
        crosswalk: data.crosswalk,
        policies: data.policies,
        references: data.references,
        deviations: data.deviations,
        source: locked && {
          workbook: lock.benchmark.file,
          sheet: lock.benchmark.sheet,
          row: locked.row,
          modified: lock.benchmark.modified,
          sha256: lock.benchmark.sha256,
        },
        file,
        body,
      };
    })
    .sort((a, b) => byControlId(a.id, b.id));
  const controlById = index(controls);

  const domains: Domain[] = DOMAIN.map((domain) => ({
    id: domain.value,
    name: domain.label,
    meaning: domain.meaning,
    controls: controls.filter((control) => control.domainId === domain.value),
  }));

  const features: Feature[] = records.features
    .flatMap(({ id, file, data, body }) => {
      const control = controlById.get(data.control);
      return control ? [{ ...data, id, control, file, body }] : [];
    })
    .sort((a, b) => byControlId(a.control.id, b.control.id) || byText(a.name, b.name));

  const guidanceById = index(records.guidance);
  const services: Service[] = records.services
    .map((record) => buildService(record, features, guidanceById, lock.services[record.id]))
    .sort(by((service) => service.name));

  const roles: Role[] = records.roles
    .map(({ id, file, data }) => ({ ...data, id, file, controls: controls.filter((control) => control.roles.includes(id)) }))
    .sort(by((role) => role.name));

  const frameworks: Framework[] = FRAMEWORK_IDS.flatMap((id) => {
    const record = records.frameworks.find((candidate) => candidate.id === id);
    if (!record) return [];
    const { requirements, ...data } = record.data;
    return [
      {
        ...data,
        id,
        requirements: Object.entries(requirements)
          .map(([requirement, title]) => ({
            id: requirement,
            title,
            controls: controls.filter((control) => control.crosswalk[id].includes(requirement)),
          }))
          .sort(by((requirement) => requirement.id)),
      },
    ];
  });

  return {
    benchmark: {
      name: 'Azure Security Benchmark v3',
      workbook: lock.benchmark.file,
      sha256: lock.benchmark.sha256,
      modified: lock.benchmark.modified,
    },
    readOn: lock.readOn,
    domains,
    controls,
    features,
    services,
    roles,
    frameworks,
    terms: records.terms.map(({ id, data }) => ({ ...data, id })).sort(by((term) => term.term)),
    guides: records.guides
      .map(({ id, file, data, body }) => ({ ...data, id, file, body }))
      .sort(
        by(
          (guide) => guide.order,
          (guide) => guide.title,
        ),
      ),
  };
}

function buildService(
  { id, file, data }: ContentRecords['services'][number],
  features: readonly Feature[],
  guidanceById: ReadonlyMap<string, ContentRecord<GuidanceData>>,
  locked: LockService | undefined,
): Service {
  const sources = sourcesOf(locked);

  const entries = features.flatMap((feature): Entry[] => {
    const facts = data.entries[feature.id];
    if (!facts) return [];
    const action = actionOf(facts);
    const guidance = guidanceOf(guidanceById.get(`${id}/${feature.id}`));
    return [
      {
        id: `${id}/${feature.id}`,
        code: `${data.code}-${feature.control.id}-${feature.code}`,
        anchor: feature.id,
        serviceId: id,
        serviceName: data.name,
        feature,
        control: feature.control,
        supported: facts.supported,
        enabledByDefault: facts.enabledByDefault,
        responsibility: facts.responsibility,
        action,
        roles: action === 'none' ? [] : feature.control.roles,
        references: facts.references,
        policies: data.policies.filter((policy) => policy.features.includes(feature.id)),
        guidance,
        task: action === 'none' ? undefined : ((guidance && { do: guidance.do, confirm: guidance.confirm }) ?? feature.tasks[action]),
        source: sources.get(featureKey(feature.name, feature.control.id)),
        disputes: disputesOf(feature, data),
      },
    ];
  });

  return {
    id,
    name: data.name,
    code: data.code,
    otherNames: data.otherNames,
    profile: data.profile,
    entries,
    setAside: [...data.setAside].sort(by((row) => row.row)),
    policies: data.policies,
    deviations: data.deviations,
    workbook: locked && { file: locked.file, sha256: locked.sha256, modified: locked.modified, rows: locked.rows.length },
    hasGuidance: entries.some((entry) => entry.guidance),
    file,
  };
}

/** The first row that states a feature under a control is the entry's source; a later one was set aside. */
function sourcesOf(locked: LockService | undefined): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const row of locked?.rows ?? []) {
    const key = featureKey(row.feature, row.control);
    if (locked && !sources.has(key)) {
      sources.set(key, { workbook: locked.file, sheet: FEATURE_SHEET, row: row.row, modified: locked.modified, sha256: locked.sha256 });
    }
  }
  return sources;
}

function guidanceOf(record: ContentRecord<GuidanceData> | undefined): Guidance | undefined {
  if (!record) return undefined;
  const { data, file, body } = record;
  return { ...data, reviewed: data.reviewed, file, body };
}

function disputesOf(feature: Feature, data: ContentRecords['services'][number]['data']): Dispute[] {
  const facts = data.entries[feature.id]!;
  const fromRows = data.setAside
    .filter((row) => sameText(row.feature, feature.name) && differs(row, facts))
    .map((row) => ({
      says: factsInWords(row),
      where: `${FEATURE_SHEET}, row ${row.row}`,
      reason: row.reason === 'duplicate' ? 'The workbook states this feature twice.' : 'The workbook files this row under no control.',
    }));
  const fromDeviations = [...data.deviations.filter((deviation) => deviation.feature === feature.id), ...feature.control.deviations].map(
    (deviation) => ({
      says: `${deviation.field}: ${String(deviation.upstream)}`,
      where: `the ${deviation.from.replace('-', ' ')}`,
      reason: deviation.reason,
    }),
  );
  return [...fromRows, ...fromDeviations];
}

const differs = (row: SetAside, facts: ContentRecords['services'][number]['data']['entries'][string]): boolean =>
  row.supported !== facts.supported || row.enabledByDefault !== facts.enabledByDefault || row.responsibility !== facts.responsibility;

function factsInWords(row: SetAside): string {
  if (row.supported === 'no-related-feature' || row.enabledByDefault === 'no-related-feature') return 'No related feature';
  return [
    labelFor(SUPPORT, row.supported),
    `enabled by default: ${labelFor(ENABLED_BY_DEFAULT, row.enabledByDefault)}`,
    `responsibility: ${labelFor(RESPONSIBILITY, row.responsibility)}`,
  ].join(', ');
}
