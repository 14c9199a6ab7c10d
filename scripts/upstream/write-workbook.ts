import { writeXlsx } from 'hucre/xlsx';
import { FEATURE_SHEET, PROFILE_SHEET, type LockRow, type LockService } from '../../schemas/lock.ts';
import type { Profile } from '../../schemas/service.ts';
import { HOST_ACCESS } from '../../schemas/vocabulary.ts';
import type { Catalog, Control, Service } from '../../src/catalog/model.ts';
import { by } from '../../src/catalog/order.ts';
import { FEATURE_COLUMNS, PROFILE_ATTRIBUTES, PROFILE_COLUMNS, RESPONSIBILITIES, STATES, type FeatureColumn } from './service-workbook.ts';

/** The facts of a service as a workbook in upstream's shape: what a reader of upstream's workbooks reads, ours too. */

export type WorkbookFacts = Pick<LockService, 'profile' | 'modified'> & { readonly rows: readonly Omit<LockRow, 'text'>[] };

/** A service's facts from the catalog, each in the row that it came from. */
export function workbookFacts(service: Service, catalog: Catalog): WorkbookFacts {
  const controls = new Map(catalog.controls.map((control) => [control.id, control]));
  const last = Math.max(1, ...service.entries.map((entry) => entry.source?.row ?? 0), ...service.setAside.map((row) => row.row));
  const entries = service.entries.map((entry, index) => ({
    row: entry.source?.row ?? last + 1 + index,
    ...namesOf(entry.control),
    feature: entry.feature.name,
    supported: entry.supported,
    enabledByDefault: entry.enabledByDefault,
    responsibility: entry.responsibility,
    references: [...entry.references],
  }));
  const setAside = service.setAside.map(({ row, feature, control, supported, enabledByDefault, responsibility, references }) => ({
    row,
    ...(controls.has(control) ? namesOf(controls.get(control)!) : { domain: 'None', control, title: 'None' }),
    feature,
    supported,
    enabledByDefault,
    responsibility,
    references,
  }));
  return {
    profile: service.profile,
    modified: service.workbook?.modified ?? '',
    rows: [...entries, ...setAside].sort(by((row) => row.row)),
  };
}

/** What service workbooks call a control, which is not always what the benchmark calls it. */
function namesOf({ id, title, domainName, deviations }: Control): { domain: string; control: string; title: string } {
  const theirs = deviations.find((deviation) => deviation.field === 'title' && deviation.from === 'service-workbooks');
  return { domain: domainName, control: id, title: theirs ? String(theirs.upstream) : title };
}

/** The same facts give the same bytes. */
export function writeServiceWorkbook(facts: WorkbookFacts): Promise<Uint8Array> {
  const modified = new Date(`${facts.modified || '2000-01-01'}T00:00:00Z`);
  return writeXlsx({
    sheets: [
      { name: PROFILE_SHEET, rows: profileRows(facts.profile) },
      { name: FEATURE_SHEET, rows: featureRows(facts.rows) },
    ],
    properties: { created: modified, modified },
  });
}

function profileRows(profile: Profile): (string | null)[][] {
  const flag = (value: boolean | 'unknown'): string | null => (value === 'unknown' ? null : value ? 'True' : 'False');
  const values: Readonly<Record<keyof Profile, string | null>> = {
    categories: profile.categories.length === 0 ? null : profile.categories.join(', '),
    hostAccess: HOST_ACCESS.find((word) => word.value === profile.hostAccess)?.upstream ?? null,
    deployableInVirtualNetwork: flag(profile.deployableInVirtualNetwork),
    storesContentAtRest: flag(profile.storesContentAtRest),
  };
  return [
    [...PROFILE_COLUMNS],
    ...Object.entries(PROFILE_ATTRIBUTES).map(([field, attribute]) => [attribute, null, values[field as keyof Profile]]),
  ];
}

function featureRows(rows: WorkbookFacts['rows']): (string | null)[][] {
  const sheet: (string | null)[][] = [[...FEATURE_COLUMNS]];
  for (const row of rows) {
    const cells: Partial<Record<FeatureColumn, string>> = {
      'Control Domain': row.domain,
      'ASB Control ID': row.control,
      'ASB Control Title': row.title,
      Responsibility: wordFor(RESPONSIBILITIES, row.responsibility),
      'Feature Name': row.feature,
      'Feature Supported': wordFor(STATES, row.supported),
      'Feature Enabled by Default': wordFor(STATES, row.enabledByDefault),
      'Feature Reference':
        row.feature === 'No Related Feature'
          ? row.feature
          : row.references.map(({ title, url }) => `${title}: ${url}`).join('\n') || 'None',
    };
    sheet[row.row - 1] = FEATURE_COLUMNS.map((column) => cells[column] ?? null);
  }
  // Rows that nothing is known about stay empty, so that the others keep their numbers.
  return Array.from(sheet, (row) => row ?? FEATURE_COLUMNS.map(() => null));
}

const wordFor = <T>(words: Readonly<Record<string, T>>, value: T): string => Object.keys(words).find((word) => words[word] === value)!;
