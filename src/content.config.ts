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
import { proseFiles } from './site/prose-loader.ts';

/** Ids are paths without their ending, in the case of the file: Astro's own would lower it. */
const files = (pattern: string, folder: string, suffix: RegExp) =>
  glob({ pattern, base: `./content/${folder}`, generateId: ({ entry }) => entry.replace(suffix, '') });

export const collections = {
  controls: defineCollection({ loader: proseFiles('content/controls', /^[^/]+\.mdx$/), schema: controlSchema }),
  features: defineCollection({ loader: proseFiles('content/features', /^[^/]+\.mdx$/), schema: featureSchema }),
  services: defineCollection({ loader: files('*/service.yaml', 'services', /\/service\.yaml$/), schema: serviceSchema }),
  guidance: defineCollection({ loader: proseFiles('content/services', /^[^/]+\/[^/]+\.mdx$/), schema: guidanceSchema }),
  roles: defineCollection({ loader: files('*.yaml', 'roles', /\.yaml$/), schema: roleSchema }),
  frameworks: defineCollection({ loader: files('*.yaml', 'frameworks', /\.yaml$/), schema: frameworkSchema }),
  // Compiled by @astrojs/mdx: a guide is long, and may one day hold a component.
  guides: defineCollection({ loader: files('*.mdx', 'guides', /\.mdx$/), schema: guideSchema }),
  // The rules' own pages, for contributors; no part of the catalog.
  rules: defineCollection({ loader: glob({ pattern: ['*.md', '!README.md'], base: './docs/checks' }) }),
  terms: defineCollection({ loader: file('content/glossary.yaml'), schema: termSchema }),
};
