import type { Catalog, Entry } from '../../src/catalog/model.ts';
import { itemOf } from '../../src/checklists/item.ts';

/** What a change of the content means, in the words of the catalog. Pure. */
export interface CatalogChange {
  readonly facts: readonly FactChange[];
  readonly texts: readonly TextChange[];
  /** `control NS-11`, `service Azure Orbital`. */
  readonly added: readonly Named[];
  readonly removed: readonly Named[];
  /** Checklists whose items are others than before, or ask for something else. */
  readonly checklists: readonly Checklist[];
  /** Items whose words have changed: who has answered one will be asked to look again. */
  readonly lookAgain: readonly LookAgain[];
}

export interface Named {
  readonly kind: 'control' | 'feature' | 'service' | 'entry' | 'guidance' | 'role' | 'guide' | 'term';
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** The page that shows it. */
  readonly page: string;
}

export interface FactChange extends Named {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Sentences; `before` and `after` are shown as a difference. */
export type TextChange = FactChange;

export interface Checklist {
  readonly service: string;
  readonly role: string;
  readonly name: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

export interface LookAgain {
  readonly code: string;
  readonly title: string;
  readonly service: string;
  readonly roles: number;
}

interface Part extends Named {
  readonly facts: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
}

export function compareCatalogs(base: Catalog, head: Catalog): CatalogChange {
  const before = new Map(partsOf(base).map((part) => [`${part.kind} ${part.id}`, part]));
  const after = new Map(partsOf(head).map((part) => [`${part.kind} ${part.id}`, part]));
  const both = [...after].flatMap(([key, part]) => {
    const earlier = before.get(key);
    return earlier ? [{ earlier, part }] : [];
  });
  const changes = (field: 'facts' | 'texts'): FactChange[] =>
    both.flatMap(({ earlier, part }) => {
      const { facts: _facts, texts: _texts, ...named } = part;
      return [...new Set([...Object.keys(earlier[field]), ...Object.keys(part[field])])]
        .filter((name) => earlier[field][name] !== part[field][name])
        .map((name) => ({ ...named, field: name, before: earlier[field][name] ?? '', after: part[field][name] ?? '' }));
    });
  const without = (of: ReadonlyMap<string, Part>, other: ReadonlyMap<string, Part>): Named[] => {
    // What goes with its service needs no line of its own.
    const lone = (part: Part): boolean =>
      (part.kind !== 'entry' && part.kind !== 'guidance') || other.has(`service ${part.id.split('/')[0]}`);
    return [...of].filter(([key, part]) => !other.has(key) && lone(part)).map(([, { facts: _facts, texts: _texts, ...named }]) => named);
  };
  return {
    facts: changes('facts'),
    texts: changes('texts'),
    added: without(after, before),
    removed: without(before, after),
    checklists: checklistsThatChange(base, head),
    lookAgain: itemsThatChange(base, head),
  };
}

const list = (items: readonly string[]): string => items.join(', ') || 'none';

function partsOf(catalog: Catalog): Part[] {
  const roleName = new Map(catalog.roles.map((role) => [role.id, role.name]));
  return [
    ...catalog.controls.map((control): Part => ({
      kind: 'control',
      id: control.id,
      name: `${control.id} ${control.title}`,
      file: control.file,
      page: `/controls/${control.id}/`,
      facts: {
        title: control.title,
        roles: control.allRoles ? 'all' : list(control.roles.map((role) => roleName.get(role) ?? role)),
        ...Object.fromEntries(Object.entries(control.crosswalk).map(([framework, ids]) => [`crosswalk ${framework}`, list(ids)])),
        policies: list(control.policies.map(({ name }) => name)),
      },
      texts: { summary: control.summary, prose: control.body, references: references(control.references) },
    })),
    ...catalog.features.map((feature): Part => ({
      kind: 'feature',
      id: feature.id,
      name: feature.name,
      file: feature.file,
      page: `/features/${feature.id}/`,
      facts: { name: feature.name, control: feature.control.id, code: feature.code, 'other names': list(feature.otherNames) },
      texts: {
        summary: feature.summary,
        ...Object.fromEntries(
          Object.entries(feature.tasks).flatMap(([action, task]) => [
            [`${action}: do`, task.do] as const,
            [`${action}: confirm`, task.confirm] as const,
          ]),
        ),
        prose: feature.body,
        references: references(feature.references),
      },
    })),
    ...catalog.services.flatMap((service): Part[] => [
      {
        kind: 'service',
        id: service.id,
        name: service.name,
        file: service.file,
        page: `/services/${service.id}/`,
        facts: {
          name: service.name,
          code: service.code,
          'other names': list(service.otherNames),
          categories: list(service.profile.categories),
          'host access': String(service.profile.hostAccess),
          'deployable in a virtual network': String(service.profile.deployableInVirtualNetwork),
          'stores content at rest': String(service.profile.storesContentAtRest),
          policies: list(service.policies.map(({ name, version }) => `${name} ${version}`)),
          deviations: list(service.deviations.map(({ feature, field, ours }) => `${feature ?? 'service'} ${field} is ${String(ours)}`)),
        },
        texts: {},
      },
      ...service.entries.flatMap((entry): Part[] => [
        entryPart(entry, service.file),
        ...(entry.guidance
          ? [
              {
                kind: 'guidance' as const,
                id: entry.id,
                name: `${entry.control.id} ${entry.feature.name} (${service.name})`,
                file: entry.guidance.file,
                page: `/services/${service.id}/#${entry.anchor}`,
                facts: {},
                texts: {
                  do: entry.guidance.do,
                  confirm: entry.guidance.confirm,
                  cost: entry.guidance.cost,
                  prose: entry.guidance.body,
                  references: references(entry.guidance.references),
                },
              },
            ]
          : []),
      ]),
    ]),
    ...catalog.roles.map((role): Part => ({
      kind: 'role',
      id: role.id,
      name: role.name,
      file: role.file,
      page: `/roles/#${role.id}`,
      facts: { name: role.name, 'spellings upstream': list(role.upstreamNames), controls: list(role.controls.map(({ id }) => id)) },
      texts: { summary: role.summary, duties: role.duties },
    })),
    ...catalog.guides.map((guide): Part => ({
      kind: 'guide',
      id: guide.id,
      name: guide.title,
      file: guide.file,
      page: `/guides/${guide.id}/`,
      facts: { title: guide.title, order: String(guide.order) },
      texts: { summary: guide.summary, prose: guide.body, references: references(guide.references) },
    })),
    ...catalog.terms.map((term): Part => ({
      kind: 'term',
      id: term.id,
      name: term.term,
      file: 'content/glossary.yaml',
      page: `/glossary/#${term.id}`,
      facts: { term: term.term, also: list(term.also), link: String(term.link), address: term.url },
      texts: { meaning: term.meaning },
    })),
  ];
}

const entryPart = (entry: Entry, file: string): Part => ({
  kind: 'entry',
  id: entry.id,
  name: `${entry.control.id} ${entry.feature.name} (${entry.serviceName})`,
  file,
  page: `/services/${entry.serviceId}/#${entry.anchor}`,
  facts: {
    supported: String(entry.supported),
    'enabled by default': String(entry.enabledByDefault),
    responsibility: entry.responsibility,
    action: entry.action,
    references: list(entry.references.map(({ title, url }) => `${title} (${url})`)),
  },
  texts: {},
});

const references = (all: readonly { title: string; url: string }[]): string => all.map(({ title, url }) => `${title}\n${url}`).join('\n');

/** Code to digest, of the items of each checklist. */
function checklistsOf(catalog: Catalog): Map<string, { service: string; role: string; name: string; items: Map<string, string> }> {
  const lists = new Map<string, { service: string; role: string; name: string; items: Map<string, string> }>();
  for (const service of catalog.services) {
    for (const role of catalog.roles) {
      const items = service.entries.filter((entry) => entry.task && entry.roles.includes(role.id)).map((entry) => itemOf(entry));
      if (items.length === 0) continue;
      lists.set(`${service.id}/${role.id}`, {
        service: service.id,
        role: role.id,
        name: `${service.name}, ${role.name}`,
        items: new Map(items.map(({ code, digest }) => [code, digest])),
      });
    }
  }
  return lists;
}

function checklistsThatChange(base: Catalog, head: Catalog): Checklist[] {
  const [before, after] = [checklistsOf(base), checklistsOf(head)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): Checklist[] => {
    const [earlier, later] = [before.get(key), after.get(key)];
    const [had, has] = [earlier?.items ?? new Map<string, string>(), later?.items ?? new Map<string, string>()];
    const added = [...has.keys()].filter((code) => !had.has(code)).length;
    const removed = [...had.keys()].filter((code) => !has.has(code)).length;
    const changed = [...has].filter(([code, digest]) => had.has(code) && had.get(code) !== digest).length;
    const { service, role, name } = (later ?? earlier)!;
    return added + removed + changed === 0 ? [] : [{ service, role, name, added, removed, changed }];
  });
}

function itemsThatChange(base: Catalog, head: Catalog): LookAgain[] {
  const digests = new Map(
    base.services.flatMap(({ entries }) => entries.filter(({ task }) => task).map((entry) => [entry.code, itemOf(entry).digest] as const)),
  );
  return head.services.flatMap(({ entries }) =>
    entries
      .filter((entry) => entry.task && digests.has(entry.code) && digests.get(entry.code) !== itemOf(entry).digest)
      .map((entry) => ({ code: entry.code, title: entry.feature.name, service: entry.serviceName, roles: entry.roles.length })),
  );
}
