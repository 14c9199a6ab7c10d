import type { Catalog } from '../../src/catalog/model.ts';
import type { Content } from '../content/read-content.ts';
import type { Finding } from '../finding.ts';

/** What a rule looks at. */
export interface Checked {
  readonly root: string;
  readonly content: Content;
  readonly catalog: Catalog;
}

/** One rule. It returns findings and never prints or writes. */
export interface Check {
  /** The rule that its findings carry; docs/checks/<name>.md explains it. */
  readonly name: string;
  /** One sentence: what has to be so. */
  readonly describe: string;
  run(checked: Checked): readonly Finding[] | Promise<readonly Finding[]>;
}
