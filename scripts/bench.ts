import path from 'node:path';
import { ROOT } from './site/project.ts';
import { runNode } from './site/run-process.ts';
import { bold, red } from './site/say.ts';

/** `npm run bench [-- upstream build]`: the figures that the project holds itself to, all or the named ones. */
const BENCHES = ['upstream', 'build'];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`${red('error')} there is no bench ${unknown.join(', ')}; there are ${BENCHES.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of BENCHES.filter((one) => asked.length === 0 || asked.includes(one))) {
    console.log(bold(name));
    const { code } = await runNode(path.join(ROOT, 'scripts/bench', `${name}.ts`), [], { cwd: ROOT });
    if (code !== 0) process.exitCode = 1;
  }
}
