import { FEATURE_SHEET, type LockBenchmark, type LockControl, type LockRow, type LockService } from '../../schemas/lock.ts';
import type { ControlData } from '../../schemas/control.ts';
import { DOMAIN, FRAMEWORK_IDS } from '../../schemas/vocabulary.ts';
import { byControlId, byText } from '../../src/catalog/order.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import type { ContentRecord } from '../../src/catalog/records.ts';
import type { Content } from '../content/read-content.ts';
import { factText, rowsByKey } from '../upstream/changes.ts';
import { FRAMEWORK_COLUMN } from '../upstream/benchmark-workbook.ts';
import { differenceIn, quote, stateOf, type Difference, type State } from './crosscheck-difference.ts';
import type { DeviationLedger } from './crosscheck-deviations.ts';

type ControlRecord = ContentRecord<ControlData>;

const ALL_STAKEHOLDERS = 'All stakeholders';

/** Every fact of the benchmark's workbook against content/controls; titles and domains are in {@link compareNames}. */
export function compareBenchmark(
  content: Content,
  now: LockBenchmark,
  before: LockBenchmark | undefined,
  ledger: DeviationLedger,
): Difference[] {
  const records = new Map(content.records.controls.map((record) => [record.id, record]));
  const ids = [...new Set([...records.keys(), ...Object.keys(now.controls)])].sort(byControlId);
  return ids.flatMap((id): Difference[] => {
    const record = records.get(id);
    const control = own(now.controls, id);
    const was = before && own(before.controls, id);
    if (record && control) return compareControl(content, record, control, was, now, ledger);
    if (!record) {
      return [
        {
          rule: 'crosscheck', severity: 'error', file: `content/controls/${id}.mdx`, line: 1, column: 1, subject: id, kind: 'missing control',
          state: before && !was ? 'upstream-moved' : 'ours-differs',
          message: `the control ${id} ${quote(control!.title)} has no file (${now.file}, ${now.sheet}, row ${control!.row})`,
          fix: 'Add the file, with the facts of the row and a purpose in our own words',
        },
      ]; // prettier-ignore
    }
    return [
      {
        rule: 'crosscheck', severity: 'error', file: record.file, line: 1, column: 1, subject: id, kind: 'extra control',
        state: was ? 'upstream-moved' : 'ours-differs',
        message: `the control ${id} is not in the benchmark (${now.file}, ${now.sheet})`,
        fix: 'Delete the file, or correct its name',
      },
    ]; // prettier-ignore
  });
}

function compareControl(
  content: Content,
  record: ControlRecord,
  now: LockControl,
  was: LockControl | undefined,
  workbook: LockBenchmark,
  ledger: DeviationLedger,
): Difference[] {
  const source = content.sources.get(record.file)!;
  const roles = rolesOf(content);
  const unknown = now.stakeholders.filter((name) => name !== ALL_STAKEHOLDERS && !roles.has(name));
  const strangers = unknown.map((name): Difference => ({
    rule: 'crosscheck',
    severity: 'error',
    file: record.file,
    ...source.placeOf(['roles']),
    subject: record.id,
    kind: 'unknown stakeholder',
    state: was && !was.stakeholders.includes(name) ? 'upstream-moved' : 'ours-differs',
    message: `upstream names the stakeholder ${quote(name)}, which no role goes by (${workbook.file}, ${workbook.sheet}, row ${now.row}, "Customer Security Stakeholders:")`,
    fix: 'Add the name to the "upstreamNames" of the role it means, in content/roles',
  }));
  const roleIds = (control: LockControl): string[] =>
    unique(control.stakeholders.map((name) => (name === ALL_STAKEHOLDERS ? 'all' : (roles.get(name) ?? name))));
  const policies = (list: readonly { name: string; id: string }[]): string[] =>
    unique(list.map(({ name, id }) => `${foldSpace(name)} (${id})`));

  const fields = [
    ...(strangers.length > 0
      ? []
      : [
          {
            field: 'roles' as const,
            path: ['roles'],
            ours: record.data.roles === 'all' ? ['all'] : unique(record.data.roles),
            of: roleIds,
            column: 'Customer Security Stakeholders:',
          },
        ]),
    ...FRAMEWORK_IDS.map((id) => ({
      field: `crosswalk.${id}` as const,
      path: ['crosswalk', id],
      ours: unique(record.data.crosswalk[id]),
      of: (control: LockControl) => unique(control.crosswalk[id] ?? []),
      column: FRAMEWORK_COLUMN[id],
    })),
    {
      field: 'policies' as const,
      path: ['policies'],
      ours: policies(record.data.policies),
      of: (control: LockControl) => policies(control.policies),
      column: 'Azure Policy GUID',
    },
  ];
  const differences = fields.flatMap(({ field, path, ours, of, column }) => {
    const comparison = {
      subject: record.id,
      file: record.file,
      place: () => source.placeOf(path, 'key'),
      label: `${record.id}: "${field}"`,
      ours,
      now: of(now),
      before: was && of(was),
      where: `${workbook.file}, ${workbook.sheet}, row ${now.row}, "${column}"`,
      field,
      from: 'benchmark-workbook' as const,
    };
    if (factText(comparison.ours) === factText(comparison.now)) ledger.agree(comparison);
    return differenceIn(comparison, ledger);
  });
  return [...strangers, ...differences];
}

