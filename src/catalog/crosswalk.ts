import type { FrameworkId } from '../../schemas/vocabulary.ts';
import type { Catalog, Control, Entry, Feature, Framework, Requirement } from './model.ts';
import { by, byText } from './order.ts';
import { entriesOfFeature } from './questions.ts';

/** What the benchmark's mapping says of the requirements of other frameworks. */

export interface RequirementStanding {
  readonly requirement: Requirement;
  /** Features of the controls that answer the requirement: what a service can do for it. */
  readonly features: readonly Feature[];
}

export interface Family {
  readonly id: string;
  readonly name: string;
  readonly requirements: readonly RequirementStanding[];
}

/** The families of NIST SP 800-53, revision 4, that a cloud benchmark touches. */
const NIST_FAMILY: Readonly<Record<string, string>> = {
  AC: 'Access control',
  AT: 'Awareness and training',
  AU: 'Audit and accountability',
  CA: 'Security assessment and authorization',
  CM: 'Configuration management',
  CP: 'Contingency planning',
  IA: 'Identification and authentication',
  IR: 'Incident response',
  MA: 'Maintenance',
  MP: 'Media protection',
  PE: 'Physical and environmental protection',
  PL: 'Planning',
  PM: 'Program management',
  PS: 'Personnel security',
  RA: 'Risk assessment',
  SA: 'System and services acquisition',
  SC: 'System and communications protection',
  SI: 'System and information integrity',
};

const KIND: Readonly<Record<FrameworkId, string>> = {
  'cis-v7.1': 'Control',
  'cis-v8': 'Control',
  'nist-800-53-r4': 'Family',
  'pci-dss-v3.2.1': 'Requirement',
};

/** AC of AC-4, 13 of 13.10, A3 of A3.2. */
export const familyIdOf = (frameworkId: FrameworkId, requirementId: string): string =>
  requirementId.split(frameworkId === 'nist-800-53-r4' ? '-' : '.')[0]!;

export const requirementStanding = (catalog: Catalog, requirement: Requirement): RequirementStanding => ({
  requirement,
  features: catalog.features.filter((feature) => requirement.controls.some((control) => control.id === feature.control.id)),
});

/** The requirements of a framework by family: those that the benchmark maps a control to, as the framework's file names no others. */
export function familiesOf(catalog: Catalog, framework: Framework): Family[] {
  const families = new Map<string, RequirementStanding[]>();
  for (const requirement of framework.requirements) {
    const id = familyIdOf(framework.id, requirement.id);
    families.set(id, [...(families.get(id) ?? []), requirementStanding(catalog, requirement)]);
  }
  return [...families]
    .sort(([a], [b]) => byText(a, b))
    .map(([id, requirements]) => ({ id, name: NIST_FAMILY[id] ?? `${KIND[framework.id]} ${id}`, requirements }));
}

/** The requirements of a framework that a control answers, in the framework's order. */
export const requirementsOf = (framework: Framework, control: Control): Requirement[] =>
  framework.requirements.filter((requirement) => control.crosswalk[framework.id].includes(requirement.id));

const FEWEST_SHARED = 3;
const MOST_RELATED = 4;

interface Related {
  readonly control: Control;
  readonly shared: number;
}
const relatedByControl = new WeakMap<Control, readonly Related[]>();

/** The controls that answer most of the requirements that this one answers: who works on one should know the others. */
export function relatedControls(catalog: Catalog, control: Control): readonly Related[] {
  const known = relatedByControl.get(control);
  if (known) return known;
  const sharedWith = (other: Control): number =>
    catalog.frameworks.reduce(
      (sum, { id }) => sum + other.crosswalk[id].filter((named) => control.crosswalk[id].includes(named)).length,
      0,
    );
  const related = catalog.controls
    .filter((other) => other.id !== control.id)
    .map((other) => ({ control: other, shared: sharedWith(other) }))
    .filter(({ shared }) => shared >= FEWEST_SHARED)
    .sort(
      by(
        ({ shared }) => -shared,
        ({ control: { id } }) => id,
      ),
    )
    .slice(0, MOST_RELATED);
  relatedByControl.set(control, related);
  return related;
}

const entriesByFeature = new WeakMap<Catalog, Map<string, readonly Entry[]>>();

/** The entries of a feature, looked up once a catalog: hundreds of requirement pages ask for the same ones. */
export function entriesAbout(catalog: Catalog, feature: Feature): readonly Entry[] {
  let known = entriesByFeature.get(catalog);
  if (!known) entriesByFeature.set(catalog, (known = new Map()));
  let entries = known.get(feature.id);
  if (!entries) known.set(feature.id, (entries = entriesOfFeature(catalog, feature)));
  return entries;
}

/** Services by how far they go: all of the features that apply to them supported, some, none; or no feature applies. */
export function reachOf(catalog: Catalog, features: readonly Feature[]): { all: number; some: number; none: number; nothing: number } {
  const reach = { all: 0, some: 0, none: 0, nothing: 0 };
  const wanted = new Set(features.map((feature) => feature.id));
  for (const service of catalog.services) {
    const applying = service.entries.filter((entry) => wanted.has(entry.feature.id) && entry.supported !== 'not-applicable');
    const supported = applying.filter((entry) => entry.supported === true).length;
    reach[applying.length === 0 ? 'nothing' : supported === applying.length ? 'all' : supported > 0 ? 'some' : 'none'] += 1;
  }
  return reach;
}
