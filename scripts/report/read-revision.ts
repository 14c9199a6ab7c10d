import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProcess } from '../site/run-process.ts';

/** Why a revision cannot be compared. */
export class RevisionError extends Error {}

/** Puts the files of a revision into a folder of its own, and hands that to `use`. Nothing of it is run. */
export async function withRevision<T>(root: string, revision: string, use: (folder: string) => Promise<T>): Promise<T> {
  // A name that starts with a hyphen would be an option to git.
  if (!/^[\w./~^@{}-]+$/.test(revision) || revision.startsWith('-'))
    throw new RevisionError(`"${revision}" is no revision; use a branch, a tag or a commit`);
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-revision-'));
  try {
    const options = { cwd: root, quiet: true, env: { GIT_INDEX_FILE: path.join(folder, '.index') } };
    const known = await runProcess('git', ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], options);
    if (known.code !== 0) throw new RevisionError(`git does not know the revision "${revision}"; fetch it first: git fetch origin`);
    const checkout = await runProcess('git', [`--work-tree=${folder}`, 'checkout', '--quiet', known.output.trim(), '--', '.'], options);
    if (checkout.code !== 0) throw new RevisionError(`git cannot read ${revision}: ${checkout.output.trim().split('\n').at(-1)}`);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
