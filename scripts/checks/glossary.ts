import type { Finding } from '../finding.ts';
import type { Check } from './check.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', String.raw`\s+`);

/** A glossary explains words that readers meet. */
export const glossary: Check = {
  name: 'glossary',
  describe: 'Every term of the glossary is used somewhere in the content.',
  run: ({ content }) => {
    const texts = [...content.sources.values()].filter((source) => source.file !== 'content/glossary.yaml').map((source) => source.text);
    const meanings = content.records.terms.map(({ id, data }) => ({ id, text: data.meaning }));
    return content.records.terms.flatMap(({ id, file, data }): Finding[] => {
      const name = new RegExp(`(?<![\\w-])(?:${[data.term, ...data.also].map(escaped).join('|')})(?![\\w-])`, 'i');
      if (texts.some((text) => name.test(text)) || meanings.some((other) => other.id !== id && name.test(other.text))) return [];
      return [
        {
          rule: 'glossary',
          severity: 'warning',
          file,
          ...content.sources.get(file)!.placeOf([id], 'key'),
          message: `nothing in the content uses the term "${data.term}"`,
          fix: 'Use it, add the spelling that is used to "also", or delete the term',
        },
      ];
    });
  },
};
