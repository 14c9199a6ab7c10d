import { closest, distance } from 'fastest-levenshtein';

/** The allowed word that the author most likely meant, or undefined where none is near. */
export function didYouMean(word: string, allowed: readonly string[]): string | undefined {
  if (word === '' || allowed.length === 0) return undefined;
  const wanted = word.toLowerCase();
  const nearest = closest(
    wanted,
    allowed.map((candidate) => candidate.toLowerCase()),
  );
  const found = allowed.find((candidate) => candidate.toLowerCase() === nearest)!;
  return distance(wanted, nearest) <= Math.max(2, Math.ceil(found.length / 3)) ? found : undefined;
}
