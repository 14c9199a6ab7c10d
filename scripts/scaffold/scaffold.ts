import type { Content } from '../content/read-content.ts';
import type { Catalog } from '../../src/catalog/model.ts';

/** What a scaffold knows before it asks. */
export interface Context {
  readonly root: string;
  readonly content: Content;
  readonly catalog: Catalog;
  readonly today: string;
}

/** Something that only a person knows. */
export interface Question {
  /** The option's name: `--title`. */
  readonly name: string;
  readonly ask: string;
  /** What is taken where nothing is answered. */
  readonly otherwise?: string;
  /** Why an answer will not do; undefined where it will. */
  readonly refuse?: (answer: string) => string | undefined;
}

export type Answers = Readonly<Record<string, string>>;

/** Writes one kind of content file. */
export interface Scaffold {
  readonly kind: string;
  /** The words behind the kind: `SERVICE FEATURE`. */
  readonly words: readonly string[];
  readonly describe: string;
  /** What upstream says, shown before anything is asked. @throws ScaffoldError where the words do not fit */
  offer(words: readonly string[], context: Context): readonly string[];
  questions(words: readonly string[], context: Context): readonly Question[];
  /** File to text. */
  write(words: readonly string[], answers: Answers, context: Context): ReadonlyMap<string, string>;
}

/** Why nothing can be written, with the remedy. */
export class ScaffoldError extends Error {}