function rolesOf(content: Content): ReadonlyMap<string, string> {
  return new Map(
    content.records.roles.flatMap(({ id, data }) => data.upstreamNames.map((name): [string, string] => [foldSpace(name), id])),
  );
}

/** Lists of a control have no order that means anything, and upstream repeats items. */
const unique = (items: readonly string[]): string[] => [...new Set(items)].sort(byText);

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

type NameField = 'title' | 'domain';

/** Upstream calls a control by this title, or files it in this domain, in these places. */
interface Said {
  readonly text: string;
  readonly state: State;
  readonly inBenchmark: boolean;
  /** The first place of each service's workbook. */
  readonly places: { readonly service: string; readonly where: string }[];
  readonly benchmarkWhere: string;
}

/** What upstream says about one control's name, by state and text. */
type SaidOfControl = ReadonlyMap<string, Said>;

interface Sides {
  readonly services: Readonly<Record<string, LockService>>;
  readonly benchmark: LockBenchmark | undefined;
}

/**
 * Titles and domains, which upstream repeats in every row of every workbook. One title that is not ours
 * is one finding, however often it stands there.
 */
export function compareNames(content: Content, now: Sides, before: Sides | undefined, ledger: DeviationLedger): Difference[] {
  const said = collectNames(content, now, before, ledger);
  const records = new Map(content.records.controls.map((record) => [record.id, record]));
  return (['title', 'domain'] as const).flatMap((field) =>
    [...said[field]]
      .sort(([a], [b]) => byControlId(a, b))
      .flatMap(([id, texts]) => judgeNames(content, records.get(id)!, field, texts, ledger)),
  );
}

const nameOf = (record: ControlRecord, field: NameField): string =>
  field === 'title' ? foldSpace(record.data.title) : (DOMAIN.find((domain) => record.id.startsWith(`${domain.value}-`))?.label ?? '');

