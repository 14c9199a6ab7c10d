import path from 'node:path';
import { buildCatalog } from '../../src/catalog/build-catalog.ts';
import { parseProse, type Prose, type UnreadableProse } from '../content/prose.ts';
import { readContent } from '../content/read-content.ts';
import { inOrder, type Finding } from '../finding.ts';
import type { Check, Checked } from './check.ts';
import { applyExceptions, EXCEPTIONS, type Exception } from './exceptions.ts';
import { CHECKS } from './index.ts';

/** What a run of the checks came to: every finding, in the order of the files. */
export interface CheckRun {
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly milliseconds: number;
}

export interface CheckOptions {
  readonly root: string;
  /** Files or folders below the root; everything where none is named. */
  readonly paths?: readonly string[];
  readonly checks?: readonly Check[];
  readonly exceptions?: readonly Exception[];
  /** YYYY-MM-DD */
  readonly today?: string;
}

/** Runs every rule over the content and returns all findings at once. */
export async function runChecks({
  root,
  paths = [],
  checks = CHECKS,
  exceptions = EXCEPTIONS,
  today = todayInUtc(),
}: CheckOptions): Promise<CheckRun> {
  const start = performance.now();
  const wanted = isBelow(paths);
  const checked = lookAt(root, paths, today);
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check.run(checked)));
  const kept = applyExceptions(
    findings.filter((finding) => wanted(finding.file)),
    exceptions.filter((exception) => wanted(exception.file)),
    today,
  );
  return { findings: inOrder(kept), files: checked.sources.length, milliseconds: performance.now() - start };
}

/** Reads everything once, and parses the prose of the files that were asked for. */
export function lookAt(root: string, paths: readonly string[] = [], today: string = todayInUtc()): Checked {
  const wanted = isBelow(paths);
  const content = readContent(root, (file) => isServiceFacts(file) && !wanted(file) && !paths.some(isBelow([path.posix.dirname(file)])));
  const sources = [...content.sources.values()].filter((source) => wanted(source.file));
  const parsed = sources.filter((source) => source.file.endsWith('.mdx')).map(parseProse);
  return {
    root,
    content,
    catalog: buildCatalog(content.records),
    today,
    sources,
    prose: parsed.filter((result): result is Prose => 'tree' in result),
    unreadable: parsed.filter((result): result is UnreadableProse => !('tree' in result)),
  };
}

/** Whether a path is one of these files, or in one of these folders; no path at all means everything. */
const isBelow =
  (paths: readonly string[]) =>
  (file: string): boolean =>
    paths.length === 0 || paths.some((folder) => folder === '' || file === folder || file.startsWith(`${folder}/`));

/** Nine tenths of all YAML are facts of services, and no other file depends on those of another service. */
const isServiceFacts = (file: string): boolean => file.endsWith('/service.yaml');
export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((finding) => finding.severity === 'error');

const todayInUtc = (): string => new Date().toISOString().slice(0, 10);
