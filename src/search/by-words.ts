import type { Found, Index, Item } from './items.ts';
import type { Query } from './query.ts';
import { PAIR, SAME_WORDS, WORDS } from './scores.ts';
import { distance, stem } from './words.ts';

/** The query held against names word by word, and against a service's and a feature's names together. */

export interface Ranked {
  readonly found: Found;
  readonly score: number;
}

/** How well a typed word matches a word of a name. */
const SAME = 1;
const SAME_STEM = 0.96;
const STARTS = 0.72;
const SLIP = 0.62;
const TWO_SLIPS = 0.5;
const SLIP_AT_START = 0.48;
/** Words beside a name, such as its control's title, count for less than the name's own. */
const CONTEXT = 0.8;
const CLEARLY_SAME = 0.9;

/** For each word of the query and each word that names have, how well they match. */
export interface Matches {
  readonly quality: readonly Float32Array[];
  /** For each word that names have: one bit for each word of the query that matches it at all, and that clearly does. */
  readonly any: Uint16Array;
  readonly clear: Uint16Array;
}

/** Slips are allowed in the words of `slips`, a bit each. */
export function matches(index: Index, query: Query, slips: number): Matches {
  const { words, stems } = index.vocabulary;
  const any = new Uint16Array(words.length);
  const clear = new Uint16Array(words.length);
  const quality = query.words.map((typed, place) => {
    const list = new Float32Array(words.length);
    const typedStem = stem(typed);
    const isNumber = /^\d+$/.test(typed);
    const limit = (slips >> place) & 1 && !isNumber && typed.length > 2 ? (typed.length > 7 ? 2 : 1) : 0;
    words.forEach((word, number) => {
      let value = 0;
      if (word === typed) value = SAME;
      else if (isNumber) return;
      else if (stems[number] === typedStem) value = SAME_STEM;
      else if (word.startsWith(typed)) value = STARTS + (0.2 * typed.length) / word.length;
      else if (limit > 0 && word.length > 2) {
        const { whole, beginning } = distance(typed, word, limit);
        if (whole <= limit) value = whole === 1 ? SLIP : TWO_SLIPS;
        else if (beginning === 1 && typed.length > 3) value = SLIP_AT_START;
      }
      if (value === 0) return;
      list[number] = value;
      any[number]! |= 1 << place;
      if (value >= CLEARLY_SAME) clear[number]! |= 1 << place;
    });
    return list;
  });
  return { quality, any, clear };
}

/** The required words that no name has, a bit each. */
export function unknownWords(query: Query, { any }: Matches): number {
  let known = 0;
  for (const mask of any) known |= mask;
  return query.required & ~known;
}

