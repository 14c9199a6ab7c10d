import { stringify } from 'yaml';
import { didYouMean } from '../content/did-you-mean.ts';
import { ScaffoldError, type Question } from './scaffold.ts';

/** Frontmatter and body of an MDX file. */
export const mdx = (fields: Readonly<Record<string, unknown>>, body: string): string => `---\n${yaml(fields)}---\n\n${body.trim()}\n`;

/** Fields as the content has them: long sentences folded, short lists on one line. */
export function yaml(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const short = Array.isArray(value) && value.every((item) => typeof item === 'string');
      if (short) return `${key}: [${value.map((item) => stringify(item, { singleQuote: true }).trim()).join(', ')}]\n`;
      return stringify({ [key]: value }, { lineWidth: 0, singleQuote: true });
    })
    .join('');
}

export const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

export function mustBeOneOf(noun: string, id: string, known: readonly string[]): void {
  if (known.includes(id)) return;
  const meant = didYouMean(id, known);
  throw new ScaffoldError(
    `there is no ${noun} "${id}"${meant ? `; did you mean "${meant}"?` : `; there are ${known.slice(0, 8).join(', ')} …`}`,
  );
}

export function mustBeSlug(id: string): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new ScaffoldError(
      `"${id}" is no slug; use lower-case letters, digits and hyphens, such as "${slugOf(id) || 'azure-private-link'}"`,
    );
}

export function mustBeNew(file: string, files: readonly string[]): void {
  if (files.includes(file)) throw new ScaffoldError(`${file} is there already; edit it`);
}

const sentence = (answer: string): string | undefined => (answer.trim() === '' ? 'write a sentence' : undefined);

/** A question that wants a sentence for an answer. */
export const asks = (name: string, ask: string, otherwise?: string): Question => ({
  name,
  ask,
  refuse: sentence,
  ...(otherwise === undefined ? {} : { otherwise }),
});

/** "title | address, title | address" as people type references. */
export function references(answer: string): { title: string; url: string }[] {
  return answer
    .split(/\s*;\s*/)
    .filter((part) => part.includes('|'))
    .map((part) => {
      const [title = '', url = ''] = part.split('|').map((side) => side.trim());
      return { title, url };
    });
}

export const asReferences = (list: readonly { title: string; url: string }[]): string =>
  list.map(({ title, url }) => `${title} | ${url}`).join('; ');
