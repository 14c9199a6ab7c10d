import type { Found, Kind } from '../search/items.ts';
import { routes, to } from './routes.ts';

const placeOf: Readonly<Record<Kind, (id: string) => string>> = {
  control: routes.control,
  feature: routes.feature,
  service: routes.service,
  entry: (id) => routes.entry(id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1)),
  checklist: (id) => routes.checklist(id),
  role: routes.role,
  domain: routes.domain,
  guide: routes.guide,
  page: to,
  term: routes.term,
  framework: routes.framework,
  requirement: (id) => routes.requirement(id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1)),
};

export const pathOf = (kind: Kind, id: string): string => placeOf[kind](id);

/** Where a result leads. Who asks which services have a feature is led to the table of its page. */
export const hrefOf = (found: Found, asksForServices = false): string =>
  `${pathOf(found.kind, found.id)}${asksForServices && found.kind === 'feature' ? '#services' : ''}`;
