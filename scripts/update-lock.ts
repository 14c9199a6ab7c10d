import path from 'node:path';
import { parseArgs } from 'node:util';
import { dateSchema } from '../schemas/common.ts';
import { LOCK_FILE } from './content/read-content.ts';
import { hasErrors } from './checks/run-checks.ts';
import { ROOT } from './site/project.ts';
import { plural } from './site/say.ts';
import { changesBetween } from './upstream/changes.ts';
import { printChanges, printFindings, progress, runCommand, today, UsageError } from './upstream/command.ts';
import { emptyLock, readLock, renderLock } from './upstream/lock-file.ts';
import { readUpstream } from './upstream/read-upstream.ts';
import { writeFiles } from './upstream/write-files.ts';

/** Writes down what upstream says now. Workbooks that cannot be read keep what the lock said of them. */
const USAGE = `npm run update-lock -- --upstream DIR|FILE [--date YYYY-MM-DD] [--remove-missing]

  --upstream        the workbooks, or folders of them; may be given several times
  --date            the day of the reading; today where it is not given
  --remove-missing  forget services whose workbook is not there any more`;

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      upstream: { type: 'string', multiple: true },
      date: { type: 'string', default: today() },
      'remove-missing': { type: 'boolean', default: false },
    },
  });
  if (!values.upstream) throw new UsageError('say where the workbooks are: --upstream DIR');
  const date = dateSchema.safeParse(values.date);
  if (!date.success) throw new UsageError(`"${values.date}" ${date.error.issues[0]!.message}`);

  const shown = progress();
  const upstream = await readUpstream(values.upstream, shown);
  shown.done();
  printFindings(upstream.findings);

  const before = readLock(ROOT);
  const base = before ?? emptyLock(date.data);
  const after = {
    ...base,
    readOn: date.data,
    benchmark: upstream.benchmark ?? base.benchmark,
    services: { ...(values['remove-missing'] && !hasErrors(upstream.findings) ? {} : base.services), ...upstream.services },
  };
  const changes = changesBetween(base, after);
  if (before) printChanges(changes);
  writeFiles(new Map([[path.join(ROOT, LOCK_FILE), renderLock(after)]]));
  const rows = Object.values(after.services).reduce((sum, service) => sum + service.rows.length, 0);
  console.log(
    `${LOCK_FILE}: ${plural(changes.length, 'change')}; ${plural(Object.keys(after.services).length, 'service')}, ${plural(rows, 'row')}, ${plural(Object.keys(after.benchmark.controls).length, 'control')}`,
  );
  return !hasErrors(upstream.findings);
});
