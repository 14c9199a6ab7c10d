/** How search reads text: the same for names, when they are loaded, and for what somebody types. */

const MARKS = /\p{M}/gu;
const NOT_WORD = /[^a-z0-9]+/g;

/** Lower case, no accents, one space between words. Hyphens, slashes and dots separate: `NS-2` is `ns 2`. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(/&/g, ' and ').replace(NOT_WORD, ' ').trim();

/** Without any space, so that `ns2`, `NS-2` and `ns 2` are one, as are `keyvault` and `Key Vault`. */
export const squeeze = (folded: string): string => folded.replaceAll(' ', '');

/** A word without its plural ending. Both sides pass through here, so it need not be English, only the same. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** Words that names share, so that they tell little: a name is as good without them. */
const LIGHT = new Set('azure microsoft for of in on the and to using a an with by or'.split(' '));
export const isLight = (word: string): boolean => LIGHT.has(word);

/** Words of a question that are not what it asks about. */
const ASKING = new Set(
  (
    'which what who whom whose how where when why is are was be being do does did can could should would will i we you it me my our your us their this that these those ' +
    'has have having need needs needed there any all every show list find get tell give about from at as if not no ' +
    'support supports supported supporting lack lacks lacking lacked without service services offer offers available ' +
    'responsible responsibility responsibilities job handles owns use uses used enable enabled turn set up please every each item items ours mine'
  ).split(' '),
);
const isAsking = (word: string): boolean => ASKING.has(word);

/** Which words of a folded query say what it is about: all where none would be left. */
export function telling(words: readonly string[]): boolean[] {
  for (const rest of [words.map((word) => !isLight(word) && !isAsking(word)), words.map((word) => !isLight(word))]) {
    if (rest.some(Boolean)) return rest;
  }
  return words.map(() => true);
}

export function tellingWords(query: string): string[] {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '');
  const tells = telling(words);
  return words.filter((_, place) => tells[place]);
}

/** A name as people may write it: with and without its maker's name, and without what stands in brackets. */
export function variants(name: string): string[] {
  const all = [fold(name), fold(name.replace(/\([^)]*\)/g, ' '))];
  for (const text of [...all]) all.push(text.replace(/^(?:microsoft azure|azure|microsoft) /, '').replace(/ in azure$/, ''));
  return [...new Set(all)].filter((text) => text !== '');
}

/** What stands in brackets: `Azure Kubernetes Service (AKS)` is also `aks`. */
export const inBrackets = (name: string): string[] => [...name.matchAll(/\(([^)]+)\)/g)].map((match) => fold(match[1]!));

export interface Distance {
  /** Edits that turn one word into the other. */
  readonly whole: number;
  /** Edits that turn `typed` into some beginning of `word`. */
  readonly beginning: number;
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

/** Edits, where two letters that changed places count as one (optimal string alignment). Gives up above `limit`. */
export function distance(typed: string, word: string, limit: number): Distance {
  const far = { whole: limit + 1, beginning: limit + 1 };
  // A word may be far longer than what was typed so far; what lies beyond the reach of the limit does not matter.
  const width = Math.min(word.length, typed.length + limit, 60);
  if (typed.length > 60 || typed.length - word.length > limit) return far;
  let [before, last, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= width; column++) last[column] = column;
  for (let line = 1; line <= typed.length; line++) {
    row[0] = line;
    let best = line;
    const letter = typed.charCodeAt(line - 1);
    for (let column = 1; column <= width; column++) {
      const other = word.charCodeAt(column - 1);
      let cost = letter === other ? last[column - 1]! : 1 + Math.min(last[column - 1]!, last[column]!, row[column - 1]!);
      if (line > 1 && column > 1 && letter === word.charCodeAt(column - 2) && typed.charCodeAt(line - 2) === other) {
        cost = Math.min(cost, before[column - 2]! + 1);
      }
      row[column] = cost;
      if (cost < best) best = cost;
    }
    if (best > limit) return far;
    [before, last, row] = [last, row, before];
  }
  let beginning = limit + 1;
  for (let column = 0; column <= width; column++) beginning = Math.min(beginning, last[column]!);
  return { whole: width === word.length ? last[width]! : limit + 1, beginning };
}
