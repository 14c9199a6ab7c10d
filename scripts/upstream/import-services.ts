import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Deviation } from '../../schemas/common.ts';
import type { LockService } from '../../schemas/lock.ts';
import type { EntryFacts, Profile, ServiceData } from '../../schemas/service.ts';
import { byControlId, byText } from '../../src/catalog/order.ts';
import type { ContentRecords } from '../../src/catalog/records.ts';
import type { Finding } from '../finding.ts';
import { PROFILE_FACTS } from './changes.ts';
import { classifyRows, entryFacts, setAsideFacts, type KnownFeature } from './classify.ts';
import { withFacts, type ServiceFacts } from './service-file.ts';
import { proposeNames } from './service-names.ts';

export interface ImportedFile {
  readonly slug: string;
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string;
  readonly rows: number;
  readonly entries: number;
  readonly setAside: number;
}

/** What the files of these services would be with upstream's facts in them. Writes nothing. */
export function importServices(
  root: string,
  records: ContentRecords,
  services: Readonly<Record<string, LockService>>,
): { files: ImportedFile[]; findings: Finding[] } {
  const features = knownFeatures(records);
  const controls = new Set(records.controls.map((control) => control.id));
  const ours = new Map(records.services.map((service) => [service.id, service.data]));
  const codes = new Set(records.services.map((service) => service.data.code));
  const findings: Finding[] = [];

  const files = Object.entries(services).map(([slug, upstream]): ImportedFile => {
    const file = `content/services/${slug}/service.yaml`;
    const place = path.join(root, file);
    const before = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
    const facts = factsOf(upstream, features, controls, ours.get(slug));
    const names = proposeNames(upstream.file, codes);
    if (before === undefined) {
      codes.add(names.code);
      const message = `the name "${names.name}" and the code "${names.code}" are made from the file's name`;
      findings.push({
        rule: 'service-name',
        severity: 'warning',
        file,
        line: 1,
        column: 1,
        message,
        fix: 'Review both before the first release: people quote codes for ever',
      });
    }
    return {
      slug,
      file,
      before,
      after: withFacts(before, names, facts),
      rows: upstream.rows.length,
      entries: facts.entries.size,
      setAside: facts.setAside.length,
    };
  });
  return { files, findings };
}

/** The features of the catalogue, in the order in which service files list their entries. */
export const knownFeatures = (records: ContentRecords): KnownFeature[] =>
  records.features
    .map(({ id, data }) => ({ id, name: data.name, control: data.control }))
    .sort((a, b) => byControlId(a.control, b.control) || byText(a.name, b.name));

/** Upstream's facts, save those that we differ from on purpose. */
export function factsOf(
  upstream: LockService,
  features: readonly KnownFeature[],
  controls: ReadonlySet<string>,
  ours: ServiceData | undefined,
): ServiceFacts {
  const { entries, setAside } = classifyRows(upstream.rows, features, controls);
  const kept = (feature: string | undefined, field: string): boolean =>
    ours?.deviations.some(
      (deviation: Deviation) => deviation.feature === feature && deviation.field === field && deviation.from === 'service-workbook',
    ) ?? false;
  return {
    profile: Object.fromEntries(
      PROFILE_FACTS.map((field) => [field, ours && kept(undefined, `profile.${field}`) ? ours.profile[field] : upstream.profile[field]]),
    ) as unknown as Profile,
    entries: new Map(
      features.flatMap(({ id }): [string, EntryFacts][] => {
        const row = entries.get(id);
        if (!row) return [];
        const facts = entryFacts(row);
        const own = ours?.entries[id];
        if (!own) return [[id, facts]];
        const decided = Object.fromEntries(Object.entries(own).filter(([field]) => kept(id, field)));
        return [[id, { ...facts, ...decided }]];
      }),
    ),
    setAside: setAside.map(setAsideFacts),
  };
}
