import { parseArgs } from 'node:util';
import path from 'node:path';
import { checkAndReport, REPORTERS } from './checks/check-and-report.ts';
import { ROOT } from './site/project.ts';

/** `npm run check [paths…] [--reporter NAME]` */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { reporter: { type: 'string', default: 'terminal' } } });
const reporter = REPORTERS.find((candidate) => candidate.name === values.reporter);
if (!reporter) {
  console.error(`"${values.reporter}" is no reporter; use ${REPORTERS.map((candidate) => candidate.name).join(', ')}`);
  process.exitCode = 2;
} else {
  const paths = positionals.map((given) => path.relative(ROOT, path.resolve(given)).split(path.sep).join('/'));
  process.exitCode = (await checkAndReport({ root: ROOT, paths, reporter })) ? 0 : 1;
}
