import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes all of the files or none: each is staged beside its place, and renamed when the last one lies ready. */
export function writeFiles(texts: ReadonlyMap<string, string>): void {
  const staged = new Map<string, string>();
  try {
    for (const [file, text] of texts) {
      mkdirSync(path.dirname(file), { recursive: true });
      const stage = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.staged`);
      staged.set(file, stage);
      writeFileSync(stage, text);
    }
    for (const [file, stage] of staged) renameSync(stage, file);
  } finally {
    for (const stage of staged.values()) rmSync(stage, { force: true });
  }
}
