import { ACTION, DOMAIN, RESPONSIBILITY, SUPPORT, type Action, type Responsibility, type Support } from '../../schemas/vocabulary.ts';
import type { Catalog, Entry } from '../catalog/model.ts';

/**
 * What search answers from at once: every id, name, code and other name of the catalog, and three facts of every entry.
 * Entries are not listed: an entry is a service and a feature, and one letter a feature says what holds for it.
 *
 * Lists instead of objects, as this travels to every reader who opens search.
 */
export interface SearchNames {
  /** Names the build of the full-text index that belongs to these names; '' until that is built. */
  readonly text: string;
  /** id, name */
  readonly domains: readonly (readonly [string, string])[];
  /** id, title, other titles that upstream uses */
  readonly controls: readonly (readonly [string, string, readonly string[]])[];
  /** id, name, code, control, other names */
  readonly features: readonly (readonly [string, string, string, string, readonly string[]])[];
  /** id, name, code, other names, one letter a feature in the order of `features`: a place in `facts`, or a space */
  readonly services: readonly (readonly [string, string, string, readonly string[], string])[];
  /** id, name, spellings of upstream */
  readonly roles: readonly (readonly [string, string, readonly string[]])[];
  /** id, term, other names */
  readonly terms: readonly (readonly [string, string, readonly string[]])[];
  /** id, name, version, requirements: id, title */
  readonly frameworks: readonly (readonly [string, string, string, readonly (readonly [string, string])[]])[];
  /** id, title */
  readonly guides: readonly (readonly [string, string])[];
  /** address without the base path, title, other names */
  readonly pages: readonly (readonly [string, string, readonly string[]])[];
  readonly facts: readonly EntryFacts[];
  /** The words that people read for the values of `facts`. */
  readonly labels: {
    readonly actions: readonly (readonly [Action, string])[];
    readonly responsibilities: readonly (readonly [Responsibility, string])[];
  };
}

export type EntryFacts = readonly [action: Action, responsibility: Responsibility, supported: Support];

export interface SearchPage {
  readonly path: string;
  readonly title: string;
  readonly otherNames: readonly string[];
  /** Whether its text is worth finding; lists only repeat what their items say. */
  readonly text?: boolean;
}

const FIRST_LETTER = 'a'.charCodeAt(0);

export function searchNames(catalog: Catalog, pages: readonly SearchPage[]): SearchNames {
  const facts = ACTION.flatMap((action) =>
    RESPONSIBILITY.flatMap((responsibility) => SUPPORT.map((support): EntryFacts => [action.value, responsibility.value, support.value])),
  ).filter((fact) => catalog.services.some((service) => service.entries.some((entry) => hasFacts(entry, fact))));

  return {
    text: '',
    domains: DOMAIN.map((domain) => [domain.value, domain.label]),
    controls: catalog.controls.map((control) => [
      control.id,
      control.title,
      control.deviations.flatMap((deviation) => (deviation.field === 'title' ? [String(deviation.upstream)] : [])),
    ]),
    features: catalog.features.map((feature) => [feature.id, feature.name, feature.code, feature.control.id, feature.otherNames]),
    services: catalog.services.map((service) => [
      service.id,
      service.name,
      service.code,
      service.otherNames,
      catalog.features
        .map((feature) => {
          const entry = service.entries.find((candidate) => candidate.feature.id === feature.id);
          return entry ? String.fromCharCode(FIRST_LETTER + facts.findIndex((fact) => hasFacts(entry, fact))) : ' ';
        })
        .join('')
        .trimEnd(),
    ]),
    roles: catalog.roles.map((role) => [role.id, role.name, role.upstreamNames.filter((name) => name !== role.name)]),
    terms: catalog.terms.map((term) => [term.id, term.term, term.also]),
    frameworks: catalog.frameworks.map((framework) => [
      framework.id,
      framework.name,
      framework.version,
      framework.requirements.map((requirement) => [requirement.id, requirement.title]),
    ]),
    guides: catalog.guides.map((guide) => [guide.id, guide.title]),
    pages: pages.map((page) => [page.path, page.title, page.otherNames]),
    facts,
    labels: {
      actions: ACTION.map(({ value, label }) => [value, label]),
      responsibilities: RESPONSIBILITY.map(({ value, label }) => [value, label]),
    },
  };
}

const hasFacts = (entry: Entry, [action, responsibility, supported]: EntryFacts): boolean =>
  entry.action === action && entry.responsibility === responsibility && entry.supported === supported;

/** What holds for a feature in a service; undefined where the service has no such entry. */
export function factsOf(names: SearchNames, letters: string, feature: number): EntryFacts | undefined {
  const letter = letters.charCodeAt(feature);
  return letter >= FIRST_LETTER ? names.facts[letter - FIRST_LETTER] : undefined;
}
