import path from 'node:path';
import { ROOT } from './site/project.ts';
import { runNode } from './site/run-process.ts';
import { bold, red } from './site/say.ts';

/**
 * `npm run bench`: the figures that the project holds itself to. `npm run bench -- NAME …` runs one of them, and hands the
 * rest of the line to it.
 */
const BENCHES = ['upstream', 'build', 'search'];
/** Runs for half an hour, so only where it is asked for: `npm run bench -- lighthouse --runs 1 matrix/`. */
const LONG = ['lighthouse'];

const [asked, ...rest] = process.argv.slice(2);
if (asked !== undefined && ![...BENCHES, ...LONG].includes(asked)) {
  console.error(`${red('error')} there is no bench ${asked}; there are ${[...BENCHES, ...LONG].join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of asked === undefined ? BENCHES : [asked]) {
    console.log(bold(name));
    const { code } = await runNode(path.join(ROOT, 'scripts/bench', `${name}.ts`), rest, { cwd: ROOT });
    if (code !== 0) process.exitCode = 1;
  }
}
