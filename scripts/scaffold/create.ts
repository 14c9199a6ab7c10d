import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasErrors, runChecks } from '../checks/run-checks.ts';
import { buildCatalog } from '../../src/catalog/build-catalog.ts';
import { readContent } from '../content/read-content.ts';
import type { Finding } from '../finding.ts';
import { control } from './control.ts';
import { feature } from './feature.ts';
import { guidance } from './guidance.ts';
import { guide } from './guide.ts';
import { role } from './role.ts';
import { ScaffoldError, type Answers, type Context, type Question, type Scaffold } from './scaffold.ts';
import { service } from './service.ts';

export const SCAFFOLDS: readonly Scaffold[] = [control, feature, service, guidance, role, guide];

export const contextAt = (root: string, today: string): Context => {
  const content = readContent(root);
  return { root, content, catalog: buildCatalog(content.records), today };
};

/** What is still to be answered. A default counts as an answer only where nobody can be asked. */
export const openQuestions = (questions: readonly Question[], answers: Answers): Question[] =>
  questions.filter(({ name }) => answers[name] === undefined);

/** Why an answer will not do. */
export const refusal = ({ refuse }: Question, answer: string): string | undefined => refuse?.(answer);

export interface Created {
  readonly files: readonly string[];
  /** Errors of the check; then nothing was written. */
  readonly errors: readonly Finding[];
}

/** Writes the files, checks them, and takes them back where the check finds an error in them. */
export async function create(scaffold: Scaffold, words: readonly string[], answers: Answers, context: Context): Promise<Created> {
  const files = scaffold.write(words, answers, context);
  const before = new Map([...files.keys()].map((file) => [file, read(path.join(context.root, file))]));
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(context.root, file)), { recursive: true });
    writeFileSync(path.join(context.root, file), text);
  }
  const { findings } = await runChecks({ root: context.root, paths: [...files.keys()], today: context.today });
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (hasErrors(errors)) {
    for (const [file, text] of before) {
      const place = path.join(context.root, file);
      if (text === undefined) rmSync(place);
      else writeFileSync(place, text);
    }
  }
  return { files: [...files.keys()], errors };
}

const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** The scaffold for a kind. @throws ScaffoldError */
export function scaffoldFor(kind: string | undefined, words: readonly string[]): Scaffold {
  const scaffold = SCAFFOLDS.find((candidate) => candidate.kind === kind);
  if (!scaffold)
    throw new ScaffoldError(
      kind === undefined
        ? 'say what to write'
        : `"${kind}" cannot be written; use ${SCAFFOLDS.map((candidate) => candidate.kind).join(', ')}`,
    );
  if (words.length !== scaffold.words.length)
    throw new ScaffoldError(`say which: npm run new -- ${scaffold.kind} ${scaffold.words.join(' ')}`);
  return scaffold;
}
