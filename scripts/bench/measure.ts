import { fork } from 'node:child_process';

/** What one run of a task cost, measured inside a process of its own, after its modules were loaded. */
export interface Cost {
  /** Milliseconds of processor time, of all threads: the wall clock says more about the neighbours. */
  readonly cpu: number;
  /** The most memory that the process held, in MiB. */
  readonly memory: number;
}

/** Runs the task that the process was forked for, and tells its cost. */
export async function tellCost(task: () => Promise<unknown>): Promise<void> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  process.send!({ cpu: (user + system) / 1_000, memory: process.resourceUsage().maxRSS / 1_024 } satisfies Cost);
}

/** What each task cost, turn by turn. */
export type Costs = ReadonlyMap<string, readonly Cost[]>;

/** Runs the tasks in turns, so that a machine that drifts drifts for all of them. */
export async function costs(file: string, tasks: readonly string[], turns: number): Promise<Costs> {
  const runs = new Map<string, Cost[]>(tasks.map((task) => [task, []]));
  for (let turn = 0; turn < turns; turn++) {
    for (const task of tasks) runs.get(task)!.push(await costOf(file, task));
  }
  return runs;
}

/** How many times as much the one costs as the other: the median over the turns, in each of which they were neighbours. */
export const ratio = (measured: Costs, one: string, other: string): number =>
  median(measured.get(one)!.map(({ cpu }, turn) => cpu / measured.get(other)![turn]!.cpu));

export const typicalCpu = (measured: Costs, task: string): number => median(measured.get(task)!.map(({ cpu }) => cpu));
export const mostMemory = (measured: Costs, task: string): number => Math.max(...measured.get(task)!.map(({ memory }) => memory));

function costOf(file: string, task: string): Promise<Cost> {
  return new Promise((resolve, reject) => {
    let cost: Cost | undefined;
    const child = fork(file, [task], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (message) => (cost = message as Cost));
    child.on('error', reject);
    child.on('close', (code) => (cost && code === 0 ? resolve(cost) : reject(new Error(`${task} ended with ${code}`))));
  });
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

/** Prints the figures; false where one is over its limit. */
export function printFigures(figures: readonly Figure[]): boolean {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, limit, unit } of figures) {
    console.log(
      `${value <= limit ? 'ok  ' : 'OVER'}  ${name.padEnd(width)}  ${value.toFixed(unit === '×' ? 2 : 0)} ${unit}  (at most ${limit})`,
    );
  }
  return figures.every(({ value, limit }) => value <= limit);
}
