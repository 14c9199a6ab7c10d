import type { Chosen } from '../search/search.ts';
import { tellingWords } from '../search/words.ts';
import { to } from '../site/routes.ts';

/** Full text, by Pagefind: slower than the names and far larger, so it follows them. */

export interface TextHit {
  readonly url: string;
  readonly title: string;
  /** The place where the words stand; every second piece, from the second on, is a word that was searched for. */
  readonly excerpt: readonly string[];
}

export interface TextHits {
  readonly count: number;
  more(from: number, to: number): Promise<TextHit[]>;
}

interface Fragment {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
}
interface Pagefind {
  search(
    query: string,
    options: { filters: Record<string, { any: readonly string[] }> },
  ): Promise<{ results: { data(): Promise<Fragment> }[] }>;
}
interface PagefindModule {
  createInstance(options: Readonly<Record<string, string | number | boolean>>): Pagefind;
}

const MOST_WORDS_TO_DROP = 5;

let pagefind: Promise<Pagefind> | undefined;

/** @param build names the index that belongs to the names; without it, Pagefind would ask anew each time, offline too */
function load(build: string): Promise<Pagefind> {
  const folder = to('/pagefind/');
  return (pagefind ??= (import(/* @vite-ignore */ `${folder}pagefind.js`) as Promise<PagefindModule>).then((module) =>
    // The worker would be a second copy of the same program to fetch; a search here takes a few milliseconds.
    module.createInstance({ basePath: folder, baseUrl: to('/'), noWorker: true, excerptLength: 26, metaCacheTag: build }),
  ));
}

export async function searchText(build: string, query: string, chosen: Chosen): Promise<TextHits> {
  const filters: Record<string, { any: readonly string[] }> = {};
  for (const [facet, values] of Object.entries(chosen)) if (values.length > 0) filters[facet] = { any: values };
  const text = await load(build);
  const search = async (words: string) => (await text.search(words, { filters })).results;

  let results = await search(query);
  // Pagefind wants every word. A question has some that no page repeats, so the telling ones are tried alone, then all but one.
  const words = tellingWords(query);
  if (results.length === 0 && words.length > 1) {
    results = await search(words.join(' '));
    if (results.length === 0 && words.length <= MOST_WORDS_TO_DROP) {
      const fewer = await Promise.all(words.map((_, place) => search(words.filter((__, other) => other !== place).join(' '))));
      results = fewer.filter((list) => list.length > 0).sort((a, b) => a.length - b.length)[0] ?? [];
    }
  }
  return {
    count: results.length,
    more: async (from, upTo) => (await Promise.all(results.slice(from, upTo).map((result) => result.data()))).map(hitOf),
  };
}

const hitOf = ({ url, excerpt, meta }: Fragment): TextHit => ({
  url,
  title: meta['title'] ?? url,
  excerpt: excerpt.split(/<\/?mark>/).map((piece) => piece.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')),
});
