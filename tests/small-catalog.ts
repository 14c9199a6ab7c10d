import { buildCatalog } from '../src/catalog/build-catalog.ts';
import type { Catalog } from '../src/catalog/model.ts';
import type { ContentRecord, ContentRecords } from '../src/catalog/records.ts';
import type { ControlData } from '../schemas/control.ts';
import type { FeatureData } from '../schemas/feature.ts';
import type { LockRow } from '../schemas/lock.ts';
import type { ServiceData } from '../schemas/service.ts';
import type { FrameworkId } from '../schemas/vocabulary.ts';

/** A catalog small enough to hold in the head: four controls, four features, three services, one framework. */

type Facts = Pick<ServiceData['entries'][string], 'supported' | 'enabledByDefault' | 'responsibility'>;
export const ON_US = { supported: true, enabledByDefault: false, responsibility: 'customer' } as const satisfies Facts;
export const ON_MICROSOFT = { supported: true, enabledByDefault: true, responsibility: 'microsoft' } as const satisfies Facts;
export const LACKING = { supported: false, enabledByDefault: 'not-applicable', responsibility: 'not-applicable' } as const satisfies Facts;
export const NOT_HERE = {
  supported: 'not-applicable',
  enabledByDefault: 'not-applicable',
  responsibility: 'not-applicable',
} as const satisfies Facts;

const record = <T>(id: string, file: string, data: T): ContentRecord<T> => ({ id, file, data, body: '' });

function control(id: string, title: string, nist: string[]): ContentRecord<ControlData> {
  const crosswalk: Record<FrameworkId, string[]> = { 'cis-v7.1': [], 'cis-v8': [], 'nist-800-53-r4': nist, 'pci-dss-v3.2.1': [] };
  const data = { title, summary: `${title}.`, roles: 'all' as const, crosswalk, policies: [], deviations: [], references: [] };
  return record(id, `content/controls/${id}.mdx`, data);
}

function feature(id: string, name: string, controlId: string, code: string): ContentRecord<FeatureData> {
  const task = { do: `Do ${name}.`, confirm: `Look at ${name}.` };
  const tasks = { configure: task, verify: task, inherit: task, compensate: task };
  const data = { name, control: controlId, code, otherNames: [], summary: `${name}.`, tasks, references: [] };
  return record(id, `content/features/${id}.mdx`, data);
}

export function service(
  id: string,
  name: string,
  entries: Record<string, Facts>,
  more: Partial<ServiceData> = {},
): ContentRecord<ServiceData> {
  const profile: ServiceData['profile'] = {
    categories: ['IoT'],
    hostAccess: 'no-access',
    deployableInVirtualNetwork: false,
    storesContentAtRest: true,
  };
  const withReferences = Object.fromEntries(Object.entries(entries).map(([key, facts]) => [key, { ...facts, references: [] }]));
  const data = {
    name,
    code: id.toUpperCase(),
    otherNames: [],
    profile,
    entries: withReferences,
    setAside: [],
    policies: [],
    deviations: [],
  };
  return record(id, `content/services/${id}/service.yaml`, { ...data, ...more });
}

export function lockRow(row: number, featureName: string, controlId: string, more: Partial<LockRow> = {}): LockRow {
  const domain = 'Network Security';
  return {
    row,
    domain,
    control: controlId,
    title: 'A title',
    feature: featureName,
    ...ON_US,
    references: [],
    text: '0'.repeat(16),
    ...more,
  };
}

export function smallRecords(): ContentRecords {
  return {
    controls: [
      control('NS-2', 'Keep it private', ['AC-4', 'SC-7']),
      control('IM-3', 'Know who calls', ['AC-2', 'IA-2']),
      control('DP-5', 'Hold the keys', ['SC-28']),
      control('GS-1', 'Agree who decides', ['AC-4']),
    ],
    features: [
      feature('private-link', 'Private Link', 'NS-2', 'PL'),
      feature('public-access', 'Public Access', 'NS-2', 'PNA'),
      feature('identities', 'Identities', 'IM-3', 'MI'),
      feature('own-keys', 'Own Keys', 'DP-5', 'CMK'),
    ],
    services: [
      service('hub', 'Hub', { 'private-link': ON_US, 'public-access': ON_US, identities: ON_US, 'own-keys': LACKING }),
      service('central', 'Central', { 'private-link': ON_US, 'public-access': ON_MICROSOFT, identities: ON_US, 'own-keys': LACKING }),
      service(
        'store',
        'Store',
        { 'private-link': ON_US, 'public-access': NOT_HERE, 'own-keys': ON_US },
        {
          profile: {
            categories: ['AI+ML', 'Storage'],
            hostAccess: 'unknown',
            deployableInVirtualNetwork: true,
            storesContentAtRest: 'unknown',
          },
          setAside: [{ row: 7, feature: 'Own Keys', control: 'DP-5', reason: 'duplicate', ...LACKING, references: [] }],
        },
      ),
    ],
    guidance: [],
    roles: [],
    frameworks: [
      record('nist-800-53-r4', 'content/frameworks/nist-800-53-r4.yaml', {
        name: 'NIST SP 800-53',
        version: 'r4',
        publisher: 'NIST',
        url: 'https://csrc.example.org/nist',
        requirements: { 'AC-2': 'Accounts', 'AC-4': 'Flows', 'IA-2': 'Users', 'SC-7': 'Boundary', 'SC-28': 'At rest', 'ZZ-1': 'Nobody' },
      }),
    ],
    terms: [],
    guides: [],
    lock: {
      generated: 'by a test',
      readOn: '2026-11-23',
      benchmark: {
        file: 'benchmark.xlsx',
        sha256: 'b'.repeat(64),
        modified: '2022-03-01',
        sheet: 'Benchmark',
        controls: {
          'NS-2': {
            row: 2,
            domain: 'Network Security',
            title: 'Keep it private',
            crosswalk: {},
            stakeholders: [],
            policies: [],
            text: '0'.repeat(16),
          },
        },
      },
      services: {},
    },
  };
}

export const smallCatalog = (change: Partial<ContentRecords> = {}): Catalog => buildCatalog({ ...smallRecords(), ...change });
