/** One problem in one place. Checks return findings; only reporters print them. */
export interface Finding {
  /** The rule's name; docs/checks/<rule>.md explains it. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Path from the project's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The problem, then what is allowed. */
  readonly message: string;
  /** The likely remedy, in the imperative. */
  readonly fix?: string;
  /** The remedy as a change of the file's text, where it is safe to make without a person. */
  readonly edit?: Edit;
}

/** Replaces a stretch of a file's text; offsets count from its start, after `readSource` has mended its encoding and line ends. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
