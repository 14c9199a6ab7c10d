import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runChecks } from '../../../scripts/checks/run-checks.ts';
import { filesBelow } from '../../../scripts/content/read-content.ts';
import { inWords } from './small-content.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const SEED = 20_261_130;
const COUNT = 210;

let root: string;
const real = filesBelow('content')
  .map((file) => `content/${file}`)
  .filter((file) => /\.(?:mdx|yaml)$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'plumbline-mutants-'));
  cpSync('content', path.join(root, 'content'), { recursive: true });
  // Links lead to pages of the catalog, and to those that have a file of their own.
  cpSync('src/pages', path.join(root, 'src/pages'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

/** Mutants of one round are in different files, so that each has a file's findings to itself; `each` gives a run to every one. */
function rounds(mutants: readonly Mutant[]): Mutant[][] {
  const result: Mutant[][] = [];
  for (const mutant of mutants) {
    const free = result.find((round) => round.every(({ file }) => file !== mutant.file) && process.env.PLUMBLINE_MUTANTS !== 'each');
    if (free) free.push(mutant);
    else result.push([mutant]);
  }
  return result;
}

/**
 * Which slips may share a run. Facts are compared with upstream only where the catalogue could be read, the sections of a
 * service's prose follow from its facts, and a doubled code needs its twin: a slip of another kind would hide these.
 */
const groupOf = ({ kind, rules }: Mutant): string =>
  rules.includes('crosscheck') ? 'facts' : /^(?:the wrong section for the facts|a code twice)$/.test(kind) ? kind : 'rest';

async function missed(round: readonly Mutant[]): Promise<string[]> {
  for (const { file, bytes } of round) writeFileSync(path.join(root, file), bytes);
  const { findings } = await runChecks({ root });
  for (const { file } of round) writeFileSync(path.join(root, file), real.find((candidate) => candidate.file === file)!.text);
  return round.flatMap(({ kind, file, lines, rules }) => {
    const here = findings.filter((finding) => finding.file === file && finding.severity === 'error');
    const hit = here.some(
      (finding) =>
        rules.includes(finding.rule) && lines.includes(finding.line) && finding.column > 0 && finding.message !== '' && finding.fix,
    );
    return hit
      ? []
      : [`${kind} in ${file}:${lines[0]} should be named by ${rules.join(' or ')}\n${here.slice(0, 4).map(inWords).join('\n')}`];
  });
}

test('the content as it is has no error', async () => {
  const { findings } = await runChecks({ root });
  expect(findings.filter(({ severity }) => severity === 'error').map(inWords)).toEqual([]);
});

test(
  `${COUNT} slips give a finding each, at its line, with a remedy`,
  { timeout: process.env.PLUMBLINE_MUTANTS === 'each' ? 1_800_000 : 400_000 },
  async () => {
    const mutants = mutantsOf(real, COUNT, SEED);
    const all: string[] = [];
    for (const group of Map.groupBy(mutants, groupOf).values()) for (const round of rounds(group)) all.push(...(await missed(round)));
    expect(all.join('\n\n')).toBe('');
  },
);
