import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { actionCounts } from '../catalog/matrix.ts';
import type { Catalog, Entry } from '../catalog/model.ts';
import { entriesOfFeature } from '../catalog/questions.ts';
import { MARK } from './mark.ts';

/** The picture that stands beside a link to a page where people share it. */
export interface SocialCard {
  /** `services/iot-central`: the page that it is for, and its file below `/cards/`. */
  readonly id: string;
  readonly eyebrow: string;
  readonly title: string;
  /** One line of facts. */
  readonly line: string;
  /** Drawn as a bar by action. */
  readonly entries: readonly Entry[];
}

/** Pixels; the height follows, 315: what networks ask for at least. Twice as wide would add three seconds to the build. */
const CARD_WIDTH = 600;

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export function socialCards(catalog: Catalog): SocialCard[] {
  const { benchmark } = catalog;
  const inWords = (entries: readonly Entry[]): string =>
    actionCounts(entries)
      .filter(({ count, value }) => count > 0 && value !== 'none')
      .map(({ count, value }) => `${count} to ${value}`)
      .join(', ');
  return [
    {
      id: 'site',
      eyebrow: benchmark.name,
      title: 'Security baselines of Azure services, as code',
      line: `${counted(catalog.services.length, 'service')}, ${counted(catalog.features.length, 'feature')}, ${counted(catalog.controls.length, 'control')}`,
      entries: catalog.services.flatMap(({ entries }) => entries),
    },
    ...catalog.services.map((service) => ({
      id: `services/${service.id}`,
      eyebrow: 'Security baseline',
      title: service.name,
      line: inWords(service.entries),
      entries: service.entries,
    })),
    ...catalog.features.map((feature) => {
      const entries = entriesOfFeature(catalog, feature);
      return {
        id: `features/${feature.id}`,
        eyebrow: `Feature, ${feature.control.id}`,
        title: feature.name,
        line: `Supported by ${entries.filter(({ supported }) => supported === true).length} of ${counted(entries.length, 'service')}`,
        entries,
      };
    }),
    ...catalog.controls.map((control) => ({
      id: `controls/${control.id}`,
      eyebrow: `Control, ${control.domainName}`,
      title: `${control.id} ${control.title}`,
      line: benchmark.name,
      entries: catalog.services.flatMap(({ entries }) => entries.filter((entry) => entry.control.id === control.id)),
    })),
    ...catalog.frameworks.map((framework) => ({
      id: `crosswalk/${framework.id}`,
      eyebrow: 'Crosswalk',
      title: `${framework.name} ${framework.version}`,
      line: `${counted(framework.requirements.length, 'requirement')} that controls of the benchmark answer`,
      entries: [],
    })),
    ...catalog.guides.map((guide) => ({ id: `guides/${guide.id}`, eyebrow: 'Guide', title: guide.title, line: '', entries: [] })),
  ];
}

/** The card as PNG. The fonts come with the project, so that it looks the same wherever it is built. */
export function drawSocialCard(card: SocialCard): Uint8Array<ArrayBuffer> {
  const resvg = new Resvg(svgOf(card), {
    fitTo: { mode: 'width', value: CARD_WIDTH },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: FAMILY },
  });
  return new Uint8Array(resvg.render().asPng());
}

const FAMILY = 'Atkinson Hyperlegible Next';
const FONTS = ['400Regular/AtkinsonHyperlegibleNext_400Regular.ttf', '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/atkinson-hyperlegible-next/${file}`)),
);

/** The light one of a token's two colors. A card is seen on other people's pages, which say nothing of dark or light. */
const tokens = readFileSync('src/styles/tokens.css', 'utf8');
function color(token: string): string {
  const light = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}),`).exec(tokens)?.[1];
  if (light === undefined) throw new Error(`src/styles/tokens.css has no color --${token}`);
  return light;
}

const LEFT = 80;
const WIDTH = 1_040;

function svgOf({ eyebrow, title, line, entries }: SocialCard): string {
  const size = title.length > 60 ? 56 : title.length > 24 ? 68 : 84;
  const lines = wrapped(title, Math.floor(WIDTH / (size * 0.52)));
  const text = (y: number, at: number, weight: number, fill: string, words: string): string =>
    `<text x="${LEFT}" y="${y}" font-family="${FAMILY}" font-size="${at}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">',
    `<path fill="${color('paper')}" d="M0 0h1200v630H0z"/>`,
    `<g transform="translate(64 56) scale(2.1)" fill="${color('brass')}"><path d="${MARK}"/></g>`,
    `<text x="136" y="104" font-family="${FAMILY}" font-size="40" font-weight="700" fill="${color('ink')}">Plumbline</text>`,
    text(212, 34, 400, color('brass'), eyebrow),
    ...lines.map((words, at) => text(222 + size * 1.12 * (at + 1), size, 700, color('ink'), words)),
    ...bar(entries),
    text(568, 36, 400, color('ink-soft'), line),
    '</svg>',
  ].join('');
}

/** The entries by action, in the colors of the pages. */
function bar(entries: readonly Entry[]): string[] {
  const shares = actionCounts(entries).filter(({ count }) => count > 0);
  const all = shares.reduce((sum, { count }) => sum + count, 0);
  let x = LEFT;
  return shares.map(({ value, count }) => {
    const width = (WIDTH * count) / all;
    const piece = `<rect x="${x.toFixed(1)}" y="478" width="${Math.max(width - 4, 2).toFixed(1)}" height="30" fill="${color(value === 'none' ? 'none-fill' : value)}"/>`;
    x += width;
    return piece;
  });
}

/** Words in lines of at most so many letters, three lines at most. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]} …`];
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
