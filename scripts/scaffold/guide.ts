import type { Scaffold } from './scaffold.ts';
import { asks, mdx, mustBeNew, mustBeSlug } from './text.ts';

const fileOf = (id: string): string => `content/guides/${id}.mdx`;

export const guide: Scaffold = {
  kind: 'guide',
  words: ['SLUG'],
  describe: 'a guide',
  offer([id = ''], { content, catalog }) {
    mustBeSlug(id);
    mustBeNew(fileOf(id), content.files);
    return [`Guides so far: ${catalog.guides.map(({ order, title }) => `${order} ${title}`).join('; ')}`];
  },
  questions: ([id = '']) => [
    asks(
      'title',
      'Title',
      id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase()),
    ),
    asks('summary', 'What the reader can do afterwards, in one sentence'),
    asks('heading', 'First heading', 'Before you start'),
    asks('text', 'First paragraph'),
  ],
  write: ([id = ''], { title, summary, heading, text }, { catalog }) =>
    new Map([
      [
        fileOf(id),
        mdx({ title, summary, order: Math.max(0, ...catalog.guides.map(({ order }) => order)) + 1 }, `## ${heading}\n\n${text}`),
      ],
    ]),
};
