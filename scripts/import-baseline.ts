import path from 'node:path';
import { parseArgs } from 'node:util';
import { hasErrors } from './checks/run-checks.ts';
import { readContent } from './content/read-content.ts';
import { ROOT } from './site/project.ts';
import { dim, plural } from './site/say.ts';
import { printFindings, progress, runCommand, UsageError } from './upstream/command.ts';
import { importServices } from './upstream/import-services.ts';
import { lineDiff } from './upstream/line-diff.ts';
import { readUpstream } from './upstream/read-upstream.ts';
import { writeFiles } from './upstream/write-files.ts';

/** Writes the facts of service workbooks into content/services. Prose, names, policies and deviations stay as they are. */
const USAGE = `npm run import-baseline -- FILE|DIR… [--dry-run]

  FILE|DIR   service workbooks, or folders of them
  --dry-run  show what would change, and write nothing`;

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean', default: false } } });
  if (positionals.length === 0) throw new UsageError('name the workbooks to import, or a folder of them');

  const shown = progress();
  const upstream = await readUpstream(positionals, shown);
  shown.done();
  const { files, findings } = importServices(ROOT, readContent(ROOT).records, upstream.services);
  printFindings([...upstream.findings, ...findings]);

  const changed = files.filter(({ before, after }) => before !== after);
  for (const { file, before, after, entries, setAside } of changed) {
    console.log(
      `${before === undefined ? 'new' : 'changed'}  ${file}  ${dim(`${entries} ${entries === 1 ? 'entry' : 'entries'}, ${setAside} set aside`)}`,
    );
    if (values['dry-run'] && before !== undefined)
      console.log(
        lineDiff(before, after)
          .map((line) => `  ${line}`)
          .join('\n'),
      );
  }
  if (!values['dry-run']) writeFiles(new Map(changed.map(({ file, after }) => [path.join(ROOT, file), after])));

  const sum = (count: (file: (typeof files)[number]) => number): number => files.reduce((total, file) => total + count(file), 0);
  console.log(
    `${plural(
      sum((file) => file.rows),
      'row',
    )} of ${plural(files.length, 'workbook')}: ${sum((file) => file.entries)} entries, ${sum((file) => file.setAside)} set aside; ` +
      `${plural(changed.length, 'file')} ${values['dry-run'] ? 'would change' : 'changed'}`,
  );
  return !hasErrors(upstream.findings);
});
