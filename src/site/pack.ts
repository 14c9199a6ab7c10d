import type { Catalog, Entry, Role, Service } from '../catalog/model.ts';
import { checklistOf, entriesThatApply, rolesWithWork } from '../catalog/questions.ts';
import { itemOf, packDigest, type Item } from '../checklists/item.ts';
import { version } from './project.ts';
import { routes } from './routes.ts';

/** What a page tells its script about the list that it shows. */
export interface PackInfo {
  /** The list's address below /checklists/: names it in the saved state. */
  readonly pack: string;
  readonly title: string;
  readonly version: string;
  readonly facts: string;
  readonly digest: string;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  /** Whether the list holds every item of its services. */
  readonly whole: boolean;
  /** Where /checklists/ and the pages of services begin. */
  readonly root: string;
  readonly servicesRoot: string;
}

export interface Pack {
  readonly info: PackInfo;
  readonly items: readonly Item[];
}

export function packOf(catalog: Catalog, service: Service, role?: Role): Pack {
  const entries: readonly Entry[] = role ? checklistOf(service, role) : entriesThatApply(service);
  const items = entries.map(itemOf);
  const roles = role ? [role] : rolesWithWork(catalog, service);
  return {
    items,
    info: {
      pack: role ? `${service.id}/${role.id}/` : `${service.id}/`,
      title: `${service.name}: ${role ? role.name : 'all roles'}`,
      version,
      facts: catalog.readOn,
      digest: packDigest(items),
      services: [{ id: service.id, name: service.name }],
      roles: roles.map(({ id, name }) => ({ id, name })),
      whole: role === undefined,
      root: routes.checklists,
      servicesRoot: routes.services,
    },
  };
}

/** The items by domain, in the benchmark's order. */
export function byDomain(
  items: readonly Item[],
): readonly { readonly id: string; readonly name: string; readonly items: readonly Item[] }[] {
  const ids = [...new Set(items.map((item) => item.domain))];
  return ids.map((id) => {
    const own = items.filter((item) => item.domain === id);
    return { id, name: own[0]!.domainName, items: own };
  });
}

/** JSON in a page: what looks like the end of the script element must not be one. */
export const inlineJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
