import { readFileSync } from 'node:fs';
import { list } from '../content/explain-issue.ts';
import { didYouMean } from '../content/did-you-mean.ts';
import { placeIn, textRuns, type TextRun } from '../content/text-runs.ts';
import type { Finding } from '../finding.ts';
import { CACHE } from '../site/project.ts';
import type { Check, Checked } from './check.ts';
import { openDictionary } from './dictionary.ts';

const WORDS = new URL('words.txt', import.meta.url);
const dictionary = openDictionary(CACHE);

/** Words are spelled as American English, or the project's word list, has them. */
export const spelling: Check = {
  name: 'spelling',
  describe: 'Words are in the American English dictionary, in the word list of the project, or in a name of the catalog.',
  run: (checked) => {
    const known = new Set([...projectWords(), ...catalogWords(checked)].map((word) => word.toLowerCase()));
    const verdicts = new Map<string, boolean>();
    const spelled = (word: string): boolean => {
      const seen = verdicts.get(word);
      if (seen !== undefined) return seen;
      const verdict = isSpelled(word, known);
      verdicts.set(word, verdict);
      return verdict;
    };
    const findings = [...textRuns(checked.sources, checked.prose)].flatMap((run) =>
      wordsIn(run)
        .filter(({ word }) => !spelled(word))
        .map(({ word, index }) => misspelled(run, word, index, known)),
    );
    dictionary.remember();
    return findings;
  },
};

function misspelled(run: TextRun, word: string, index: number, known: ReadonlySet<string>): Finding {
  const meant = suggestions(word, known).map((suggestion) => `"${suggestion}"`);
  return {
    rule: 'spelling',
    severity: 'error',
    file: run.source.file,
    ...placeIn(run, index),
    message: `"${word}" is not a word that the dictionary or the project's list knows`,
    fix: `${meant.length === 0 ? '' : `Did you mean ${list(meant)}? `}If it is right, add it to scripts/checks/words.txt`,
  };
}

/** Words with their place. Names of commands, properties and hosts are none: they have digits, dots, signs or capitals inside. */
function wordsIn({ text }: TextRun): { word: string; index: number }[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: chunk, index }) => {
    const bare = chunk.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (/[\d_@=$<>]|[\p{L}][./:]+[\p{L}]|\.{2}/u.test(bare)) return [];
    return [...chunk.matchAll(/\p{L}+(?:['’]\p{L}+)*/gu)]
      .map((match) => ({ word: match[0].replaceAll('’', "'"), index: index + match.index }))
      .filter(({ word }) => word.length > 2 && !/\p{Ll}\p{Lu}/u.test(word) && !/^\p{Lu}{2,}(?:'?s)?$/u.test(word));
  });
}

/** Most words are right as they stand, in lower case or without their ending; only the form that is right is worth remembering. */
function isSpelled(word: string, known: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase();
  const bare = lower.replace(/'s$|'$/, '');
  return known.has(lower) || known.has(bare) || dictionary.has(bare) || dictionary.has(lower) || dictionary.has(word);
}

function suggestions(word: string, known: ReadonlySet<string>): string[] {
  const lower = word.toLowerCase();
  const near = didYouMean(lower, [...known]);
  const own = near !== undefined && near.length > 5 && Math.abs(near.length - lower.length) < 2 ? [near] : [];
  return [...new Set([...own, ...dictionary.suggest(lower, 3)])].slice(0, 3);
}

const projectWords = (): string[] =>
  readFileSync(WORDS, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** What things are called is right by definition. */
function catalogWords({ catalog }: Checked): string[] {
  const names = [
    ...catalog.features.flatMap((feature) => [feature.name, ...feature.otherNames]),
    ...catalog.services.flatMap((service) => [service.name, ...service.otherNames]),
    ...catalog.roles.flatMap((role) => [role.name, ...role.upstreamNames]),
    ...catalog.terms.flatMap((term) => [term.term, ...term.also]),
  ];
  return names.flatMap((name) => name.match(/\p{L}+/gu) ?? []);
}
