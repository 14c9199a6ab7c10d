/** The field `reviewed` in the frontmatter of guidance: which text of upstream's the prose was held against, and when. */

export interface Reviewed {
  readonly on: string;
  readonly upstreamText: string;
}

const FIELD = /^reviewed:[^\n]*\n(?: +[^\n]*\n)*/m;

/** The file's text with the field set; everything else stays as it is, to the byte. */
export function withReviewed(text: string, { on, upstreamText }: Reviewed): string {
  // Without quotes, YAML reads a digest of digits alone as a number, and some readers a date as a moment.
  const field = `reviewed:\n  on: '${on}'\n  upstreamText: '${upstreamText}'\n`;
  const end = text.indexOf('\n---', 3) + 1;
  const head = text.slice(0, end);
  return (FIELD.test(head) ? head.replace(FIELD, field) : head + field) + text.slice(end);
}
