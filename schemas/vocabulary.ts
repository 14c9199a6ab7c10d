/** Every closed word of the project: its value, the label people read, and what it means. */

export interface Word<V> {
  readonly value: V;
  readonly label: string;
  readonly meaning: string;
}

export type Support = true | false | 'not-applicable';
export const SUPPORT: readonly Word<Support>[] = [
  { value: true, label: 'Supported', meaning: 'The service has the feature.' },
  { value: false, label: 'Not supported', meaning: 'The service lacks the feature, so something else has to cover the risk.' },
  { value: 'not-applicable', label: 'Not applicable', meaning: 'The feature makes no sense for this kind of service.' },
];

export type EnabledByDefault = true | false | 'not-applicable';
export const ENABLED_BY_DEFAULT: readonly Word<EnabledByDefault>[] = [
  { value: true, label: 'On by default', meaning: 'A new deployment has the feature switched on.' },
  { value: false, label: 'Off by default', meaning: 'Somebody has to switch the feature on.' },
  { value: 'not-applicable', label: 'Not applicable', meaning: 'There is nothing to switch on.' },
];

export type Responsibility = 'customer' | 'microsoft' | 'shared' | 'not-applicable';
export const RESPONSIBILITY: readonly Word<Responsibility>[] = [
  { value: 'customer', label: 'Customer', meaning: 'Your team configures and keeps it.' },
  { value: 'shared', label: 'Shared', meaning: 'Microsoft provides a part, your team the rest.' },
  { value: 'microsoft', label: 'Microsoft', meaning: 'Microsoft runs it; your team keeps the evidence.' },
  { value: 'not-applicable', label: 'Not applicable', meaning: 'Upstream names nobody, as there is nothing to configure.' },
];

export type Action = 'configure' | 'verify' | 'inherit' | 'compensate' | 'none';
export const ACTION: readonly Word<Action>[] = [
  { value: 'configure', label: 'Configure', meaning: 'Supported and off by default: your team switches it on.' },
  { value: 'verify', label: 'Verify', meaning: 'On by default and yours to keep: your team checks that it still is.' },
  { value: 'inherit', label: 'Inherit', meaning: 'Microsoft does it: your team records where that is stated.' },
  { value: 'compensate', label: 'Compensate', meaning: 'Not supported: add a compensating control, or accept the risk in writing.' },
  { value: 'none', label: 'Nothing to do', meaning: 'Not applicable to this service.' },
];

/** Status of a checklist's item; in a file of its own, as the script of every checklist needs it and little else of these words. */
export { STATUS, type Status } from './status.ts';

export type HostAccess = 'no-access' | 'read-only' | 'full-access';
export const HOST_ACCESS: readonly (Word<HostAccess> & { readonly upstream: string })[] = [
  { value: 'no-access', label: 'No access', meaning: 'Customers cannot reach the host or its operating system.', upstream: 'No Access' },
  { value: 'read-only', label: 'Read only', meaning: 'Customers can look at the host, and change nothing.', upstream: 'Read Only' },
  {
    value: 'full-access',
    label: 'Full access',
    meaning: 'Customers configure the host and its operating system.',
    upstream: 'Full Access',
  },
];

/** The domains of Azure Security Benchmark v3, in its order. A control's id starts with its domain's. */
export const DOMAIN = [
  { value: 'NS', label: 'Network Security', meaning: 'Segments, private access, firewalls, name resolution.' },
  { value: 'IM', label: 'Identity Management', meaning: 'How people, applications and devices prove who they are.' },
  { value: 'PA', label: 'Privileged Access', meaning: 'Administrators, their accounts, workstations and rights.' },
  { value: 'DP', label: 'Data Protection', meaning: 'Finding, watching and encrypting data; keys and certificates.' },
  { value: 'AM', label: 'Asset Management', meaning: 'Knowing what there is, and allowing only what is approved.' },
  { value: 'LT', label: 'Logging and threat detection', meaning: 'Records that are kept, and alerts that are raised.' },
  { value: 'IR', label: 'Incident Response', meaning: 'Preparing for incidents, handling them, learning from them.' },
  { value: 'PV', label: 'Posture and Vulnerability Management', meaning: 'Secure configurations, and finding and mending weaknesses.' },
  { value: 'ES', label: 'Endpoint security', meaning: 'Detection and anti-malware on the hosts themselves.' },
  { value: 'BR', label: 'Backup and recovery', meaning: 'Copies that exist, are protected and can be restored.' },
  { value: 'DS', label: 'DevOps Security', meaning: 'Security of the code, the pipeline and the supply chain.' },
  { value: 'GS', label: 'Governance and Strategy', meaning: 'Who decides what, and by which strategy.' },
] as const satisfies readonly Word<string>[];
export type DomainId = (typeof DOMAIN)[number]['value'];

