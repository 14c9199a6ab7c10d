import { KINDS, type Found, type Index, type Item, type Name } from './items.ts';
import { distance, fold, isAsking, isLight, squeeze, stem } from './words.ts';

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
  /** For each name of which every telling word was typed: the words of the query that did so. */
  readonly whole: readonly number[];
}

export function rank(index: Index, typed: string): Ranking {
  const query = readQuery(index, typed);
  const asksForServices = /\b(?:which|what|list|all|show)\b.*\bservices?\b/.test(query.text);
  if (query.words.length === 0) return { ranked: [], complete: true, asksForServices };

  const named = index.items.flatMap((item) => {
    const score = scoreByName(query, item);
    return score > 0 ? [{ found: item as Found, score }] : [];
  });
  const byName = new Map(named.map((hit) => [hit.found, hit.score]));
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
  const telling = words.map((word) => !isLight(word) && !isAsking(word));
  const some = telling.some(Boolean) ? telling : words.map((word) => !isLight(word));
  const chosen = some.some(Boolean) ? some : words.map(() => true);
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

function addSlips(query: Query, index: Index, scores: Map<Found, number>): void {
  if (query.squeezed.length < SHORTEST_WITH_SLIP) return;
  for (const item of index.items) {
    for (const name of item.names) {
      if (name.squeezed.length < SHORTEST_WITH_SLIP || Math.abs(name.squeezed.length - query.squeezed.length) > 1) continue;
      if (distance(query.squeezed, name.squeezed, 1).whole > 1) continue;
      const score = ONE_SLIP + standingOf(item, name) / 4;
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

function fitOf(index: Index, item: Item, quality: Quality): Fit {
  const { weights } = index.vocabulary;
  const best = new Float32Array(quality.length);
  let coverage = 0;
  const whole: number[] = [];
  for (const name of item.names) {
    let covered = 0;
    let mask = 0;
    let complete = true;
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
      if (most < CLEARLY_SAME && weights[word] === 1) complete = false;
    }
    if (complete && mask !== 0) whole.push(mask);
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
      else extra += value;
    }
    return Math.min(1, sum / total + 0.02 * extra);
  };

  for (const [item, fit] of fits) {
    if (!enough(fit.mask)) continue;
    const same = fit.whole.some((mask) => (mask & required) === required);
    const score = same ? SAME_WORDS : WORDS * strength(fit.best, undefined) * (0.55 + 0.45 * fit.coverage);
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
      ranked.push({ found: entry, score: scorePair(query, ofService, ofFeature, both, strength(ofService.best, ofFeature.best)) });
    });
  });
  return ranked;
}

function scorePair({ required }: Query, service: Fit, feature: Fit, both: boolean, strength: number): number {
  if (!both) {
    // The entries of a feature or a service that was itself asked for come before those that share a word here and there.
    const named = [...service.whole, ...feature.whole].some((mask) => (mask & required) === required);
    return WORDS * strength * ((named ? 0.8 : 0.1) + 0.1 * service.coverage + 0.1 * feature.coverage);
  }
  const named = service.whole.some((mine) =>
    feature.whole.some((other) => ((mine | other) & required) === required && (mine & ~other) !== 0 && (other & ~mine) !== 0),
  );
  return named ? PAIR + service.coverage + feature.coverage : WORDS * strength * (0.55 + 0.2 * service.coverage + 0.25 * feature.coverage);
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
