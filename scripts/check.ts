import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** `npm run check [paths…] [--reporter NAME] [--fix]` */

// Modules are imported below, after the cache that makes importing them cheap has been switched on.
enableCompileCache(path.join(import.meta.dirname, '..', '.cache', 'compile'));
const [{ checkAndReport }, { didYouMean }, { REPORTERS }, { ROOT }] = await Promise.all([
  import('./checks/check-and-report.ts'),
  import('./content/did-you-mean.ts'),
  import('./reporters/index.ts'),
  import('./site/project.ts'),
]);

const USAGE = `npm run check -- [files or folders below content] [--reporter ${REPORTERS.map(({ name }) => name).join('|')}] [--fix]`;

process.exitCode = await run();

async function run(): Promise<number> {
  let given: ReturnType<typeof readArguments>;
  try {
    given = readArguments();
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const { values, positionals } = given;
  const reporter = REPORTERS.find(({ name }) => name === values.reporter);
  if (!reporter) {
    const names = REPORTERS.map(({ name }) => name);
    const meant = didYouMean(values.reporter, names);
    return refuse(`"${values.reporter}" is no reporter; use ${names.join(', ')}${meant ? `. Did you mean "${meant}"?` : ''}`);
  }

  // npm runs scripts in the project's root, and remembers where it was called.
  const from = process.env.INIT_CWD ?? process.cwd();
  const paths: string[] = [];
  for (const argument of positionals) {
    const place = [path.resolve(from, argument), path.resolve(ROOT, argument)].find((candidate) => existsSync(candidate));
    const relative = place && path.relative(ROOT, place).split(path.sep).join('/');
    if (relative === undefined) return refuse(`there is no file or folder "${argument}"`);
    if (relative !== 'content' && !relative.startsWith('content/'))
      return refuse(`"${argument}" is not in content, and only content is checked here`);
    paths.push(relative);
  }

  if (values.fix) {
    const { mend } = await import('./checks/mend.ts');
    const { mended, takenBack } = await mend({ root: ROOT, paths });
    for (const { file, line, column, rule, message } of mended) console.log(`mended ${file}:${line}:${column} ${message} [${rule}]`);
    for (const file of takenBack) console.log(`left ${file} as it was: the change did not make it better`);
  }
  return (await checkAndReport({ root: ROOT, paths, reporter })) ? 0 : 1;
}

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: { reporter: { type: 'string', default: 'terminal' }, fix: { type: 'boolean', default: false } },
  });
}

function refuse(message: string): number {
  console.error(message);
  return 2;
}
