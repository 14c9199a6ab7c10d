/** The lines that differ between two texts, with a line or two around them, each marked `-`, `+` or ` `. */
export function lineDiff(before: string, after: string, context = 2): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const marked = [
    ...a.slice(0, head).map((line) => ` ${line}`),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map((line) => ` ${line}`),
  ];
  const near = (index: number): boolean =>
    marked.slice(Math.max(0, index - context), index + context + 1).some((line) => !line.startsWith(' '));
  return marked.flatMap((line, index) => (near(index) ? [line] : index > 0 && near(index - 1) ? [' …'] : []));
}

/** Longest common subsequence; files of facts have a few hundred lines. */
function middle(a: readonly string[], b: readonly string[]): string[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const marked: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      marked.push(` ${a[i]!}`);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) marked.push(`-${a[i++]!}`);
    else marked.push(`+${b[j++]!}`);
  }
  return marked;
}
