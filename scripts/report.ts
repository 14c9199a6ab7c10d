import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { aboutCatalog, EXPORTS } from '../src/exports/registry.ts';
import type { Catalog } from '../src/catalog/model.ts';
import { lookAt, runChecks } from './checks/run-checks.ts';
import { compareCatalogs } from './report/compare-catalogs.ts';
import { reportInMarkdown } from './report/markdown.ts';
import { RevisionError, withRevision } from './report/read-revision.ts';
import { ROOT } from './site/project.ts';
import { red } from './site/say.ts';

const USAGE = `npm run report -- --base REV [--head REV] [--out FILE] [--files ADDRESS] [--site ADDRESS]

  --base   the revision to compare with, such as origin/main
  --head   the revision with the change; the working tree where it is not given
  --out    where to write the Markdown; the terminal where it is not given
  --files  the address of the repository's files, such as https://host/owner/name/blob/REV
  --site   the address of the site`;

try {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      head: { type: 'string' },
      out: { type: 'string' },
      files: { type: 'string' },
      site: { type: 'string' },
    },
  });
  if (values.base === undefined) throw new RevisionError('say what to compare with: --base origin/main');
  const base = await withRevision(ROOT, values.base, (folder) => Promise.resolve(lookAt(folder).catalog));
  const head = values.head === undefined ? await look(ROOT) : await withRevision(ROOT, values.head, look);
  const markdown = reportInMarkdown({
    change: compareCatalogs(base, head.catalog),
    downloads: await downloadsThatDiffer(base, head.catalog),
    findings: head.findings,
    files: (values.files ?? '').replace(/\/$/, ''),
    site: (values.site ?? '').replace(/\/$/, ''),
  });
  if (values.out === undefined) console.log(markdown);
  else writeFileSync(values.out, markdown);
} catch (error) {
  const usage = error instanceof RevisionError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  if (!usage) throw error;
  console.error(`${red('error')} ${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 2;
}

async function look(root: string) {
  return { catalog: lookAt(root).catalog, findings: (await runChecks({ root })).findings };
}

/** Compared as text: a workbook says nothing that its CSV does not say. */
async function downloadsThatDiffer(base: Catalog, head: Catalog): Promise<string[]> {
  const differ: string[] = [];
  const about = aboutCatalog(base, '');
  for (const { file, mediaType, render } of EXPORTS) {
    if (!/^(?:text\/|application\/(?:\w+\+)?(?:json|xml|yaml))/.test(mediaType)) continue;
    const [before, after] = await Promise.all([render(base, about), render(head, about)]);
    if (String(before) !== String(after)) differ.push(file);
  }
  return differ;
}
