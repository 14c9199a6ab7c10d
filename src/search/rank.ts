import { KINDS, type Found, type Index, type Item, type Name } from './items.ts';
import { distance, fold, squeeze, stem, telling } from './words.ts';

/**
 * Which items a query finds, best first.
 *
 * Scores fall into steps, so that a better kind of match always wins: the very name; the name within a question; its words
 * in another order; a service's and a feature's name together; the beginning of a name; a name with one slip; words.
 */
const EXACT = 1000;
const CORE = 930;
const SAME_WORDS = 880;
const PAIR = 860;
const BEGINNING = 700;
const CORE_BEGINNING = 660;
const ONE_SLIP = 640;
const TWO_IN_NAME = 615;
const WORDS = 600;

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

const MOST_WORDS = 12;

const ASKS_FOR_SERVICES = /\b(?:which|what|list|all|show)\b.*\bservices?\b/;
/** Who asks for services that lack something is shown those first, else those that have it. */
const ASKS_WHAT_LACKS = /\b(?:lack|lacks|lacking|without|not|no|missing|miss)\b/;

export interface Ranked {
  readonly found: Found;
  readonly score: number;
}

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** Whether what was asked for was found, or only something near it. */
  readonly complete: boolean;
  /** Whether the query asks which services have something. */
  readonly asksForServices: boolean;
}

interface Query {
  readonly text: string;
  readonly squeezed: string;
  readonly words: readonly string[];
  /** One bit a word that an item has to match. */
  readonly required: number;
  /** The required words alone. */
  readonly core: string;
}

/** How an item fares: for each word of the query the best match, and how much of a name the query covers. */
interface Fit {
  readonly best: Float32Array;
  readonly mask: number;
  readonly coverage: number;
  /** For each name of which every telling word was typed: the words of the query that did so, and how good a name it is. */
  readonly whole: readonly { readonly mask: number; readonly worth: number }[];
}

export function rank(index: Index, typed: string): Ranking {
  const query = readQuery(index, typed);
  const asksForServices = ASKS_FOR_SERVICES.test(query.text);
  if (query.words.length === 0) return { ranked: [], complete: true, asksForServices };

  const named = index.items.flatMap((item) => {
    const score = scoreByName(query, item);
    return score > 0 ? [{ found: item as Found, score }] : [];
  });
  const byName = new Map(named.map((hit) => [hit.found, hit.score]));
  const coded = index.byCode.get(query.squeezed);
  if (coded) byName.set(coded, EXACT);
  const plain = matches(index, query, 0);
  const byWords = scoreByWords(index, query, plain, true);
  const hasName = byName.size > 0;
  if (!hasName) addSlips(query, index, byName);
  if (hasName || byWords.length > 0) return { ranked: merge(byName, byWords), complete: true, asksForServices };

  // Slips within words are looked for only where plain reading finds nothing: in words that no name has, then in all.
  const unknown = unknownWords(query, plain);
  for (const slips of [unknown, query.required]) {
    const found = scoreByWords(index, query, matches(index, query, slips), true);
    if (found.length > 0) return { ranked: merge(byName, found), complete: true, asksForServices };
  }
  if (byName.size > 0) return { ranked: merge(byName, []), complete: true, asksForServices };
  return { ranked: scoreByWords(index, query, matches(index, query, unknown), false).sort(bestFirst), complete: false, asksForServices };
}

function readQuery(index: Index, typed: string): Query {
  // `ns2` is `ns 2`: a control's id, however it is typed.
  const text = fold(typed).replace(/\b([a-z]{2})(\d{1,2})\b/g, (word, domain: string, number: string) =>
    index.domainNames.has(domain.toUpperCase()) ? `${domain} ${number}` : word,
  );
  const words = text === '' ? [] : text.split(' ').slice(0, MOST_WORDS);
  const chosen = telling(words);
  return {
    text,
    squeezed: squeeze(text),
    words,
    required: chosen.reduce((mask, yes, place) => (yes ? mask | (1 << place) : mask), 0),
    core: words.filter((_, place) => chosen[place]).join(' '),
  };
}

/** A glossary's term gives way to the page of a control, feature or service that is known by the same name. */
const standingOf = (item: Item, name: Name): number => name.standing * 20 - (item.kind === 'term' ? 45 : 0);

function scoreByName(query: Query, item: Item): number {
  let best = 0;
  for (const name of item.names) {
    const standing = standingOf(item, name);
    let score = 0;
    if (name.text === query.text || name.squeezed === query.squeezed) score = EXACT + standing;
    else if (name.core === query.core) score = CORE + standing / 2;
    else if (name.text.startsWith(query.text)) score = BEGINNING + (100 * query.text.length) / name.text.length + standing / 4;
    else if (name.squeezed.startsWith(query.squeezed)) score = BEGINNING - 10 + (100 * query.text.length) / name.text.length + standing / 4;
    else if (name.core.startsWith(query.core)) score = CORE_BEGINNING + (20 * query.core.length) / name.core.length + standing / 4;
    if (score > best) best = score;
  }
  return best;
}

const SHORTEST_WITH_SLIP = 5;
const SHORTEST_WITH_TWO = 12;

function addSlips(query: Query, index: Index, scores: Map<Found, number>): void {
  if (query.squeezed.length < SHORTEST_WITH_SLIP) return;
  for (const item of index.items) {
    for (const name of item.names) {
      const { length } = name.squeezed;
      const limit = Math.min(length, query.squeezed.length) < SHORTEST_WITH_TWO ? 1 : 2;
      if (length < SHORTEST_WITH_SLIP || Math.abs(length - query.squeezed.length) > limit) continue;
      const edits = distance(query.squeezed, name.squeezed, limit).whole;
      if (edits > limit) continue;
      const score = (edits === 1 ? ONE_SLIP : TWO_IN_NAME) + standingOf(item, name) / 4;
      if (score > (scores.get(item) ?? 0)) scores.set(item, score);
    }
  }
}

