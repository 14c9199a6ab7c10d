import type { Catalog } from '../../src/catalog/model.ts';
import type { Content } from '../content/read-content.ts';
import type { Prose, UnreadableProse } from '../content/prose.ts';
import type { SourceFile } from '../content/source-file.ts';
import type { Finding } from '../finding.ts';

/** What a rule looks at. */
export interface Checked {
  readonly root: string;
  readonly content: Content;
  readonly catalog: Catalog;
  /** YYYY-MM-DD; rules that know about time ask for it here, so that a test can choose the day. */
  readonly today: string;
  /** The files that were asked for. A rule about single files need not look at others. */
  readonly sources: readonly SourceFile[];
  /** The prose of the files that were asked for, parsed once for all rules. */
  readonly prose: readonly Prose[];
  /** Those that the parser refused. */
  readonly unreadable: readonly UnreadableProse[];
}

/** One rule. It returns findings and never prints or writes. */
export interface Check {
  /** The rule that its findings carry; docs/checks/<name>.md explains it. */
  readonly name: string;
  /** One sentence: what has to be so. */
  readonly describe: string;
  run(checked: Checked): readonly Finding[] | Promise<readonly Finding[]>;
}
