import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a command and all that it started cost together. */
export interface TreeCost {
  readonly code: number;
  readonly output: string;
  /** Seconds of processor time, user and system, of all processes: the wall clock says more about the neighbours. */
  readonly cpu: number;
  readonly wall: number;
  /** The most memory that any one of the processes held, in MiB. */
  readonly memory: number;
}

const TICKS_PER_SECOND = 100;
const LOOK_EVERY_MS = 50;

/** Runs a command and measures its process tree. Linux only: /proc tells what Node does not. */
export async function measureTree(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<TreeCost> {
  const start = performance.now();
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  // The kernel adds a child's time to its parent only if the parent waits for it, and Pagefind's is left to end alone. So the
  // time of each process is read while it lives: what it uses after the last look, some hundredths of a second, is lost.
  const seen = new Map<number, ProcessCost>();
  const look = setInterval(() => {
    // A process that has just ended may still be listed, and holds no memory any more.
    for (const [pid, { cpu, memory }] of treeOf(child.pid!)) seen.set(pid, { cpu, memory: Math.max(memory, seen.get(pid)?.memory ?? 0) });
  }, LOOK_EVERY_MS);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  }).finally(() => clearInterval(look));
  const costs = [...seen.values()];
  return {
    code,
    output: Buffer.concat(chunks).toString('utf8'),
    cpu: costs.reduce((sum, { cpu }) => sum + cpu, 0),
    wall: (performance.now() - start) / 1_000,
    memory: Math.max(0, ...costs.map(({ memory }) => memory)),
  };
}

interface ProcessCost {
  readonly cpu: number;
  readonly memory: number;
}

/** A process and all below it, with what each has cost so far. */
function treeOf(root: number): Map<number, ProcessCost> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (Number.isInteger(pid)) readWhileItLives(() => parents.set(pid, Number(statOf(pid)[1])));
  }
  const isBelow = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  const tree = new Map<number, ProcessCost>();
  for (const pid of parents.keys()) if (isBelow(pid)) readWhileItLives(() => tree.set(pid, costOf(pid)));
  return tree;
}

function costOf(pid: number): ProcessCost {
  const fields = statOf(pid);
  // The kernel keeps the peak of each process, so looking now and then misses only what grows in its last moments.
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
  return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, memory: Number(peak) / 1_024 };
}

/** The fields of /proc/PID/stat from the third on; the second is a name in brackets, which may hold spaces. */
const statOf = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');

/** A process may end between two looks at it. */
function readWhileItLives(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))) throw error;
  }
}
