import { createHash } from 'node:crypto';
import type { Reference } from '../../schemas/common.ts';
import { urlSchema } from '../../schemas/common.ts';
import { FEATURE_SHEET, PROFILE_SHEET, type LockRow, type LockService } from '../../schemas/lock.ts';
import type { Profile } from '../../schemas/service.ts';
import { HOST_ACCESS } from '../../schemas/vocabulary.ts';
import { foldSpace, normalAddress } from '../../src/catalog/upstream-text.ts';
import { didYouMean } from '../content/did-you-mean.ts';
import { list } from '../content/explain-issue.ts';
import type { Finding } from '../finding.ts';
import { shown, workbookFinding, WorkbookProblem } from './problem.ts';
import { tableOf, type Table, type TableRow } from './table.ts';
import { textDigest } from './text-digest.ts';
import { openWorkbook } from './workbook.ts';

export const PROFILE_COLUMNS = ['Behavior Attribute', 'Description', 'Value'] as const;
type ProfileColumn = (typeof PROFILE_COLUMNS)[number];

export const FEATURE_COLUMNS = [
  'Control Domain',
  'ASB Control ID',
  'ASB Control Title',
  'Guidance',
  'Responsibility',
  'Feature Name',
  'Feature Description',
  'Feature Supported',
  'Feature Enabled by Default',
  'Feature Reference',
  'Feature Notes',
  'Guidance Notes',
] as const;
export type FeatureColumn = (typeof FEATURE_COLUMNS)[number];

/** Upstream's attributes of the security profile, by the field that we keep each in. */
export const PROFILE_ATTRIBUTES = {
  categories: 'Product Category',
  hostAccess: 'Customer can access HOST / OS',
  deployableInVirtualNetwork: "Service can be deployed into customer's virtual network",
  storesContentAtRest: 'Stores customer content at rest',
} as const satisfies Record<keyof Profile, string>;

const NO_FEATURE = 'No Related Feature';
const FLAGS = { True: true, False: false } as const;
export const STATES = { ...FLAGS, 'Not Applicable': 'not-applicable', [NO_FEATURE]: 'no-related-feature' } as const;
export const RESPONSIBILITIES = {
  Customer: 'customer',
  Microsoft: 'microsoft',
  Shared: 'shared',
  'Not Applicable': 'not-applicable',
} as const;
export const HOST_ACCESS_WORDS = Object.fromEntries(HOST_ACCESS.map((word) => [word.upstream, word.value])) as Record<
  string,
  Profile['hostAccess']
>;

/** What reading one workbook came to: no facts at all where one of them cannot be trusted. */
export interface ReadWorkbook<Facts> {
  readonly facts: Facts | undefined;
  readonly findings: readonly Finding[];
}

/** Reads a service's workbook. Never throws for what it holds. */
export async function readServiceWorkbook(file: string, bytes: Buffer): Promise<ReadWorkbook<LockService>> {
  const findings: Finding[] = [];
  const attempt = attempter(file, findings);
  const facts = await attempt.async(async () => {
    const workbook = openWorkbook(bytes);
    const [profileSheet, featureSheet] = await workbook.sheets(PROFILE_SHEET, FEATURE_SHEET);
    const profileTable = attempt(() => tableOf<ProfileColumn>(profileSheet!, PROFILE_COLUMNS));
    const featureTable = attempt(() => tableOf<FeatureColumn>(featureSheet!, FEATURE_COLUMNS));
    for (const { name, place } of [...(profileTable?.unknownColumns ?? []), ...(featureTable?.unknownColumns ?? [])]) {
      findings.push(
        workbookFinding(
          file,
          `the column ${shown(name)} is new; what it says is not read`,
          'If it is a fact worth keeping, teach the reader',
          place,
          'warning',
        ),
      );
    }
    const profile = profileTable && readProfile(profileTable, attempt);
    const rows = featureTable?.rows.map((row) => readRow(row, attempt));
    if (rows?.length === 0)
      throw new WorkbookProblem('the sheet has no rows under its head', 'Download the workbook again', { sheet: FEATURE_SHEET, row: 1 });
    return { file, sha256: createHash('sha256').update(bytes).digest('hex'), modified: workbook.modified, profile: profile!, rows: rows! };
  });
  return { facts: findings.some((finding) => finding.severity === 'error') ? undefined : facts, findings };
}

/** Runs a step of reading; a problem becomes a finding, and the step's result undefined. */
export type Attempt = <T>(step: () => T) => T | undefined;

export function attempter(file: string, findings: Finding[]): Attempt & { async<T>(step: () => Promise<T>): Promise<T | undefined> } {
  const report = (error: unknown): undefined => {
    if (!(error instanceof WorkbookProblem)) throw error;
    findings.push(workbookFinding(file, error.message, error.fix, error.place));
    return undefined;
  };
  const attempt = <T>(step: () => T): T | undefined => {
    try {
      return step();
    } catch (error) {
      return report(error);
    }
  };
  return Object.assign(attempt, {
    async: async <T>(step: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await step();
      } catch (error) {
        return report(error);
      }
    },
  });
}

