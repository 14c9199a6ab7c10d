import { createReadStream, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { LockBenchmark, LockService } from '../../schemas/lock.ts';
import { byText } from '../../src/catalog/order.ts';
import type { Finding } from '../finding.ts';
import { readBenchmarkWorkbook } from './benchmark-workbook.ts';
import { LIMITS } from './limits.ts';
import { workbookFinding } from './problem.ts';
import { readServiceWorkbook } from './service-workbook.ts';
import { kindOf, serviceSlug } from './workbook-kind.ts';

/** What upstream's workbooks say, in the shape that the lock keeps. */
export interface Upstream {
  readonly services: Readonly<Record<string, LockService>>;
  readonly benchmark: LockBenchmark | undefined;
  readonly findings: readonly Finding[];
  /** How many workbooks were looked at. */
  readonly files: number;
}

export interface ReadUpstreamOptions {
  /** Told before each workbook. */
  readonly onFile?: (file: string, index: number, total: number) => void;
}

/** Reads workbooks, and folders of them, one at a time. Never throws for what a file holds. */
export async function readUpstream(paths: readonly string[], { onFile }: ReadUpstreamOptions = {}): Promise<Upstream> {
  const findings: Finding[] = [];
  const files = paths.flatMap((given) => workbooksAt(given, findings));
  const services = new Map<string, LockService>();
  let benchmark: LockBenchmark | undefined;

  for (const [index, { file, named }] of files.entries()) {
    onFile?.(file, index, files.length);
    const kind = kindOf(file);
    if (kind === 'ignored') continue;
    if (kind === 'unknown' && !named) {
      findings.push(
        workbookFinding(
          file,
          'the name is not one that upstream gives to a workbook, so it was not read',
          'Name the file itself to have it read, or call it <service>-azure-security-benchmark-v3-latest-security-baseline.xlsx',
          {},
          'warning',
        ),
      );
      continue;
    }
    const bytes = await readBounded(file);
    if (typeof bytes === 'string') {
      findings.push(workbookFinding(file, bytes, 'Check that it is the workbook'));
      continue;
    }
    // Paths differ from machine to machine; the lock keeps the workbook's name.
    const name = path.basename(file);
    const rename = (found: readonly Finding[]): Finding[] => found.map((finding) => ({ ...finding, file }));
    if (kind === 'benchmark') {
      const { facts, findings: found } = await readBenchmarkWorkbook(name, bytes);
      findings.push(...rename(found));
      if (facts && benchmark)
        findings.push(workbookFinding(file, `${benchmark.file} is the benchmark's workbook already`, 'Keep one of the two'));
      benchmark ??= facts;
      continue;
    }
    const slug = serviceSlug(name);
    const { facts, findings: found } = await readServiceWorkbook(name, bytes);
    findings.push(...rename(found));
    const other = services.get(slug);
    if (facts && other) findings.push(workbookFinding(file, `${other.file} is the workbook of "${slug}" already`, 'Keep one of the two'));
    else if (facts) services.set(slug, facts);
  }
  return { services: Object.fromEntries([...services].sort(([a], [b]) => byText(a, b))), benchmark, findings, files: files.length };
}

interface Candidate {
  readonly file: string;
  /** Whether the file was asked for by name, rather than found in a folder. */
  readonly named: boolean;
}

function workbooksAt(given: string, findings: Finding[]): Candidate[] {
  const stats = statSync(given, { throwIfNoEntry: false });
  if (!stats) {
    findings.push(workbookFinding(given, 'there is no such file or folder', 'Check the path'));
    return [];
  }
  if (stats.isFile()) return [{ file: given, named: true }];
  const found = readdirSync(given, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.xlsx$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort((a, b) => (a < b ? -1 : 1));
  if (found.length === 0)
    findings.push(workbookFinding(given, 'the folder holds no workbook (.xlsx)', 'Name the folder that upstream’s workbooks lie in'));
  return found.map((file) => ({ file, named: false }));
}

/** The bytes of a file, or why there are none. Bounded while it reads: a device or a growing file has no honest size. */
async function readBounded(file: string): Promise<Buffer | string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LIMITS.fileBytes)
        return `the file has more than ${LIMITS.fileBytes / 2 ** 20} MB; upstream's largest has less than 1 MB`;
      chunks.push(chunk);
    }
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
  }
  return Buffer.concat(chunks);
}
