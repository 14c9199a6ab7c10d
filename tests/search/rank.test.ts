import { describe, expect, test } from 'vitest';
import { codeOf, titleOf, type Found, type Item } from '../../src/search/items.ts';
import { rank } from '../../src/search/rank.ts';
import { distance, fold, squeeze, stem, variants } from '../../src/search/words.ts';
import { search } from './catalog.ts';

const { index } = search;
const found = (query: string): readonly Found[] => search.answer(query).found;
const isItem = (one: Found | undefined): one is Item => one !== undefined && 'names' in one;
const carries = (one: Found | undefined, name: string): boolean =>
  isItem(one) && one.names.some((other) => other.squeezed === squeeze(fold(name)));

describe('an exact id or name comes first', () => {
  test('for each id of a control', () => {
    for (const item of index.items.filter((one) => one.kind === 'control')) expect(found(item.id)[0]?.id).toBe(item.id);
  });

  test('for each name, code, slug and other name: what comes first is called so', () => {
    // Many items share a name, and one answer serves them all.
    const texts = new Set(index.items.flatMap((item) => item.names.map((name) => name.text)));
    const missed = [...texts].filter((text) => !carries(rank(index, text).ranked[0]?.found, text));
    expect(missed).toEqual([]);
  }, 60_000);

  test('for each title of a control, feature, service, role, guide and page, what comes first has that very title, or that id', () => {
    const missed = index.items
      .filter((item) => item.kind !== 'term')
      .filter((item) => {
        const best = found(item.title)[0];
        return !isItem(best) || !best.names.some((name) => name.standing > 0 && name.squeezed === squeeze(fold(item.title)));
      })
      .map(titleOf);
    expect(missed).toEqual([]);
  });

  test('a term of the glossary is within the first three for its own name', () => {
    const missed = index.items.filter((item) => item.kind === 'term' && !found(item.title).slice(0, 3).includes(item)).map(titleOf);
    expect(missed).toEqual([]);
  });

  test('for item codes, no two of which are the same', () => {
    expect(index.byCode.size).toBe(index.entries.length);
    const missed = index.entries.filter((entry, place) => place % 9 === 0 && found(codeOf(entry))[0] !== entry).map(codeOf);
    expect(missed).toEqual([]);
  });

  test('for each service with each feature by name', () => {
    // One feature a service is enough to go through all of both.
    const missed = index.entryAt.flatMap((row, place) => {
      const entry = row.filter((one) => one !== undefined)[place % 30];
      if (!entry) return [];
      const { of, feature } = entry;
      const best = found(`${of.title} ${feature.title}`)[0];
      return best === entry ? [] : [`${of.title} ${feature.title}: ${best ? titleOf(best) : 'nothing'}`];
    });
    expect(missed).toEqual([]);
  });
});

/** Every name long enough for a person to get it wrong. */
const longNames = index.items
  .filter((item) => item.kind === 'feature' || item.kind === 'service')
  .flatMap((item) =>
    item.names.filter((name) => name.standing === 1 && name.squeezed.length >= 7).map((name) => ({ item, text: name.text })),
  );

test('a beginning that only one name has finds it first, for 97 % of the names', () => {
  let tried = 0;
  const missed: string[] = [];
  for (const { item, text } of longNames) {
    for (let length = 4; length < text.length; length += 3) {
      const beginning = text.slice(0, length).trimEnd();
      const others = index.items.filter(
        (other) => other !== item && other.kind !== 'checklist' && other.names.some((name) => name.text.startsWith(beginning)),
      );
      if (others.length > 0) continue;
      tried += 1;
      if (found(beginning)[0] !== item) missed.push(`${beginning} (${item.title})`);
    }
  }
  expect(tried).toBeGreaterThan(300);
  expect(missed.length / tried, missed.join('\n')).toBeLessThanOrEqual(0.03);
});

/** One slip of each sort, at a place that depends on the name alone. */
function slips(name: string): string[] {
  const at = 1 + (name.length % (name.length - 3));
  const [a, b] = [name[at]!, name[at + 1]!];
  return [
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + a + name.slice(at),
    `${name.slice(0, at)}${a === 'x' ? 'z' : 'x'}${name.slice(at + 1)}`,
    ...(a === b || a === ' ' || b === ' ' ? [] : [name.slice(0, at) + b + a + name.slice(at + 2)]),
  ];
}

test('a name with one slip is found first, for 90 % of the names', () => {
  const tries = longNames.flatMap(({ item, text }) => slips(text).map((typed) => ({ item, typed, text })));
  const missed = tries.filter(({ typed, text, item }) => !carries(found(typed)[0], text) && found(typed)[0] !== item);
  expect(tries.length).toBeGreaterThan(400);
  expect(missed.length / tries.length, missed.map(({ typed, text }) => `${typed} (${text})`).join('\n')).toBeLessThanOrEqual(0.1);
});

test('the order of words does not matter', () => {
  expect(titleOf(found('vault key')[0]!)).toBe('Azure Key Vault');
  expect(titleOf(found('link private hub iot')[0]!)).toBe('Azure IoT Hub: Azure Private Link');
});

test('a question is answered by what it is about', () => {
  const answer = search.answer('Which services support customer-managed keys?');
  expect(answer.asksForServices).toBe(true);
  expect(titleOf(answer.found[0]!)).toBe('Data at Rest Encryption Using CMK');
});

test('who asks which services lack something is shown those that lack it first', () => {
  const entries = search.answer('which services lack cmk').groups.find((group) => group.kind === 'entry')!.found;
  expect('facts' in entries[0]! && entries[0].facts[2]).toBe(false);
});

test('nothing is found for words that nobody wrote, and nothing breaks', () => {
  for (const query of ['', '   ', '?', '🦊', 'zzzzzzzz', '"', '<script>', 'a'.repeat(200), 'NS-99', '日本語'])
    expect(() => search.answer(query)).not.toThrow();
  expect(found('zzzzzzzz')).toEqual([]);
  expect(found('日本語')).toEqual([]);
});

describe('words', () => {
  test('are read without case, accents and punctuation', () => {
    expect(fold('  NS-2: Zürich & Co/Ltd. ')).toBe('ns 2 zurich and co ltd');
    expect(squeeze('ns 2')).toBe('ns2');
  });

  test('lose their plural ending', () => {
    expect(['keys', 'identities', 'access', 'status', 'logs', 'dns'].map(stem)).toEqual([
      'key',
      'identity',
      'access',
      'status',
      'log',
      'dns',
    ]);
  });

  test('of a name may lack its maker and what stands in brackets', () => {
    expect(variants('Azure Kubernetes Service (AKS)')).toEqual([
      'azure kubernetes service aks',
      'azure kubernetes service',
      'kubernetes service aks',
      'kubernetes service',
    ]);
  });

  test('are compared by edits, two letters that changed places being one', () => {
    expect(distance('valut', 'vault', 2)).toEqual({ whole: 1, beginning: 1 });
    expect(distance('custmer', 'customer', 2).whole).toBe(1);
    expect(distance('priv', 'private', 1)).toEqual({ whole: 2, beginning: 0 });
    expect(distance('xrivat', 'private', 1).beginning).toBe(1);
    expect(distance('private', 'pri', 1).whole).toBe(2);
  });
});
