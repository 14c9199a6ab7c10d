import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { controlSchema } from '../schemas/control.ts';
import { featureSchema } from '../schemas/feature.ts';
import { frameworkSchema } from '../schemas/framework.ts';
import { termSchema } from '../schemas/glossary.ts';
import { guidanceSchema } from '../schemas/guidance.ts';
import { guideSchema } from '../schemas/guide.ts';
import { roleSchema } from '../schemas/role.ts';
import { serviceSchema } from '../schemas/service.ts';

/** Ids are paths without their ending, in the case of the file: Astro's own would lower it. */
const files = (pattern: string, folder: string, suffix: RegExp) =>
  glob({ pattern, base: `./content/${folder}`, generateId: ({ entry }) => entry.replace(suffix, '') });

export const collections = {
  controls: defineCollection({ loader: files('*.mdx', 'controls', /\.mdx$/), schema: controlSchema }),
  features: defineCollection({ loader: files('*.mdx', 'features', /\.mdx$/), schema: featureSchema }),
  services: defineCollection({ loader: files('*/service.yaml', 'services', /\/service\.yaml$/), schema: serviceSchema }),
  guidance: defineCollection({ loader: files('*/*.mdx', 'services', /\.mdx$/), schema: guidanceSchema }),
  roles: defineCollection({ loader: files('*.yaml', 'roles', /\.yaml$/), schema: roleSchema }),
  frameworks: defineCollection({ loader: files('*.yaml', 'frameworks', /\.yaml$/), schema: frameworkSchema }),
  guides: defineCollection({ loader: files('*.mdx', 'guides', /\.mdx$/), schema: guideSchema }),
  // The rules' own pages, for contributors; no part of the catalog.
  rules: defineCollection({ loader: glob({ pattern: ['*.md', '!README.md'], base: './docs/checks' }) }),
  terms: defineCollection({ loader: file('content/glossary.yaml'), schema: termSchema }),
};
