import { rmSync } from 'node:fs';
import path from 'node:path';
import { LOCK_FILE, readContent } from '../content/read-content.ts';
import type { Finding } from '../finding.ts';
import { adopt } from './adopt.ts';
import { changesBetween } from './changes.ts';
import { fetchUpstream, type FetchOptions } from './fetch-upstream.ts';
import { git, plainArgument } from './git.ts';
import { importServices } from './import-services.ts';
import { renderLock } from './lock-file.ts';
import { readUpstream, type ReadUpstreamOptions } from './read-upstream.ts';
import { watchReport } from './watch-report.ts';
import { writeFiles } from './write-files.ts';

export interface WatchOptions extends FetchOptions, ReadUpstreamOptions {
  /** The project, a git work tree. Its files are not touched: the proposal is made in a work tree of its own. */
  readonly root: string;
  /** The branch that carries the proposal. */
  readonly branch: string;
  /** The remote to push the branch to; it stays here where none is named. */
  readonly push?: string;
  readonly author: { readonly name: string; readonly email: string };
}

export interface Watched {
  /** Whether there is a proposal. */
  readonly changed: boolean;
  readonly upstream: string;
  /** The commit that the branch stands at; '' where there is no proposal. */
  readonly commit: string;
  readonly title: string;
  readonly body: string;
  readonly findings: readonly Finding[];
}

/**
 * Looks what upstream says now, and proposes on a branch what can be taken without a person.
 * The same state of upstream on the same base gives the same commit, so that a second run changes nothing.
 */
export async function watchUpstream(options: WatchOptions): Promise<Watched> {
  const { root, branch, push, author } = options;
  plainArgument('--branch', branch);
  await git(root, ['check-ref-format', '--branch', branch]);
  const fetched = await fetchUpstream(options);
  const upstream = await readUpstream(fetched.paths, options);
  // Where a copy lies differs from machine to machine, and is nothing to tell.
  const findings = upstream.findings.map((finding) => ({
    ...finding,
    file: path.relative(options.into, finding.file).split(path.sep).join('/'),
  }));

  const tree = path.join(options.into, '..', 'proposal');
  await dropTree(root, tree);
  await git(root, ['worktree', 'add', '--quiet', '--detach', '--', tree, 'HEAD']);
  try {
    const content = readContent(tree);
    const unsound = content.findings.find(({ severity }) => severity === 'error');
    if (unsound) throw new Error(`the content has errors (${unsound.file}:${unsound.line} ${unsound.message}); mend them first`);
    const { lock, services } = content.records;
    const unread = findings.some(({ severity }) => severity === 'error');
    const said = {
      // A workbook that cannot be read is not gone.
      services: unread ? { ...lock.services, ...upstream.services } : upstream.services,
      benchmark: upstream.benchmark ?? lock.benchmark,
    };
    const changes = changesBetween(lock, said);
    if (changes.length === 0) return { changed: false, upstream: fetched.commit, commit: '', title: '', body: '', findings };

    const ours = new Set(services.map(({ id }) => id));
    const adoption = adopt({ root: tree, content, services: upstream.services, readOn: fetched.committedOn });
    const added = importServices(
      tree,
      content.records,
      Object.fromEntries(Object.entries(upstream.services).filter(([slug]) => !ours.has(slug))),
    );
    const newInLock = Object.fromEntries(added.files.map(({ slug }) => [slug, upstream.services[slug]!]));
    const texts = new Map([
      ...adoption.files,
      ...added.files.map(({ file, after }): [string, string] => [file, after]),
      [LOCK_FILE, renderLock({ ...adoption.lock, services: { ...adoption.lock.services, ...newInLock } })] as const,
    ]);
    writeFiles(new Map([...texts].map(([file, text]) => [path.join(tree, file), text])));

    const state = {
      repository: options.repository,
      commit: fetched.commit,
      committedOn: fetched.committedOn,
      changes,
      adopted: adoption.services,
      added: added.files.map(({ file }) => file),
      findings,
    };
    const { title, body } = watchReport(state);
    await git(tree, ['add', '--', 'content']);
    const isEmpty = (await git(tree, ['diff', '--cached', '--name-only'])) === '';
    const date = `${fetched.committedOn}T00:00:00Z`;
    const identity = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
      GIT_COMMITTER_DATE: date,
    };
    if (!isEmpty) {
      await git(
        tree,
        [
          '-c',
          'core.hooksPath=/dev/null',
          '-c',
          'commit.gpgSign=false',
          'commit',
          '--quiet',
          '--message',
          `${title}\n\nUpstream ${fetched.commit} of ${fetched.committedOn}`,
        ],
        identity,
      );
    }
    const commit = await git(tree, ['rev-parse', 'HEAD']);
    await git(root, ['branch', '--force', branch, commit]);
    if (push !== undefined && !isEmpty)
      await git(root, ['push', '--quiet', '--force', '--', plainArgument('--push', push), `refs/heads/${branch}:refs/heads/${branch}`]);
    return { changed: true, upstream: fetched.commit, commit: isEmpty ? '' : commit, title, body, findings };
  } finally {
    await dropTree(root, tree);
  }
}

async function dropTree(root: string, tree: string): Promise<void> {
  rmSync(tree, { recursive: true, force: true });
  await git(root, ['worktree', 'prune']);
}
