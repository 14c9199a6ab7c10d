import { runProcess } from '../site/run-process.ts';

/** Runs git and gives back what it printed. @throws with git's own words where it fails. */
export async function git(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, output } = await runProcess('git', args, { cwd, quiet: true, env: { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env } });
  if (code !== 0) throw new Error(`git ${args[0] ?? ''} failed: ${output.trim()}`);
  return output.trim();
}

/** A repository or a ref from a command line must not be taken for an option. */
export function plainArgument(name: string, value: string): string {
  if (value.startsWith('-') || /[\u0000-\u001F]/.test(value)) throw new Error(`${name}: "${value}" is not possible`);
  return value;
}
