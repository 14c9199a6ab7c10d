import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { didYouMean } from './content/did-you-mean.ts';
import { terminal } from './reporters/terminal.ts';
import { contextAt, create, openQuestions, refusal, SCAFFOLDS, scaffoldFor } from './scaffold/create.ts';
import { ScaffoldError, type Question } from './scaffold/scaffold.ts';
import { ROOT } from './site/project.ts';
import { bold, dim, red } from './site/say.ts';

const USAGE = `npm run new -- KIND …  asks for what is missing, and writes a file that passes the check

${SCAFFOLDS.map(({ kind, words, describe }) => `  ${`${kind} ${words.join(' ')}`.padEnd(26)} ${describe}`).join('\n')}

Each answer can be given as an option instead: --summary "…". --defaults takes every suggestion.`;

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof ScaffoldError)) throw error;
  console.error(`${red('error')} ${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  // Which options there are depends on the kind, so they are all taken as text first.
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    args: process.argv.slice(2),
    tokens: false,
    options: optionsOf(),
  });
  const [kind, ...words] = positionals;
  const scaffold = scaffoldFor(kind, words);
  const context = contextAt(ROOT, new Date().toISOString().slice(0, 10));
  console.log(scaffold.offer(words, context).join('\n'));

  const questions = scaffold.questions(words, context);
  const { defaults, ...given } = values;
  for (const name of Object.keys(given)) {
    if (questions.some((question) => question.name === name)) continue;
    const names = questions.map((question) => question.name);
    const meant = didYouMean(name, names);
    throw new ScaffoldError(
      `${kind} takes no --${name}; it takes ${names.map((known) => `--${known}`).join(', ')}${meant ? `. Did you mean --${meant}?` : ''}`,
    );
  }
  const answers: Record<string, string> = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  if (defaults === true) for (const { name, otherwise } of questions) if (otherwise !== undefined) answers[name] ??= otherwise;

  const open = openQuestions(questions, answers);
  if (open.length > 0 && !process.stdin.isTTY) {
    throw new ScaffoldError(
      `nobody is here to answer; give ${open.map(({ name, otherwise }) => `--${name}${otherwise === undefined ? '' : dim(' (or --defaults)')}`).join(', ')}`,
    );
  }
  if (open.length > 0) Object.assign(answers, await ask(open));
  for (const question of questions) {
    const problem = refusal(question, answers[question.name]!);
    if (problem) throw new ScaffoldError(`--${question.name} "${answers[question.name]}": ${problem}`);
  }

  const { files, errors } = await create(scaffold, words, answers, context);
  if (errors.length > 0) {
    console.log(terminal.render({ findings: errors, files: files.length, milliseconds: 0, read: () => undefined }));
    console.error('Nothing was written: the file would not pass the check.');
    return 1;
  }
  console.log(`\n${files.map((file) => `wrote ${bold(file)}`).join('\n')}\nIt passes the check. See it: npm run dev`);
  return 0;
}

async function ask(questions: readonly Question[]): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (const question of questions) {
      for (;;) {
        const typed = await prompt.question(
          `${bold(question.ask)}${question.otherwise === undefined ? '' : dim(` [${question.otherwise}]`)}\n> `,
        );
        const answer = typed.trim() === '' ? (question.otherwise ?? '') : typed.trim();
        const problem = refusal(question, answer);
        if (problem === undefined) {
          answers[question.name] = answer;
          break;
        }
        console.log(red(problem));
      }
    }
  } finally {
    prompt.close();
  }
  return answers;
}

/** Every option of every kind takes a text. */
function optionsOf(): Record<string, { type: 'string' | 'boolean' }> {
  const names = process.argv.slice(2).flatMap((argument) => /^--([a-z-]+)/.exec(argument)?.[1] ?? []);
  return { ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])), defaults: { type: 'boolean' } };
}