/** Frameworks that the benchmark maps its controls to. The value is the file's name in content/frameworks. */
export const FRAMEWORK_IDS = ['cis-v7.1', 'cis-v8', 'nist-800-53-r4', 'pci-dss-v3.2.1'] as const;
export type FrameworkId = (typeof FRAMEWORK_IDS)[number];

/** Facts of an entry, a service's profile or a control that a deviation may be about. */
export const DEVIATION_FIELDS = [
  'supported',
  'enabledByDefault',
  'responsibility',
  'references',
  'profile.categories',
  'profile.hostAccess',
  'profile.deployableInVirtualNetwork',
  'profile.storesContentAtRest',
  'control',
  'domain',
  'title',
  'roles',
  'crosswalk.cis-v7.1',
  'crosswalk.cis-v8',
  'crosswalk.nist-800-53-r4',
  'crosswalk.pci-dss-v3.2.1',
  'policies',
] as const;
export type DeviationField = (typeof DEVIATION_FIELDS)[number];

/** Where upstream says what a deviation departs from. */
export const DEVIATION_FROM = [
  { value: 'service-workbook', label: 'service workbook', meaning: 'One service’s workbook.' },
  { value: 'service-workbooks', label: 'all service workbooks', meaning: 'Every service workbook that names the control.' },
  { value: 'benchmark-workbook', label: 'benchmark workbook', meaning: 'The workbook of the benchmark itself.' },
  { value: 'published-page', label: 'published page', meaning: 'The page on Microsoft Learn, which no check here can read.' },
] as const satisfies readonly Word<string>[];

/** Why a workbook row is not an entry. */
export const SET_ASIDE_REASONS = [
  { value: 'no-related-feature', label: 'No related feature', meaning: 'The row gives advice on a control and names no feature.' },
  { value: 'no-control', label: 'Control is “None”', meaning: 'The row names a feature and files it under no control.' },
  {
    value: 'duplicate',
    label: 'Repeated feature',
    meaning: 'An earlier row of the same workbook states the same feature under the same control.',
  },
  { value: 'unknown-feature', label: 'Unknown feature', meaning: 'The row names a feature that the catalogue does not have.' },
  {
    value: 'unknown-control',
    label: 'Unknown control',
    meaning: 'The row names a control that the benchmark does not have, or not for this feature.',
  },
] as const satisfies readonly Word<string>[];
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number]['value'];

/** How a service's facts stand to what upstream said when it was last read. */
export type UpstreamState = 'as-upstream' | 'set-aside' | 'deviates' | 'differs' | 'unread';
export const UPSTREAM_STATE: readonly Word<UpstreamState>[] = [
  { value: 'as-upstream', label: 'As upstream', meaning: 'Every row of the workbook is an entry, and every fact is the same.' },
  { value: 'set-aside', label: 'Rows set aside', meaning: 'Every fact is the same; some rows of the workbook became no entry.' },
  { value: 'deviates', label: 'Deviates', meaning: 'Some facts differ from upstream on purpose, with a reason and a review date.' },
  { value: 'differs', label: 'Differs', meaning: 'Some facts differ from upstream, and nothing says why.' },
  { value: 'unread', label: 'Not read', meaning: 'No workbook of this service was read.' },
];

/** The word for a value. @throws if the value is not in the list, which a schema has made impossible. */
export function wordFor<V>(words: readonly Word<V>[], value: V): Word<V> {
  const word = words.find((candidate) => candidate.value === value);
  if (!word) throw new Error(`"${String(value)}" is not one of ${words.map((w) => String(w.value)).join(', ')}`);
  return word;
}

export const labelFor = <V>(words: readonly Word<V>[], value: V): string => wordFor(words, value).label;
