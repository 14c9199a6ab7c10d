import { spawn } from 'node:child_process';

export interface Run {
  readonly code: number;
  /** What the process printed; '' where it printed straight to the terminal. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Keep the output instead of showing it. */
  readonly quiet?: boolean;
}

/** Runs a program to its end. An interrupt of this process is passed on, so that nothing is left running. */
export function runProcess(program: string, args: readonly string[], { cwd, env = {}, quiet = false }: RunOptions): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const end = (code: number): void => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') });
    };
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message));
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)));
  });
}

/** Runs a package's command under this very Node, whatever `node` means on the machine. */
export const runNode = (script: string, args: readonly string[], options: RunOptions): Promise<Run> =>
  runProcess(process.execPath, [script, ...args], options);
