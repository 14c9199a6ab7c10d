import { buildCatalog } from '../../src/catalog/build-catalog.ts';
import { readContent } from '../content/read-content.ts';
import { inOrder, type Finding } from '../finding.ts';
import { CHECKS } from './index.ts';
import type { Check } from './check.ts';

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
}

/** Runs every rule over the content and returns all findings at once. */
export async function runChecks({ root, paths = [], checks = CHECKS }: CheckOptions): Promise<CheckRun> {
  const start = performance.now();
  const content = readContent(root);
  const checked = { root, content, catalog: buildCatalog(content.records) };
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check.run(checked)));
  const wanted = (file: string): boolean => paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`));
  return {
    findings: inOrder(findings.filter((finding) => wanted(finding.file))),
    files: [...content.sources.keys()].filter(wanted).length,
    milliseconds: performance.now() - start,
  };
}

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((finding) => finding.severity === 'error');
