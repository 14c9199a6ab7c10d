import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { ENABLED_BY_DEFAULT, labelFor, RESPONSIBILITY, SUPPORT } from '../../schemas/vocabulary.ts';
import { FEATURE_SHEET, type Lock, type LockRow } from '../../schemas/lock.ts';
import { FEATURE_COLUMNS, type FeatureColumn } from '../upstream/service-workbook.ts';
import { tableOf } from '../upstream/table.ts';
import { openWorkbook } from '../upstream/workbook.ts';

export interface PlainSite {
  readonly lock: Lock;
  /** The folder of upstream's workbooks, for the columns of running text; without it, rows have their facts alone. */
  readonly workbooks: string | undefined;
  readonly nodeModules: string;
}

/**
 * A plain Astro site of the same rows, as one would begin: the glob loader, one Markdown page a row, a list for each
 * service, Pagefind over the pages. Nothing in it is slow on purpose, and nothing is tuned.
 */
export async function writePlainSite(folder: string, { lock, workbooks, nodeModules }: PlainSite): Promise<number> {
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  symlinkSync(nodeModules, path.join(folder, 'node_modules'), 'dir');
  write('package.json', JSON.stringify({ name: 'plain', private: true, type: 'module' }));
  write('astro.config.mjs', CONFIG);
  write('src/content.config.ts', COLLECTIONS);
  write('src/layouts/Page.astro', LAYOUT);
  write('src/pages/index.astro', HOME);
  write('src/pages/[service]/index.astro', SERVICE);
  write('src/pages/[service]/[row].astro', ROW);
  let pages = 0;
  for (const [service, { file, rows }] of Object.entries(lock.services)) {
    const prose = workbooks === undefined ? new Map<number, string>() : await proseOf(path.join(workbooks, file));
    for (const row of rows) {
      write(`rows/${service}/row-${row.row}.md`, markdownOf(service, row, prose.get(row.row) ?? ''));
      pages += 1;
    }
  }
  return pages;
}

/** The columns of running text, by row, as paragraphs. They live in a temporary folder for as long as the measuring takes. */
async function proseOf(workbook: string): Promise<ReadonlyMap<number, string>> {
  const [sheet] = await openWorkbook(readFileSync(workbook)).sheets(FEATURE_SHEET);
  const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|!]/g, '\\$&').replace(/\r?\n/g, '\n\n');
  return new Map(
    tableOf<FeatureColumn>(sheet!, FEATURE_COLUMNS).rows.map((row) => [
      row.row,
      (['Feature Description', 'Guidance', 'Feature Notes', 'Guidance Notes'] as const)
        .map((column) => `### ${column}\n\n${plain(row.text(column))}`)
        .join('\n\n'),
    ]),
  );
}

function markdownOf(service: string, row: LockRow, prose: string): string {
  const { references, text: _text, ...facts } = row;
  const said = (value: string | boolean, words: typeof SUPPORT | typeof ENABLED_BY_DEFAULT): string =>
    value === 'no-related-feature' ? 'No related feature' : labelFor<string | boolean>(words, value);
  return `---
${stringify({ service, ...facts })}---

## ${row.control} ${row.title}

| Fact | Value |
| --- | --- |
| Domain | ${row.domain} |
| Supported | ${said(row.supported, SUPPORT)} |
| Enabled by default | ${said(row.enabledByDefault, ENABLED_BY_DEFAULT)} |
| Responsibility | ${labelFor(RESPONSIBILITY, row.responsibility)} |

${references.map((reference) => `- [${reference.title.replace(/[[\]\\]/g, '\\$&')}](<${reference.url}>)`).join('\n')}

${prose}
`;
}

const CONFIG = `import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import * as pagefind from 'pagefind';

const search = {
  name: 'search',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const out = fileURLToPath(dir);
      const { index } = await pagefind.createIndex({ forceLanguage: 'en' });
      await index.addDirectory({ path: out });
      await index.writeFiles({ outputPath: out + 'pagefind' });
      await pagefind.close();
    },
  },
};

export default defineConfig({ integrations: [search] });
`;

const COLLECTIONS = `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const rows = defineCollection({
  loader: glob({ pattern: '**/*.md', base: './rows' }),
  schema: z.object({
    service: z.string(),
    row: z.number(),
    domain: z.string(),
    control: z.string(),
    title: z.string(),
    feature: z.string(),
    supported: z.union([z.boolean(), z.string()]),
    enabledByDefault: z.union([z.boolean(), z.string()]),
    responsibility: z.string(),
  }),
});
export const collections = { rows };
`;

const LAYOUT = `---
const { title } = Astro.props;
---
<html lang="en">
  <head><meta charset="utf-8" /><title>{title}</title></head>
  <body>
    <nav><a href="/">Services</a></nav>
    <main data-pagefind-body><h1>{title}</h1><slot /></main>
  </body>
</html>
`;

const HOME = `---
import { getCollection } from 'astro:content';
import Page from '../layouts/Page.astro';
const services = [...new Set((await getCollection('rows')).map((entry) => entry.data.service))].sort();
---
<Page title="Services">
  <ul>{services.map((service) => <li><a href={\`/\${service}/\`}>{service}</a></li>)}</ul>
</Page>
`;

const SERVICE = `---
import { getCollection } from 'astro:content';
import Page from '../../layouts/Page.astro';

export async function getStaticPaths() {
  const rows = await getCollection('rows');
  const services = [...new Set(rows.map((entry) => entry.data.service))];
  return services.map((service) => ({ params: { service }, props: { rows: rows.filter((entry) => entry.data.service === service) } }));
}
const { service } = Astro.params;
const { rows } = Astro.props;
---
<Page title={service}>
  <ul>{rows.map(({ data }) => <li><a href={\`/\${service}/\${data.row}/\`}>{data.control} {data.feature}</a></li>)}</ul>
</Page>
`;

const ROW = `---
import { getCollection, render } from 'astro:content';
import Page from '../../layouts/Page.astro';

export async function getStaticPaths() {
  const rows = await getCollection('rows');
  return rows.map((entry) => ({ params: { service: entry.data.service, row: String(entry.data.row) }, props: { entry } }));
}
const { entry } = Astro.props;
const { Content } = await render(entry);
---
<Page title={entry.data.feature}>
  <Content />
</Page>
`;
