import { lineAndColumn, type Place, type SourceFile } from './source-file.ts';
import { offsetIn, walk, type Prose } from './prose.ts';

/** A stretch of a file that people read as running text. */
export interface TextRun {
  readonly source: SourceFile;
  /** The stretch as it stands in the file, folds and escapes included. */
  readonly text: string;
  /** Where it starts in the file's text. */
  readonly start: number;
}

/** Fields that hold sentences of our own. Titles and names are upstream's, and stay as upstream writes them. */
const SENTENCES = new Set(['summary', 'duties', 'do', 'confirm', 'cost', 'meaning', 'reason']);

/** All running text of the files: sentences in fields, and prose without its code. */
export function* textRuns(sources: readonly SourceFile[], prose: readonly Prose[]): Generator<TextRun> {
  for (const source of sources) yield* fieldRuns(source, source.value, []);
  for (const { source, tree } of prose) {
    for (const { node } of walk(tree)) {
      if (node.type !== 'text' || !node.position) continue;
      const start = offsetIn(source, node.position.start);
      yield { source, start, text: source.text.slice(start, offsetIn(source, node.position.end)) };
    }
  }
}

function* fieldRuns(source: SourceFile, value: unknown, path: readonly PropertyKey[]): Generator<TextRun> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* fieldRuns(source, item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* fieldRuns(source, inner, [...path, key]);
  } else if (typeof value === 'string' && SENTENCES.has(String(path.at(-1)))) {
    const range = source.rangeOf(path);
    if (range) yield { source, start: range.start, text: source.text.slice(range.start, range.end) };
  }
}

/** The place of the character at `index` of a run. */
export const placeIn = (run: TextRun, index: number): Place => lineAndColumn(run.source.text, run.start + index);
