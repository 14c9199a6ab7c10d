import type { APIRoute } from 'astro';
import { checklistOf, rolesWithWork } from '../catalog/questions.ts';
import { getCatalog } from '../site/catalog.ts';
import { routes } from '../site/routes.ts';

export const GET: APIRoute = async ({ site }) => {
  const catalog = await getCatalog();
  const paths = [
    routes.home,
    routes.services,
    routes.controls,
    routes.features,
    routes.matrix,
    routes.compare,
    routes.downloads,
    routes.upstream,
    routes.crosswalk,
    routes.roles,
    routes.checklists,
    routes.guides,
    routes.glossary,
    ...catalog.services.map((service) => routes.service(service.id)),
    ...catalog.controls.map((control) => routes.control(control.id)),
    ...catalog.features.map((feature) => routes.feature(feature.id)),
    ...catalog.guides.map((guide) => routes.guide(guide.id)),
    ...catalog.frameworks.flatMap((framework) => [
      routes.framework(framework.id),
      ...framework.requirements.map((requirement) => routes.requirement(framework.id, requirement.id)),
    ]),
    ...catalog.services.flatMap((service) => [
      routes.checklist(service.id),
      ...rolesWithWork(catalog, service)
        .filter((role) => checklistOf(service, role).length > 0)
        .map((role) => routes.checklist(service.id, role.id)),
    ]),
  ];
  const urls = paths.map((path) => `<url><loc>${new URL(path, site).href}</loc></url>`).join('\n');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`,
    {
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    },
  );
};