function readProfile(table: Table<ProfileColumn>, attempt: Attempt): Profile | undefined {
  const rows = new Map<string, TableRow<ProfileColumn>>();
  const known: readonly string[] = Object.values(PROFILE_ATTRIBUTES);
  for (const row of table.rows) {
    attempt(() => {
      const name = foldSpace(row.text('Behavior Attribute'));
      if (!known.includes(name))
        throw new WorkbookProblem(
          `${shown(name)} is no attribute of the profile; use ${list(known)}`,
          meant(name, known),
          row.place('Behavior Attribute'),
        );
      if (rows.has(name))
        throw new WorkbookProblem(`the attribute ${shown(name)} is there twice`, 'Keep one of the two', row.place('Behavior Attribute'));
      rows.set(name, row);
    });
  }
  const value = <T>(attribute: string, read: (text: string, row: TableRow<ProfileColumn>) => T): T | undefined =>
    attempt(() => {
      const row = rows.get(attribute);
      if (!row)
        throw new WorkbookProblem(`the attribute ${shown(attribute)} is missing`, 'Check that upstream has not renamed it', {
          sheet: PROFILE_SHEET,
        });
      return read(foldSpace(row.text('Value')), row);
    });
  const flag = (text: string, row: TableRow<ProfileColumn>): boolean | 'unknown' =>
    text === '' ? 'unknown' : word(FLAGS, text, row, 'Value');

  const profile = {
    categories: value(PROFILE_ATTRIBUTES.categories, (text) => text.split(',').map(foldSpace).filter(Boolean)),
    hostAccess: value(PROFILE_ATTRIBUTES.hostAccess, (text, row) =>
      text === '' ? 'unknown' : word(HOST_ACCESS_WORDS, text, row, 'Value'),
    ),
    deployableInVirtualNetwork: value(PROFILE_ATTRIBUTES.deployableInVirtualNetwork, flag),
    storesContentAtRest: value(PROFILE_ATTRIBUTES.storesContentAtRest, flag),
  };
  return Object.values(profile).includes(undefined) ? undefined : (profile as Profile);
}

function readRow(row: TableRow<FeatureColumn>, attempt: Attempt): LockRow {
  const required = (column: FeatureColumn): string | undefined =>
    attempt(() => {
      const text = foldSpace(row.text(column));
      if (text === '') throw new WorkbookProblem('the cell is empty', 'Fill it in, or ask upstream what it should say', row.place(column));
      return text;
    });
  const wordIn = <T>(words: Readonly<Record<string, T>>, column: FeatureColumn): T | undefined =>
    attempt(() => word(words, foldSpace(row.text(column)), row, column));
  const prose = (['Guidance', 'Feature Description', 'Feature Notes', 'Guidance Notes'] as const).map(
    (column) => attempt(() => row.text(column)) ?? '',
  );
  // A problem in any cell has become a finding by now, and then none of the workbook's facts is used.
  return {
    row: row.row,
    domain: required('Control Domain')!,
    control: required('ASB Control ID')!,
    title: required('ASB Control Title')!,
    feature: required('Feature Name')!,
    supported: wordIn(STATES, 'Feature Supported')!,
    enabledByDefault: wordIn(STATES, 'Feature Enabled by Default')!,
    responsibility: wordIn(RESPONSIBILITIES, 'Responsibility')!,
    references: attempt(() => referencesIn(row)) ?? [],
    text: textDigest(prose),
  };
}

function word<T, Column extends string>(words: Readonly<Record<string, T>>, text: string, row: TableRow<Column>, column: Column): T {
  if (Object.hasOwn(words, text)) return words[text]!;
  const allowed = Object.keys(words);
  if (text === '')
    throw new WorkbookProblem(
      `the cell is empty; use ${list(allowed)}`,
      'Fill it in, or ask upstream what it should say',
      row.place(column),
    );
  throw new WorkbookProblem(
    `${shown(text)} is not a value of ${shown(column)}; use ${list(allowed)}`,
    meant(text, allowed),
    row.place(column),
  );
}

function meant(text: string, allowed: readonly string[]): string {
  const found = didYouMean(text, allowed);
  return found === undefined ? 'If upstream has a new word, add it to schemas/vocabulary.ts' : `Did you mean ${shown(found)}?`;
}

function referencesIn(row: TableRow<FeatureColumn>): Reference[] {
  const column = 'Feature Reference';
  const text = row.text(column);
  if (['None', NO_FEATURE].includes(foldSpace(text))) return [];
  return text
    .split(/\r?\n/)
    .map(foldSpace)
    .filter(Boolean)
    .map((line) => {
      const match = /^(.+): ?(https?:\/\/\S+)$/.exec(line);
      const url = match && normalAddress(match[2]!);
      if (!match || !url || !urlSchema.safeParse(url).success) {
        throw new WorkbookProblem(
          `${shown(line)} is not a reference; use "Title: https://host/path" or None`,
          'Give each reference a line of its own',
          row.place(column),
        );
      }
      return { title: foldSpace(match[1]!), url };
    });
}
