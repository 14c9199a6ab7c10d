import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainText } from '../content/source-file.ts';
import type { Edit, Finding } from '../finding.ts';
import { runChecks, type CheckOptions } from './run-checks.ts';

/** What mending came to. */
export interface Mended {
  /** Findings that a change has removed, as they were before it. */
  readonly mended: readonly Finding[];
  /** Files whose changes were taken back, as the check found more errors with them than without. */
  readonly takenBack: readonly string[];
}

/** One mended mistake may uncover the next, such as a typo in a file that was no UTF-8 before. */
const ROUNDS = 5;

/** What hides every other finding of its file, so that their absence proves nothing. */
const UNREADABLE = new Set(['readable-file', 'valid-yaml']);

/**
 * Applies the edits that findings carry, and checks again: a change stays only where it has removed its finding and
 * left the file readable. A mistake that comes to light behind the mended one is no reason to take it back.
 */
export async function mend(options: CheckOptions): Promise<Mended> {
  const mended: Finding[] = [];
  const takenBack = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const before = (await runChecks(options)).findings;
    const byFile = Map.groupBy(
      before.filter((finding) => finding.edit !== undefined && !takenBack.has(finding.file)),
      (finding) => finding.file,
    );
    if (byFile.size === 0) break;

    const originals = new Map<string, Uint8Array>();
    for (const [file, findings] of byFile) {
      const place = path.join(options.root, file);
      const bytes = readFileSync(place);
      const text = plainText(bytes);
      if (text === undefined) continue;
      originals.set(file, bytes);
      replaceFile(
        place,
        applyEdits(
          text,
          findings.flatMap((finding) => finding.edit ?? []),
        ),
      );
    }

    const after = (await runChecks(options)).findings;
    for (const [file, bytes] of originals) {
      const had = before.filter((finding) => finding.file === file);
      const has = after.filter((finding) => finding.file === file);
      const gone = had.filter((finding) => finding.edit !== undefined && !has.some((other) => same(finding, other)));
      const broken = has.some((finding) => UNREADABLE.has(finding.rule) && !had.some((other) => same(finding, other)));
      if (gone.length === 0 || broken) {
        replaceFile(path.join(options.root, file), bytes);
        takenBack.add(file);
      } else mended.push(...gone);
    }
  }
  return { mended, takenBack: [...takenBack] };
}

/** Applies edits from the last to the first; one that overlaps another waits for the next round. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  let limit = Number.POSITIVE_INFINITY;
  for (const { start, end, text: wanted } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    if (end > limit) continue;
    result = result.slice(0, start) + wanted + result.slice(end);
    limit = start;
  }
  return result;
}

function replaceFile(file: string, content: string | Uint8Array): void {
  const staged = `${file}.mending`;
  writeFileSync(staged, content);
  renameSync(staged, file);
}

const same = (a: Finding, b: Finding): boolean => a.rule === b.rule && a.message === b.message;
