/** Every address of the site, in one place. All start with the base path and end in a slash. */

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

export const to = (path: string): string => `${base}${path}`;

export const routes = {
  home: to('/'),
  services: to('/services/'),
  service: (id: string) => to(`/services/${id}/`),
  entry: (serviceId: string, anchor: string) => to(`/services/${serviceId}/#${anchor}`),
  controls: to('/controls/'),
  control: (id: string) => to(`/controls/${id}/`),
  domain: (id: string) => to(`/controls/#${id}`),
  features: to('/features/'),
  feature: (id: string) => to(`/features/${id}/`),
  roles: to('/roles/'),
  role: (id: string) => to(`/roles/#${id}`),
  checklists: to('/checklists/'),
  build: to('/checklists/build/'),
  checklist: (serviceId: string, roleId?: string) =>
    to(roleId === undefined ? `/checklists/${serviceId}/` : `/checklists/${serviceId}/${roleId}/`),
  matrix: to('/matrix/'),
  compare: to('/compare/'),
  comparison: (ids: readonly string[]) => to(`/compare/?s=${ids.join(',')}`),
  upstream: to('/upstream/'),
  upstreamOf: (serviceId: string) => to(`/upstream/#${serviceId}`),
  crosswalk: to('/crosswalk/'),
  framework: (id: string) => to(`/crosswalk/${id}/`),
  requirement: (frameworkId: string, id: string) => to(`/crosswalk/${frameworkId}/${id}/`),
  downloads: to('/downloads/'),
  download: (file: string) => to(`/downloads/${file}`),
  guides: to('/guides/'),
  guide: (id: string) => to(`/guides/${id}/`),
  glossary: to('/glossary/'),
  term: (id: string) => to(`/glossary/#${id}`),
  contribute: to('/contribute/'),
  contributeSchema: to('/contribute/schema/'),
  contributeVocabulary: to('/contribute/vocabulary/'),
  contributeDesign: to('/contribute/design/'),
  contributeChecks: to('/contribute/checks/'),
  contributeCheck: (id: string) => to(`/contribute/checks/${id}/`),
  search: to('/search/'),
  apiService: (id: string) => to(`/api/v1/services/${id}.json`),
  api: to('/api/v1/catalog.json'),
  card: (id: string) => to(`/cards/${id}.png`),
} as const;
