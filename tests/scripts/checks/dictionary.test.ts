import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDictionary } from '../../../scripts/checks/dictionary.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plumbline-words-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('knows American English, and offers what is near', () => {
  const dictionary = openDictionary();
  expect(['color', 'network', 'colour', 'netwrok'].map((word) => dictionary.has(word))).toEqual([true, true, false, false]);
  expect(dictionary.suggest('netwrok', 3)).toContain('network');
});

test('remembers the words that it has, and never one that it has not', () => {
  const first = openDictionary(path.join(folder, 'made'));
  for (const word of ['network', 'netwrok', 'cloud']) first.has(word);
  first.remember();
  const [file] = readdirSync(path.join(folder, 'made'));
  expect(readFileSync(path.join(folder, 'made', file!), 'utf8')).toBe('cloud\nnetwork');
  expect(file).toMatch(/^words-en_us-\d+\.\d+\.\d+\.txt$/);

  const second = openDictionary(path.join(folder, 'made'));
  expect(['network', 'netwrok', 'color'].map((word) => second.has(word))).toEqual([true, false, true]);
  second.remember();
  expect(readFileSync(path.join(folder, 'made', file!), 'utf8')).toBe('cloud\ncolor\nnetwork');
});

test('a folder that cannot be written is no reason to fail', () => {
  const blocked = path.join(folder, 'a-file');
  writeFileSync(blocked, '');
  const dictionary = openDictionary(blocked);
  expect(dictionary.has('network')).toBe(true);
  expect(() => dictionary.remember()).not.toThrow();
});
