import { createHash } from 'node:crypto';
import { controlIdSchema, guidSchema } from '../../schemas/common.ts';
import type { LockBenchmark, LockControl } from '../../schemas/lock.ts';
import { FRAMEWORK_IDS, type FrameworkId } from '../../schemas/vocabulary.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import type { Finding } from '../finding.ts';
import { shown, WorkbookProblem } from './problem.ts';
import { attempter, type Attempt, type ReadWorkbook } from './service-workbook.ts';
import { tableOf, type TableRow } from './table.ts';
import { textDigest } from './text-digest.ts';
import { openWorkbook } from './workbook.ts';

export const BENCHMARK_SHEET = 'Azure Security Benchmark v3';

export const BENCHMARK_COLUMNS = [
  'ASB ID',
  'Control Domain',
  'CIS Controls v7.1 ID(s)',
  'CIS Controls v8 ID(s)',
  'NIST SP800-53 r4 ID(s)',
  'PCI-DSS v3.2.1 ID(s)',
  'Recommendation',
  'Security Principle',
  'Azure Guidance',
  'Implementation and additional context',
  'Customer Security Stakeholders:',
  'Azure Policy Mapping',
  'Azure Policy GUID',
] as const;
type Column = (typeof BENCHMARK_COLUMNS)[number];
type Row = TableRow<Column>;

export const FRAMEWORK_COLUMN: Readonly<Record<FrameworkId, Column>> = {
  'cis-v7.1': 'CIS Controls v7.1 ID(s)',
  'cis-v8': 'CIS Controls v8 ID(s)',
  'nist-800-53-r4': 'NIST SP800-53 r4 ID(s)',
  'pci-dss-v3.2.1': 'PCI-DSS v3.2.1 ID(s)',
};

/** How an id starts its line, in upstream's several ways: `AC-4: FLOW`, `SC-2 PART`, `9.2 - Ensure`, `13.10 Perform`, `A3.2`. */
const ID: Readonly<Record<FrameworkId, RegExp>> = {
  'cis-v7.1': /^(\d{1,2}\.\d{1,2})(?=[\s-]|$)/,
  'cis-v8': /^(\d{1,2}\.\d{1,2})(?=[\s-]|$)/,
  'nist-800-53-r4': /^([A-Z]{2}-\d{1,2})(?=[\s:]|$)/,
  'pci-dss-v3.2.1': /^(A?\d{1,2}\.\d{1,2}(?:\.\d{1,2})*)$/,
};

/** Reads the benchmark's workbook. Never throws for what it holds. */
export async function readBenchmarkWorkbook(file: string, bytes: Buffer): Promise<ReadWorkbook<LockBenchmark>> {
  const findings: Finding[] = [];
  const attempt = attempter(file, findings);
  const facts = await attempt.async(async () => {
    const workbook = openWorkbook(bytes);
    const [sheet] = await workbook.sheets(BENCHMARK_SHEET);
    const controls = new Map<string, LockControl>();
    for (const row of tableOf<Column>(sheet!, BENCHMARK_COLUMNS).rows) {
      const id = attempt(() => idIn(row, controls));
      if (id !== undefined) controls.set(id, readControl(row, attempt));
    }
    if (controls.size === 0)
      throw new WorkbookProblem('the sheet has no controls', 'Download the workbook again', { sheet: BENCHMARK_SHEET });
    return {
      file,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      modified: workbook.modified,
      sheet: BENCHMARK_SHEET,
      controls: Object.fromEntries(controls),
    };
  });
  return { facts: findings.some((finding) => finding.severity === 'error') ? undefined : facts, findings };
}

function idIn(row: Row, controls: ReadonlyMap<string, LockControl>): string {
  const id = foldSpace(row.text('ASB ID'));
  if (!controlIdSchema.safeParse(id).success)
    throw new WorkbookProblem(`${shown(id)} is not a control id, such as NS-2`, 'Check the row', row.place('ASB ID'));
  const other = controls.get(id);
  if (other) throw new WorkbookProblem(`the control ${id} is in row ${other.row} too`, 'Keep one of the two', row.place('ASB ID'));
  return id;
}

function readControl(row: Row, attempt: Attempt): LockControl {
  const required = (column: Column): string =>
    attempt(() => {
      const text = foldSpace(row.text(column));
      if (text === '') throw new WorkbookProblem('the cell is empty', 'Fill it in, or ask upstream what it should say', row.place(column));
      return text;
    }) ?? '';
  return {
    row: row.row,
    domain: required('Control Domain'),
    title: required('Recommendation'),
    crosswalk: Object.fromEntries(FRAMEWORK_IDS.map((framework) => [framework, attempt(() => idsIn(row, framework)) ?? []])),
    stakeholders: attempt(() => stakeholdersIn(row)) ?? [],
    policies: attempt(() => policiesIn(row)) ?? [],
    text: textDigest(
      (['Security Principle', 'Azure Guidance', 'Implementation and additional context'] as const).map(
        (column) => attempt(() => row.text(column)) ?? '',
      ),
    ),
  };
}

const linesOf = (row: Row, column: Column): string[] => row.text(column).split(/\r?\n/).map(foldSpace).filter(Boolean);

function idsIn(row: Row, framework: FrameworkId): string[] {
  const column = FRAMEWORK_COLUMN[framework];
  const ids: string[] = [];
  for (const line of linesOf(row, column)) {
    if (line === 'N/A') continue;
    const id = ID[framework].exec(line)?.[1];
    if (id !== undefined) ids.push(id);
    // Long titles of requirements run on in a second line; ids that stand alone do not.
    else if (ids.length === 0 || framework === 'pci-dss-v3.2.1') {
      throw new WorkbookProblem(
        `${shown(line)} does not start with an id of ${framework}`,
        'Check the cell; an id such as 9.2, AC-4 or A3.2 starts each line',
        row.place(column),
      );
    }
  }
  return ids;
}

const stakeholdersIn = (row: Row): string[] =>
  linesOf(row, 'Customer Security Stakeholders:')
    .map((line) => foldSpace(line.replace(/:? ?https?:\/\/\S*$/, '')))
    .filter(Boolean);

function policiesIn(row: Row): LockControl['policies'] {
  const names = linesOf(row, 'Azure Policy Mapping');
  const ids = linesOf(row, 'Azure Policy GUID');
  if (names.length === 1 && names[0] === 'No applicable policy' && ids.every((id) => id === 'N/A')) return [];
  if (names.length !== ids.length) {
    throw new WorkbookProblem(
      `${names.length} policies and ${ids.length} GUIDs, so they cannot be paired`,
      'Give each policy one GUID',
      row.place('Azure Policy GUID'),
    );
  }
  return names.map((name, index) => {
    const id = ids[index]!.toLowerCase();
    if (!guidSchema.safeParse(id).success)
      throw new WorkbookProblem(`${shown(id)} is not a GUID`, 'Check it against the policy definition', row.place('Azure Policy GUID'));
    return { name, id };
  });
}
