import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { git, plainArgument } from './git.ts';

export interface FetchOptions {
  /** An address or a path that git can fetch from. */
  readonly repository: string;
  readonly ref: string;
  /** The folders that hold the workbooks, from the repository's root. */
  readonly folders: readonly string[];
  /** Where the copy is kept from one time to the next. */
  readonly into: string;
}

export interface Fetched {
  readonly commit: string;
  /** YYYY-MM-DD */
  readonly committedOn: string;
  readonly paths: readonly string[];
}

/** Brings the newest state of upstream's folders here. Nothing in them is run, and links in them are plain files. */
export async function fetchUpstream({ repository, ref, folders, into }: FetchOptions): Promise<Fetched> {
  plainArgument('--repository', repository);
  plainArgument('--ref', ref);
  for (const folder of folders) {
    plainArgument('--folder', folder);
    if (path.isAbsolute(folder) || folder.split('/').includes('..')) throw new Error(`--folder: "${folder}" leads out of the repository`);
  }
  const safe = [
    '-c',
    'core.hooksPath=/dev/null',
    '-c',
    'core.symlinks=false',
    '-c',
    'protocol.ext.allow=never',
    '-c',
    'advice.detachedHead=false',
  ];
  mkdirSync(into, { recursive: true });
  if (!existsSync(path.join(into, '.git'))) await git(into, ['init', '--quiet']);
  const isRemote = /^[a-z]+:\/\//.test(repository) && !repository.startsWith('file:');
  await git(into, ['sparse-checkout', 'set', '--', ...folders]);
  await git(into, [...safe, 'fetch', '--quiet', '--depth=1', ...(isRemote ? ['--filter=blob:none'] : []), '--', repository, ref]);
  if (isRemote) {
    // A partial clone fetches the files of the sparse folders when they are checked out, and has to know from where.
    await git(into, ['config', 'remote.origin.url', repository]);
    await git(into, ['config', 'remote.origin.promisor', 'true']);
    await git(into, ['config', 'remote.origin.partialclonefilter', 'blob:none']);
  }
  await git(into, [...safe, 'checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD']);
  const [commit = '', committedOn = ''] = (await git(into, ['log', '-1', '--format=%H %cs'])).split(' ');
  const paths = folders.map((folder) => path.join(into, folder));
  const missing = folders.filter((_folder, index) => !statSync(paths[index]!, { throwIfNoEntry: false })?.isDirectory());
  if (missing.length > 0) throw new Error(`upstream has no folder "${missing[0]!}" at ${commit.slice(0, 7)}; has it moved its workbooks?`);
  return { commit, committedOn, paths };
}
