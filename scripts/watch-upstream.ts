import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hasErrors } from './checks/run-checks.ts';
import { CACHE, ROOT } from './site/project.ts';
import { printFindings, progress, runCommand, UsageError } from './upstream/command.ts';
import { watchUpstream } from './upstream/watch.ts';
import { writeFiles } from './upstream/write-files.ts';

const UPSTREAM = 'https://github.com/MicrosoftDocs/SecurityBenchmarks.git';

/** Looks what upstream says now, and puts what can be taken on a branch, for one pull request. */
const USAGE = `npm run watch-upstream [-- --repository URL] [--ref REF] [--folder PATH…] [--branch NAME] [--push REMOTE] [--body FILE]

  --repository  upstream's repository; ${UPSTREAM} where none is given
  --ref         its branch; master
  --folder      the folders with workbooks in it
  --branch      the branch for the proposal; upstream-watch
  --push        the remote to push it to
  --body        where to write the words for the pull request

In a GitHub workflow, "changed", "title", "branch" and "commit" become outputs of the step.`;

await runCommand(USAGE, async () => {
  const { values } = parseArgs({
    options: {
      repository: { type: 'string', default: UPSTREAM },
      ref: { type: 'string', default: 'master' },
      folder: { type: 'string', multiple: true, default: ['Azure Offer Security Baselines/3.0', 'Azure Security Benchmark/3.0'] },
      branch: { type: 'string', default: 'upstream-watch' },
      push: { type: 'string' },
      body: { type: 'string' },
      'author-name': { type: 'string', default: 'Upstream watch' },
      'author-email': { type: 'string', default: 'upstream-watch@users.noreply.github.com' },
    },
  });
  const shown = progress();
  const { changed, title, body, commit, findings } = await watchUpstream({
    root: ROOT,
    repository: values.repository,
    ref: values.ref,
    folders: values.folder,
    into: path.join(CACHE, 'watch', 'upstream'),
    branch: values.branch,
    author: { name: values['author-name'], email: values['author-email'] },
    ...(values.push === undefined ? {} : { push: values.push }),
    onFile: shown.onFile,
  }).catch((error: unknown) => {
    throw new UsageError((error as Error).message);
  });
  shown.done();
  printFindings(findings);
  if (values.body !== undefined) writeFiles(new Map([[path.resolve(values.body), body]]));
  const outputs = process.env.GITHUB_OUTPUT;
  // The title is made of counts alone, so that nothing of upstream's gets into a workflow's commands.
  if (outputs) appendFileSync(outputs, `changed=${changed && commit !== ''}\ntitle=${title}\nbranch=${values.branch}\ncommit=${commit}\n`);
  console.log(changed ? `${title}\n\n${body}` : 'Upstream says what it said when it was last read.');
  // A proposal tells of broken workbooks itself. Without one, only the run's end can.
  return commit !== '' || (!changed && !hasErrors(findings));
});
