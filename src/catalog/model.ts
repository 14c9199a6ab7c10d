import type { Deviation, Reference } from '../../schemas/common.ts';
import type { FeatureData, Task } from '../../schemas/feature.ts';
import type { Profile, ServicePolicy, SetAside } from '../../schemas/service.ts';
import type { Action, DomainId, EnabledByDefault, FrameworkId, Responsibility, Support } from '../../schemas/vocabulary.ts';

export interface Domain {
  readonly id: DomainId;
  readonly name: string;
  readonly meaning: string;
  readonly controls: readonly Control[];
}

export interface Control {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly domainId: DomainId;
  readonly domainName: string;
  /** Role ids in the order of the catalogue's roles; `all` in the file stands for every one of them. */
  readonly roles: readonly string[];
  readonly allRoles: boolean;
  readonly crosswalk: Readonly<Record<FrameworkId, readonly string[]>>;
  readonly policies: readonly { readonly name: string; readonly id: string }[];
  readonly references: readonly Reference[];
  readonly deviations: readonly Deviation[];
  readonly source: Source | undefined;
  readonly file: string;
  readonly body: string;
}

export interface Feature {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly control: Control;
  readonly otherNames: readonly string[];
  readonly summary: string;
  readonly tasks: FeatureData['tasks'];
  readonly references: readonly Reference[];
  readonly file: string;
  readonly body: string;
}

/** Where in upstream's workbooks a fact stands. `row` counts from 1, the head included, as a spreadsheet shows it. */
export interface Source {
  readonly workbook: string;
  readonly sheet: string;
  readonly row: number;
  readonly modified: string;
  readonly sha256: string;
}

export interface Guidance {
  readonly do: string;
  readonly confirm: string;
  readonly cost: string;
  readonly references: readonly Reference[];
  readonly reviewed: { readonly on: string; readonly upstreamText: string } | undefined;
  readonly file: string;
  readonly body: string;
}

/** What one service says about one feature. */
export interface Entry {
  /** `<service>/<feature>`, unique in the catalog. */
  readonly id: string;
  /** `IOTC-NS-2-PL`: printed, quoted and kept for ever. */
  readonly code: string;
  /** The entry's anchor on its service's page. */
  readonly anchor: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly feature: Feature;
  readonly control: Control;
  readonly supported: Support;
  readonly enabledByDefault: EnabledByDefault;
  readonly responsibility: Responsibility;
  readonly action: Action;
  readonly roles: readonly string[];
  readonly references: readonly Reference[];
  readonly policies: readonly ServicePolicy[];
  readonly guidance: Guidance | undefined;
  /** What to do and how to confirm it: the service's own words where there are any, else the feature's. */
  readonly task: Task | undefined;
  readonly source: Source | undefined;
  /** Rows set aside and deviations that say something else about this entry. */
  readonly disputes: readonly Dispute[];
}

export interface Dispute {
  readonly says: string;
  readonly where: string;
  readonly reason: string;
}

export interface Service {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly otherNames: readonly string[];
  readonly profile: Profile;
  /** In the order of the benchmark: by control, then by feature name. */
  readonly entries: readonly Entry[];
  readonly setAside: readonly SetAside[];
  readonly policies: readonly ServicePolicy[];
  readonly deviations: readonly Deviation[];
  readonly workbook: { readonly file: string; readonly sha256: string; readonly modified: string; readonly rows: number } | undefined;
  /** Whether any entry has prose of the service's own. */
  readonly hasGuidance: boolean;
  readonly file: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly duties: string;
  readonly reference: Reference;
  readonly upstreamNames: readonly string[];
  readonly controls: readonly Control[];
  readonly file: string;
}

export interface Framework {
  readonly id: FrameworkId;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly url: string;
  readonly requirements: readonly Requirement[];
}

export interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly controls: readonly Control[];
}

export interface Term {
  readonly id: string;
  readonly term: string;
  readonly also: readonly string[];
  readonly meaning: string;
  readonly url: string;
  readonly link: boolean;
}

export interface Guide {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly order: number;
  readonly references: readonly Reference[];
  readonly file: string;
  readonly body: string;
}

export interface Catalog {
  readonly benchmark: { readonly name: string; readonly workbook: string; readonly sha256: string; readonly modified: string };
  /** The day that upstream was last read. */
  readonly readOn: string;
  readonly domains: readonly Domain[];
  readonly controls: readonly Control[];
  readonly features: readonly Feature[];
  readonly services: readonly Service[];
  readonly roles: readonly Role[];
  readonly frameworks: readonly Framework[];
  readonly terms: readonly Term[];
  readonly guides: readonly Guide[];
}
