import path from 'node:path';
import { parseArgs } from 'node:util';
import { dateSchema } from '../schemas/common.ts';
import { hasErrors } from './checks/run-checks.ts';
import { didYouMean } from './content/did-you-mean.ts';
import { readContent } from './content/read-content.ts';
import { ROOT } from './site/project.ts';
import { bold, dim, plural, yellow } from './site/say.ts';
import { adopt, markReviewed } from './upstream/adopt.ts';
import type { Decision } from './upstream/adopt-service.ts';
import { printFindings, progress, runCommand, today, UsageError } from './upstream/command.ts';
import { readUpstream } from './upstream/read-upstream.ts';
import { writeFiles } from './upstream/write-files.ts';

/** Takes the facts that upstream has changed since it was last read. Ours stay where we have changed them too. */
const USAGE = `npm run adopt -- SERVICE [FEATURE] --upstream DIR|FILE [--theirs] [--dry-run]
npm run adopt -- --all --upstream DIR
npm run adopt -- SERVICE [FEATURE] --reviewed

  --upstream  workbooks, or folders of them
  --all       every service
  --theirs    decide conflicts for upstream
  --dry-run   show what would change, and write nothing
  --reviewed  note that the prose has been held against upstream's present text
  --date      the day of the reading or the review, YYYY-MM-DD; today where it is not given`;

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      upstream: { type: 'string', multiple: true },
      all: { type: 'boolean', default: false },
      theirs: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      reviewed: { type: 'boolean', default: false },
      date: { type: 'string', default: today() },
    },
  });
  const [slug, feature, ...rest] = positionals;
  if (rest.length > 0 || (values.all && slug !== undefined)) throw new UsageError('name one service, and one feature at most');
  if (slug === undefined && !values.all) throw new UsageError('name the service');
  const date = dateSchema.safeParse(values.date);
  if (!date.success) throw new UsageError(`"${values.date}" ${date.error.issues[0]!.message}`);

  const content = readContent(ROOT);
  printFindings(content.findings);
  if (hasErrors(content.findings)) throw new UsageError('the content has errors; mend them first (npm run check)');
  if (slug !== undefined)
    known(
      'service',
      slug,
      content.records.services.map(({ id }) => id),
    );
  if (feature !== undefined)
    known(
      'feature',
      feature,
      content.records.features.map(({ id }) => id),
    );

  if (values.reviewed) {
    if (slug === undefined) throw new UsageError('name the service whose prose you have reviewed');
    const files = markReviewed(ROOT, content, slug, feature, date.data);
    if (!values['dry-run']) write(files);
    for (const file of files.keys()) console.log(`reviewed  ${file}`);
    console.log(`${plural(files.size, 'file')} ${values['dry-run'] ? 'would be marked' : 'marked'} as reviewed`);
    return true;
  }

  if (!values.upstream) throw new UsageError('say where the workbooks are: --upstream DIR');
  const shown = progress();
  const upstream = await readUpstream(values.upstream, shown);
  shown.done();
  printFindings(upstream.findings);
  const asked = Object.fromEntries(Object.entries(upstream.services).filter(([id]) => values.all || id === slug));
  if (slug !== undefined && !Object.hasOwn(asked, slug)) throw new UsageError(`no workbook there could be read as that of "${slug}"`);

  const { services, files } = adopt({
    root: ROOT,
    content,
    services: asked,
    theirs: values.theirs,
    readOn: date.data,
    ...(feature === undefined ? {} : { feature }),
  });
  for (const service of services) {
    if (service.taken.length + service.left.length + service.review.length + service.orphans.length === 0) continue;
    console.log(bold(service.slug));
    for (const decision of service.taken) console.log(`  taken     ${inWords(decision)}`);
    for (const decision of service.left)
      console.log(
        `  ${yellow('left')}      ${inWords(decision)}${decision.before ? dim(`  (upstream said ${decision.before} before)`) : ''}`,
      );
    for (const file of service.review) console.log(`  review    ${file}: upstream has rewritten the text that this prose was held against`);
    for (const file of service.orphans)
      console.log(`  ${yellow('orphan')}    ${file}: its entry is gone; delete the file, or move what is worth keeping`);
  }
  if (!values['dry-run']) write(files);
  const count = (list: 'taken' | 'left'): number => services.reduce((sum, service) => sum + service[list].length, 0);
  console.log(
    `${plural(count('taken'), 'fact')} taken, ${count('left')} left undecided; ${plural(files.size, 'file')} ${values['dry-run'] ? 'would change' : 'changed'}`,
  );
  if (count('left') > 0) console.log('Decide what is left: edit the fact, write a deviation, or run again with --theirs.');
  return count('left') === 0 && !hasErrors(upstream.findings);
});

const inWords = ({ what, ours, now }: Decision): string => `${what}: ${ours} → ${now}`;

function write(files: ReadonlyMap<string, string>): void {
  writeFiles(new Map([...files].map(([file, text]) => [path.join(ROOT, file), text])));
}

function known(kind: string, id: string, ids: readonly string[]): void {
  if (ids.includes(id)) return;
  const meant = didYouMean(id, ids);
  throw new UsageError(`there is no ${kind} "${id}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`);
}
