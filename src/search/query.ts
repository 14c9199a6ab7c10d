import type { Index } from './items.ts';
import { fold, squeeze, telling } from './words.ts';

/** What was typed, as the ranking reads it. */
export interface Query {
  readonly text: string;
  readonly squeezed: string;
  readonly words: readonly string[];
  /** One bit a word that an item has to match. */
  readonly required: number;
  /** The required words alone. */
  readonly core: string;
  /** Whether it asks which services have a feature. */
  readonly asksForServices: boolean;
  /** What the services that are asked for shall say of the feature. */
  readonly wanted: boolean | undefined;
}

const MOST_WORDS = 12;

const ASKS_FOR_SERVICES = /\b(?:which|what|list|all|show)\b.*\bservices?\b/;
/** Who asks for services that lack something is shown those first, else those that have it. */
const ASKS_WHAT_LACKS = /\b(?:lack|lacks|lacking|without|not|no|missing|miss)\b/;

export function readQuery(index: Index, typed: string): Query {
  // `ns2` is `ns 2`: a control's id, however it is typed.
  const text = fold(typed).replace(/\b([a-z]{2})(\d{1,2})\b/g, (word, domain: string, number: string) =>
    index.domainNames.has(domain.toUpperCase()) ? `${domain} ${number}` : word,
  );
  const words = text === '' ? [] : text.split(' ').slice(0, MOST_WORDS);
  const chosen = telling(words);
  const asksForServices = ASKS_FOR_SERVICES.test(text);
  return {
    text,
    squeezed: squeeze(text),
    words,
    required: chosen.reduce((mask, yes, place) => (yes ? mask | (1 << place) : mask), 0),
    core: words.filter((_, place) => chosen[place]).join(' '),
    asksForServices,
    wanted: asksForServices ? !ASKS_WHAT_LACKS.test(text) : undefined,
  };
}
