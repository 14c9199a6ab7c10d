import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockSchema } from '../../schemas/lock.ts';
import { filesBelow, LOCK_FILE } from '../content/read-content.ts';
import { BUILD_ENVIRONMENT, buildArguments } from '../site/astro-build.ts';
import { packageBin, ROOT } from '../site/project.ts';
import { mostMemory, printFigures, ratio } from './measure.ts';
import { measureTree, type TreeCost } from './process-tree.ts';
import { writePlainSite } from './plain-site.ts';

/**
 * `npm run bench -- build`, or `node scripts/bench/build.ts [TURNS]`: what building this site costs, against a plain Astro site of the same rows that
 * is built in the same run. Both are built from nothing, in turns, so that a machine that drifts drifts for both.
 */

const WORKBOOKS = path.join(ROOT, '../shared/upstream/service-baselines-v3');
/** What Astro keeps of the last build; both sites have it in the packages that they share. */
const ASTRO_CACHE = path.join(ROOT, 'node_modules/.astro');
const MOST_CPU = 0.6;
const MOST_MEMORY = 700;
const turns = Number(process.argv[2] ?? 3);

if (process.platform !== 'linux') {
  console.error('the cost of a process and its children is read from /proc, which only Linux has');
  process.exitCode = 1;
} else await main();

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'));
  try {
    const plain = path.join(folder, 'plain');
    const lock = lockSchema.parse(JSON.parse(readFileSync(path.join(ROOT, LOCK_FILE), 'utf8')));
    mkdirSync(plain);
    const workbooks = existsSync(WORKBOOKS) ? WORKBOOKS : undefined;
    const rows = await writePlainSite(plain, { lock, workbooks, nodeModules: path.join(ROOT, 'node_modules') });
    const text = workbooks === undefined ? `without their running text, as ${WORKBOOKS} is missing` : 'with all of their columns';
    console.log(`A plain Astro site of ${rows} rows ${text}, and this one; ${turns} turns`);
    const measured = new Map<string, TreeCost[]>([
      ['plain', []],
      ['ours', []],
    ]);
    for (let turn = 0; turn < turns; turn += 1) {
      measured
        .get('plain')!
        .push(await build('plain', plain, path.join(plain, 'dist'), [packageBin('astro', 'bin/astro.mjs'), 'build'], {}));
      measured.get('ours')!.push(await build('ours', ROOT, path.join(folder, 'ours'), buildArguments(), BUILD_ENVIRONMENT));
    }
    const passed = printFigures([
      {
        name: 'processor time of a full build, to the plain site',
        value: ratio(measured, 'ours', 'plain'),
        limit: MOST_CPU,
        unit: '×',
      },
      { name: 'memory of a full build', value: mostMemory(measured, 'ours'), limit: MOST_MEMORY, unit: 'MiB' },
    ]);
    if (!passed) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds as `npm run build` does, after its checks and before it looks at the pages; the plain site as Astro does by itself. */
async function build(
  name: string,
  cwd: string,
  out: string,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<TreeCost> {
  for (const left of [out, ASTRO_CACHE]) rmSync(left, { recursive: true, force: true });
  const cost = await measureTree(process.execPath, [...command, '--silent'], {
    cwd,
    env: { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...env, PLUMBLINE_OUT: out },
  });
  if (cost.code !== 0 || !existsSync(path.join(out, 'pagefind')))
    throw new Error(`the ${name} site was not built:\n${cost.output.slice(-4_000)}`);
  const pages = filesBelow(out).filter((file) => file.endsWith('.html')).length;
  console.log(
    `${cost.cpu.toFixed(1).padStart(6)} s CPU ${cost.wall.toFixed(1).padStart(6)} s wall ${cost.memory.toFixed(0).padStart(5)} MiB  ${name}, ${pages} pages`,
  );
  return cost;
}