/** How an item fares: for each word of the query the best match, and how much of a name the query covers. */
interface Fit {
  readonly best: Float32Array;
  readonly mask: number;
  readonly coverage: number;
  /** For each name of which every telling word was typed: the words of the query that did so, and how good a name it is. */
  readonly whole: readonly { readonly mask: number; readonly worth: number }[];
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

const NO_FIT: Fit = { best: new Float32Array(16), mask: 0, coverage: 0, whole: [] };

function fitOf(index: Index, item: Item, { quality, any, clear }: Matches): Fit {
  const { weights } = index.vocabulary;
  const isTouched = (word: number): boolean => any[word] !== 0;
  if (!item.names.some((name) => name.words.some(isTouched)) && !item.context.some(isTouched)) return NO_FIT;

  const best = new Float32Array(quality.length);
  const note = (word: number, share: number): number => {
    let most = 0;
    for (let place = 0; place < quality.length; place++) {
      const value = quality[place]![word]! * share;
      if (value > best[place]!) best[place] = value;
      if (value > most) most = value;
    }
    return most;
  };
  let coverage = 0;
  let mask = 0;
  const whole: Fit['whole'][number][] = [];
  for (const name of item.names) {
    let covered = 0;
    let typed = 0;
    let complete = true;
    let heavy = 0;
    for (const word of name.words) {
      if (weights[word] === 1) heavy += 1;
      if (!isTouched(word)) {
        if (weights[word] === 1) complete = false;
        continue;
      }
      mask |= any[word]!;
      typed |= clear[word]!;
      covered += weights[word]! * note(word, 1);
      if (clear[word] === 0 && weights[word] === 1) complete = false;
    }
    // `vault key` is Key Vault rather than Azure Key Vault keys: a word said twice counts against a name.
    if (complete && typed !== 0) whole.push({ mask: typed, worth: name.standing - 3 * Math.max(0, heavy - bits(typed)) });
    coverage = Math.max(coverage, covered / name.weight);
  }
  for (const word of item.context) {
    if (!isTouched(word)) continue;
    mask |= any[word]!;
    note(word, CONTEXT);
  }
  return { best, mask, coverage, whole };
}

/** Items that match every required word, or, for `complete` false, at least a third of what the words weigh. */
export function findByWords(index: Index, query: Query, found: Matches, complete: boolean): Ranked[] {
  const { required, wanted } = query;
  const fits = new Map(index.items.map((item) => [item, fitOf(index, item, found)]));
  const weights = weigh(index, query, [...fits.values()]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ranked: Ranked[] = [];

  const enough = (mask: number): boolean => {
    if ((mask & required) === required) return true;
    if (complete) return false;
    let sum = 0;
    for (let place = 0; place < weights.length; place++) if ((mask >> place) & 1) sum += weights[place]!;
    return sum * 3 >= total;
  };
  const strength = (a: Float32Array, b: Float32Array | undefined): number => {
    let sum = 0;
    let extra = 0;
    for (let place = 0; place < weights.length; place++) {
      const value = b ? Math.max(a[place]!, b[place]!) : a[place]!;
      if ((required >> place) & 1) sum += weights[place]! * value;
      else if (wanted === undefined) extra += value;
    }
    return Math.min(1, sum / total + 0.02 * extra);
  };

  for (const [item, fit] of fits) {
    if (!enough(fit.mask)) continue;
    const same = fit.whole.filter(({ mask }) => (mask & required) === required).map(({ worth }) => worth);
    const score = same.length > 0 ? SAME_WORDS + Math.max(...same) : WORDS * strength(fit.best, undefined) * (0.55 + 0.45 * fit.coverage);
    ranked.push({ found: item, score: score - (item.kind === 'term' || item.kind === 'requirement' ? 20 : 0) });
  }

  const ofFeatures = index.features.map((feature) => fits.get(feature)!);
  index.services.forEach((service, place) => {
    const ofService = fits.get(service)!;
    ofFeatures.forEach((ofFeature, at) => {
      const entry = index.entryAt[place]![at];
      if (!entry) return;
      const mask = (ofService.mask | ofFeature.mask) & required;
      if (!enough(mask)) return;
      const both = (ofService.mask & ~ofFeature.mask & required) !== 0 && (ofFeature.mask & ~ofService.mask & required) !== 0;
      if (!both && !complete) return;
      const answers = wanted !== undefined && entry.facts[2] === wanted ? 5 : 0;
      ranked.push({
        found: entry,
        score: scorePair(query, ofService, ofFeature, both, strength(ofService.best, ofFeature.best)) + answers,
      });
    });
  });
  return ranked;
}

function scorePair({ required }: Query, service: Fit, feature: Fit, both: boolean, strength: number): number {
  if (!both) {
    // The entries of a feature or a service that was itself asked for come before those that share a word here and there.
    const named = [...service.whole, ...feature.whole].some(({ mask }) => (mask & required) === required);
    return WORDS * strength * ((named ? 0.8 : 0.1) + 0.1 * service.coverage + 0.1 * feature.coverage);
  }
  // Two names that use up the whole query, the better the more of it and the better names they are.
  let best = 0;
  for (const mine of service.whole) {
    for (const other of feature.whole) {
      const all = mine.mask | other.mask;
      if ((all & required) !== required || (mine.mask & ~other.mask) === 0 || (other.mask & ~mine.mask) === 0) continue;
      best = Math.max(best, PAIR + bits(all) + (mine.worth + other.worth) / 2 + service.coverage + feature.coverage);
    }
  }
  return best > 0 ? best : WORDS * strength * (0.55 + 0.2 * service.coverage + 0.25 * feature.coverage);
}

/** A word that few items have tells more than one that many have. */
function weigh(index: Index, { words, required }: Query, fits: readonly Fit[]): number[] {
  return words.map((_, place) => {
    if (!((required >> place) & 1)) return 0;
    const having = fits.reduce((sum, fit) => sum + ((fit.mask >> place) & 1), 0);
    return 1 + Math.log((index.items.length + 1) / (having + 1));
  });
}
