import type { Catalog, Control, Entry, Feature, Service } from '../catalog/model.ts';
import { entriesOfFeature, featuresOfControl } from '../catalog/questions.ts';

/** The shapes of /api/v1. They only grow: a field, once published, stays and keeps its meaning. */

export function entryJson(entry: Entry) {
  return {
    code: entry.code,
    service: entry.serviceId,
    control: entry.control.id,
    controlTitle: entry.control.title,
    domain: entry.control.domainName,
    feature: entry.feature.id,
    featureName: entry.feature.name,
    supported: entry.supported,
    enabledByDefault: entry.enabledByDefault,
    responsibility: entry.responsibility,
    action: entry.action,
    roles: entry.roles,
    do: entry.task?.do ?? null,
    confirm: entry.task?.confirm ?? null,
    references: entry.references,
    policies: entry.policies.map(({ name, id, version, effects, defaultEffect }) => ({ name, id, version, effects, defaultEffect })),
    disputes: entry.disputes,
    anchor: entry.anchor,
    source: entry.source ? { workbook: entry.source.workbook, sheet: entry.source.sheet, row: entry.source.row } : null,
  };
}

export function serviceJson(service: Service) {
  return {
    id: service.id,
    name: service.name,
    code: service.code,
    otherNames: service.otherNames,
    profile: service.profile,
    workbook: service.workbook ?? null,
    entries: service.entries.map(entryJson),
    setAside: service.setAside,
    policies: service.policies,
    deviations: service.deviations,
  };
}

export function controlJson(catalog: Catalog, control: Control) {
  return {
    id: control.id,
    title: control.title,
    summary: control.summary,
    domain: control.domainName,
    roles: control.roles,
    crosswalk: control.crosswalk,
    policies: control.policies,
    features: featuresOfControl(catalog, control).map((feature) => feature.id),
    references: control.references,
    deviations: control.deviations,
    source: control.source ? { workbook: control.source.workbook, sheet: control.source.sheet, row: control.source.row } : null,
  };
}

export function featureJson(catalog: Catalog, feature: Feature) {
  return {
    id: feature.id,
    name: feature.name,
    otherNames: feature.otherNames,
    summary: feature.summary,
    control: feature.control.id,
    tasks: feature.tasks,
    references: feature.references,
    services: entriesOfFeature(catalog, feature).map((entry) => ({
      service: entry.serviceId,
      code: entry.code,
      supported: entry.supported,
      enabledByDefault: entry.enabledByDefault,
      responsibility: entry.responsibility,
      action: entry.action,
    })),
  };
}

export function catalogJson(catalog: Catalog, version: string) {
  return {
    name: 'Plumbline catalog',
    version,
    license: 'CC-BY-4.0',
    benchmark: catalog.benchmark,
    readOn: catalog.readOn,
    domains: catalog.domains.map(({ id, name, meaning }) => ({ id, name, meaning })),
    roles: catalog.roles.map(({ id, name, summary }) => ({ id, name, summary })),
    controls: catalog.controls.map((control) => controlJson(catalog, control)),
    features: catalog.features.map(({ id, name, otherNames, summary, control }) => ({
      id,
      name,
      otherNames,
      summary,
      control: control.id,
    })),
    services: catalog.services.map(serviceJson),
  };
}

export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