type Quality = readonly Float32Array[];

/** For each word of the query, how well it matches each word that names have. Slips are allowed in the words of `slips`. */
function matches(index: Index, query: Query, slips: number): Quality {
  const { words, stems } = index.vocabulary;
  return query.words.map((typed, place) => {
    const quality = new Float32Array(words.length);
    const typedStem = stem(typed);
    const isNumber = /^\d+$/.test(typed);
    const limit = (slips >> place) & 1 && !isNumber && typed.length > 2 ? (typed.length > 7 ? 2 : 1) : 0;
    for (let number = 0; number < words.length; number++) {
      const word = words[number]!;
      if (word === typed) quality[number] = SAME;
      else if (isNumber) continue;
      else if (stems[number] === typedStem) quality[number] = SAME_STEM;
      else if (word.startsWith(typed)) quality[number] = STARTS + (0.2 * typed.length) / word.length;
      else if (limit > 0 && word.length > 2) {
        const { whole, beginning } = distance(typed, word, limit);
        if (whole <= limit) quality[number] = whole === 1 ? SLIP : TWO_SLIPS;
        else if (beginning === 1 && typed.length > 3) quality[number] = SLIP_AT_START;
      }
    }
    return quality;
  });
}

function unknownWords(query: Query, quality: Quality): number {
  return quality.reduce((mask, list, place) => (list.every((value) => value === 0) ? mask | (1 << place) : mask), 0) & query.required;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function fitOf(index: Index, item: Item, quality: Quality): Fit {
  const { weights } = index.vocabulary;
  const best = new Float32Array(quality.length);
  let coverage = 0;
  const whole: Fit['whole'][number][] = [];
  for (const name of item.names) {
    let covered = 0;
    let mask = 0;
    let complete = true;
    let heavy = 0;
    for (const word of name.words) {
      let most = 0;
      for (let place = 0; place < quality.length; place++) {
        const value = quality[place]![word]!;
        if (value === 0) continue;
        if (value > best[place]!) best[place] = value;
        if (value > most) most = value;
        if (value >= CLEARLY_SAME) mask |= 1 << place;
      }
      covered += weights[word]! * most;
      if (weights[word] === 1) {
        heavy += 1;
        if (most < CLEARLY_SAME) complete = false;
      }
    }
    // `vault key` is Key Vault rather than Azure Key Vault keys: a word said twice counts against a name.
    if (complete && mask !== 0) whole.push({ mask, worth: name.standing - 3 * Math.max(0, heavy - bits(mask)) });
    const share = covered / name.weight;
    if (share > coverage) coverage = share;
  }
  for (const word of item.context) {
    for (let place = 0; place < quality.length; place++) {
      const value = quality[place]![word]! * CONTEXT;
      if (value > best[place]!) best[place] = value;
    }
  }
  let mask = 0;
  for (let place = 0; place < quality.length; place++) if (best[place]! > 0) mask |= 1 << place;
  return { best, mask, coverage, whole };
}

/** Items that match every required word, or, for `complete` false, at least a third of what the words weigh. */
function scoreByWords(index: Index, query: Query, quality: Quality, complete: boolean): Ranked[] {
  const { required } = query;
  const fits = new Map(index.items.map((item) => [item, fitOf(index, item, quality)]));
  const weights = weigh(index, query, [...fits.values()]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ranked: Ranked[] = [];
  const asked = ASKS_FOR_SERVICES.test(query.text) ? !ASKS_WHAT_LACKS.test(query.text) : undefined;

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
      else if (asked === undefined) extra += value;
    }
    return Math.min(1, sum / total + 0.02 * extra);
  };

  for (const [item, fit] of fits) {
    if (!enough(fit.mask)) continue;
    const same = fit.whole.filter(({ mask }) => (mask & required) === required).map(({ worth }) => worth);
    const score = same.length > 0 ? SAME_WORDS + Math.max(...same) : WORDS * strength(fit.best, undefined) * (0.55 + 0.45 * fit.coverage);
    ranked.push({ found: item, score: score - (item.kind === 'term' ? 20 : 0) });
  }

  index.services.forEach((service, place) => {
    const ofService = fits.get(service)!;
    index.features.forEach((feature, at) => {
      const entry = index.entryAt[place]![at];
      if (!entry) return;
      const ofFeature = fits.get(feature)!;
      const mask = (ofService.mask | ofFeature.mask) & required;
      if (!enough(mask)) return;
      const both = (ofService.mask & ~ofFeature.mask & required) !== 0 && (ofFeature.mask & ~ofService.mask & required) !== 0;
      if (!both && !complete) return;
      const wanted = asked !== undefined && entry.facts[2] === asked ? 5 : 0;
      ranked.push({ found: entry, score: scorePair(query, ofService, ofFeature, both, strength(ofService.best, ofFeature.best)) + wanted });
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

const kindOrder = new Map<string, number>(KINDS.map((kind, place) => [kind, place]));

const bestFirst = (a: Ranked, b: Ranked): number =>
  b.score - a.score || kindOrder.get(a.found.kind)! - kindOrder.get(b.found.kind)! || a.found.order - b.found.order;

function merge(byName: ReadonlyMap<Found, number>, byWords: readonly Ranked[]): Ranked[] {
  const scores = new Map(byName);
  for (const { found, score } of byWords) if (score > (scores.get(found) ?? 0)) scores.set(found, score);
  return [...scores].map(([found, score]) => ({ found, score })).sort(bestFirst);
}
