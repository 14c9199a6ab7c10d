import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../site/project.ts';
import { costs, mostMemory, printFigures, ratio, tellCost, typicalCpu } from './measure.ts';

/** Figures of reading upstream and checking the content, each as a ratio to what cannot be avoided, in one run. */
const UPSTREAM = path.join(ROOT, '../shared/upstream');
const SERVICES = path.join(UPSTREAM, 'service-baselines-v3');

/** Modules are loaded before the clock starts, as they are for the library alone. */
const TASKS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'library reads the workbooks': async () => {
    const { readXlsx } = await import('hucre/xlsx');
    return async () => {
      for (const name of readdirSync(SERVICES)) await readXlsx(readFileSync(path.join(SERVICES, name)));
    };
  },
  'cross-check': async () => {
    const [{ readUpstream }, { readContent }, { crosscheck }] = await Promise.all([
      import('../upstream/read-upstream.ts'),
      import('../content/read-content.ts'),
      import('../checks/crosscheck.ts'),
    ]);
    return async () => {
      const content = readContent(ROOT);
      const upstream = await readUpstream([SERVICES]);
      const { differences } = crosscheck(content, { upstream, lock: content.records.lock, whole: false, today: '2026-11-23' });
      if (Object.keys(upstream.services).length !== 118 || differences.length > 0) throw new Error('the cross-check did not do its work');
    };
  },
  'reading the workbooks for the cross-check': async () => {
    const { readUpstream } = await import('../upstream/read-upstream.ts');
    return () => readUpstream([SERVICES]);
  },
  'reading and YAML-parsing the content': async () => {
    const [{ parse }, { filesBelow }] = await Promise.all([import('yaml'), import('../content/read-content.ts')]);
    return () => {
      for (const file of filesBelow(path.join(ROOT, 'content')).filter((name) => /\.(yaml|mdx)$/.test(name))) {
        const text = readFileSync(path.join(ROOT, 'content', file), 'utf8');
        parse(file.endsWith('.mdx') ? text.split(/^---$/m)[1]! : text);
      }
      return Promise.resolve();
    };
  },
  check: async () => {
    const { runChecks } = await import('../checks/run-checks.ts');
    return () => runChecks({ root: ROOT, today: '2026-11-23' });
  },
};

const task = process.argv[2];
if (task !== undefined && process.send) await tellCost(await TASKS[task]!());
else if (!existsSync(SERVICES)) {
  console.error(`${SERVICES} is missing; the figures are about upstream's workbooks`);
  process.exitCode = 1;
} else {
  const measured = await costs(fileURLToPath(import.meta.url), Object.keys(TASKS), Number(task ?? 5));
  for (const name of measured.keys()) {
    console.log(
      `${typicalCpu(measured, name).toFixed(0).padStart(6)} ms  ${mostMemory(measured, name).toFixed(0).padStart(4)} MiB  ${name}`,
    );
  }
  const library = 'library reads the workbooks';
  const passed = printFigures([
    {
      name: 'cross-checking 118 workbooks, content included, to the library alone',
      value: ratio(measured, 'cross-check', library),
      limit: 1.5,
      unit: '×',
    },
    {
      name: 'reading 118 workbooks safely, to the library alone',
      value: ratio(measured, 'reading the workbooks for the cross-check', library),
      limit: 1.5,
      unit: '×',
    },
    { name: 'memory of the cross-check', value: mostMemory(measured, 'cross-check'), limit: 300, unit: 'MiB' },
    {
      name: 'check of all content, to reading and YAML-parsing it',
      value: ratio(measured, 'check', 'reading and YAML-parsing the content'),
      limit: 3,
      unit: '×',
    },
  ]);
  process.exitCode = passed ? 0 : 1;
}
