import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrie, type ITrie } from 'cspell-trie-lib';
import project from '../../package.json' with { type: 'json' };
import { writeFiles } from '../upstream/write-files.ts';

/**
 * The dictionary of American English. Unpacking it takes a quarter of a second, most of what the check of a single file
 * takes, so the words that it was found to have are remembered between runs: then only a word that is new unpacks it.
 */
export interface Dictionary {
  has(word: string): boolean;
  /** The nearest words, best first. */
  suggest(word: string, count: number): readonly string[];
  /** Keeps what was learned for the next run. A folder that cannot be written is no reason to fail. */
  remember(): void;
}

/** @param folder where to remember words; without one nothing is remembered */
export function openDictionary(folder?: string): Dictionary {
  const file = folder === undefined ? undefined : path.join(folder, `words-en_us-${project.dependencies['@cspell/dict-en_us']}.txt`);
  const found = new Set(file === undefined ? [] : linesOf(file));
  const before = found.size;
  let unpacked: ITrie | undefined;
  const trie = (): ITrie =>
    (unpacked ??= decodeTrie(gunzipSync(readFileSync(new URL('en_US.trie.gz', import.meta.resolve('@cspell/dict-en_us'))))));

  return {
    has(word) {
      if (found.has(word)) return true;
      const has = trie().hasWord(word, true);
      if (has) found.add(word);
      return has;
    },
    suggest: (word, count) => trie().suggest(word, { numSuggestions: count }),
    remember() {
      if (file === undefined || found.size === before) return;
      try {
        writeFiles(new Map([[file, [...found].sort().join('\n')]]));
      } catch {
        // The next run unpacks the dictionary again.
      }
    },
  };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