function collectNames(
  content: Content,
  now: Sides,
  before: Sides | undefined,
  ledger: DeviationLedger,
): Readonly<Record<NameField, ReadonlyMap<string, SaidOfControl>>> {
  const said = { title: new Map<string, Map<string, Said>>(), domain: new Map<string, Map<string, Said>>() };
  const ours = new Map(
    content.records.controls.map((record) => [record.id, { title: nameOf(record, 'title'), domain: nameOf(record, 'domain') }]),
  );

  const note = (field: NameField, id: string, text: string, was: string | undefined, where: () => string, service?: string): void => {
    const own = ours.get(id)?.[field];
    if (own === undefined) return;
    // Where a deviation stands between us and what the lock says, it is upstream alone that has moved.
    const stated =
      was === undefined
        ? undefined
        : ledger.statedFor({ subject: id, field, from: service === undefined ? 'benchmark-workbook' : 'service-workbooks' });
    const state = stateOf(was !== undefined && was === stated ? was : own, text, was);
    const ofControl = said[field].get(id) ?? new Map<string, Said>();
    said[field].set(id, ofControl);
    const key = `${state} ${text}`;
    const entry = ofControl.get(key) ?? {
      text,
      state,
      inBenchmark: service === undefined,
      places: [],
      benchmarkWhere: service === undefined ? where() : '',
    };
    ofControl.set(key, entry);
    if (service !== undefined && entry.places.at(-1)?.service !== service) entry.places.push({ service, where: where() });
  };

  if (now.benchmark) {
    const { file, sheet, controls } = now.benchmark;
    for (const [id, control] of Object.entries(controls)) {
      const was = before?.benchmark && own(before.benchmark.controls, id);
      for (const field of ['title', 'domain'] as const)
        note(field, id, control[field], was?.[field], () => `${file}, ${sheet}, row ${control.row}`);
    }
  }
  for (const [slug, { file, rows }] of Object.entries(now.services)) {
    const old = before && own(before.services, slug);
    const oldRows = old && rowsByKey(old.rows);
    const noteRow = (row: LockRow, was: LockRow | undefined): void => {
      for (const field of ['title', 'domain'] as const)
        note(field, row.control, row[field], was?.[field], () => `${file}, ${FEATURE_SHEET}, row ${row.row}`, slug);
    };
    if (oldRows) for (const [key, row] of rowsByKey(rows)) noteRow(row, oldRows.get(key));
    else for (const row of rows) noteRow(row, undefined);
  }
  return said;
}

function judgeNames(
  content: Content,
  record: ControlRecord,
  field: NameField,
  texts: SaidOfControl,
  ledger: DeviationLedger,
): Difference[] {
  const { id, file } = record;
  const ours = nameOf(record, field);
  const inBenchmarkExplained = explained(id, field, 'benchmark-workbook', ours, [...texts.values()].filter((entry) => entry.inBenchmark), ledger); // prettier-ignore
  const inServicesExplained = explained(id, field, 'service-workbooks', ours, [...texts.values()].filter((entry) => entry.places.length > 0), ledger); // prettier-ignore

  return [...texts.values()].flatMap((entry): Difference[] => {
    if (entry.text === ours) return [];
    const inBenchmark = entry.inBenchmark && !inBenchmarkExplained.has(entry);
    const places = inServicesExplained.has(entry) ? [] : entry.places;
    if (!inBenchmark && places.length === 0) return [];
    const inServices = places.length > 0 ? `${places[0]!.where}${places.length > 1 ? ` and ${places.length - 1} more workbooks` : ''}` : '';
    const where = [inBenchmark ? entry.benchmarkWhere : '', inServices].filter(Boolean).join('; ');
    return [
      {
        rule: 'crosscheck',
        severity: 'error',
        file,
        ...(field === 'title' ? content.sources.get(file)!.placeOf(['title']) : { line: 1, column: 1 }),
        subject: id,
        kind: field,
        state: entry.state,
        message: `${id}: the ${field} is ${quote(ours)} here; ${SAYS[entry.state]} ${quote(entry.text)} (${where})`,
        fix: field === 'title' ? `Write ${quote(entry.text)}, or explain the difference under "deviations"` : DOMAIN_FIX,
      },
    ];
  });
}

const SAYS: Readonly<Record<State, string>> = {
  'ours-differs': 'upstream says',
  'upstream-moved': 'upstream moved to',
  'both-moved': 'both moved, and upstream says',
};

const DOMAIN_FIX =
  'A control’s domain follows from its id and schemas/vocabulary.ts; correct the one that is wrong, or explain the difference under "deviations"';

/** The texts that a deviation answers for; asking it settles whether it still holds. */
function explained(
  subject: string,
  field: NameField,
  from: 'benchmark-workbook' | 'service-workbooks',
  ours: string,
  relevant: readonly Said[],
  ledger: DeviationLedger,
): ReadonlySet<Said> {
  const asked = { subject, field, from };
  const others = relevant.filter((entry) => entry.text !== ours);
  if (relevant.length > 0 && others.length === 0) ledger.agree(asked);
  const stated = ledger.statedFor(asked);
  if (stated === undefined) return new Set();
  // Where no workbook says what the deviation states, it is the deviation that is out of date.
  const covered = others.some((entry) => entry.text === stated) ? others.filter((entry) => entry.text === stated) : others;
  for (const entry of covered) ledger.explains(asked, ours, entry.text);
  return new Set(covered);
}
