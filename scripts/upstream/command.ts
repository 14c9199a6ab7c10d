import type { Finding } from '../finding.ts';
import { inOrder } from '../finding.ts';
import { terminal } from '../reporters/terminal.ts';
import { bold, dim, green, red, yellow } from '../site/say.ts';
import type { Change } from './changes.ts';

/** What the commands around upstream share: progress, findings and changes on the screen. */

/** Shows which workbook is being read, where a person watches; says nothing in a log. */
export function progress(): { onFile: (file: string, index: number, total: number) => void; done: () => void } {
  const { stderr, env } = process;
  if (!stderr.isTTY || env.CI) return { onFile: () => undefined, done: () => undefined };
  return {
    onFile: (_file, index, total) => void stderr.write(`\r${dim(`reading workbook ${index + 1} of ${total} …`)}\u001B[K`),
    done: () => void stderr.write('\r\u001B[K'),
  };
}

export function printFindings(findings: readonly Finding[], read: (file: string) => string | undefined = () => undefined): void {
  if (findings.length === 0) return;
  const report = terminal.render({ findings: inOrder(findings), files: 0, milliseconds: 0, read });
  // The reporter's summary counts content files, which these findings are not about.
  console.log(report.split('\n').slice(0, -1).join('\n'));
}

const SIGN: Record<Change['kind'], string> = { added: green('+'), removed: red('-'), fact: yellow('~'), prose: dim('≈') };

export function printChanges(changes: readonly Change[]): void {
  let subject = '';
  for (const change of changes) {
    if (change.subject !== subject) console.log(bold((subject = change.subject)));
    const values =
      change.kind === 'added'
        ? change.after
        : change.kind === 'removed'
          ? change.before
          : change.kind === 'prose'
            ? ''
            : `${change.before} → ${change.after}`;
    console.log(`  ${SIGN[change.kind]} ${change.what}${values && `: ${values}`}${change.where && dim(`  (${change.where})`)}`);
  }
}

/** Why a command cannot start. */
export class UsageError extends Error {}

/** Runs a command: a mistake in how it was called ends with 2, findings that are errors with 1. */
export async function runCommand(usage: string, run: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await run()) ? 0 : 1;
  } catch (error) {
    const parse = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
    if (!parse && !(error instanceof UsageError)) throw error;
    console.error(`${red('error')} ${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
}

export const today = (): string => new Date().toISOString().slice(0, 10);
