import type { Finding } from '../finding.ts';

export interface Report {
  readonly findings: readonly Finding[];
  /** How many files were looked at. */
  readonly files: number;
  readonly milliseconds: number;
  /** The text of a file of the project, for code frames; undefined where it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

/** Turns findings into text. Only reporters print. */
export interface Reporter {
  readonly name: string;
  readonly describe: string;
  render(report: Report): string;
}
