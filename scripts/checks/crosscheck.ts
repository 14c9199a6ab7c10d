import type { Deviation } from '../../schemas/common.ts';
import type { Lock, LockBenchmark, LockService } from '../../schemas/lock.ts';
import { FEATURE_SHEET } from '../../schemas/lock.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import { byText } from '../../src/catalog/order.ts';
import { LOCK_FILE, type Content } from '../content/read-content.ts';
import { didYouMean } from '../content/did-you-mean.ts';
import type { Finding } from '../finding.ts';
import { PROFILE_FACTS } from '../upstream/changes.ts';
import { classifyRows, type KnownFeature } from '../upstream/classify.ts';
import { knownFeatures } from '../upstream/import-services.ts';
import { plural } from '../site/say.ts';
import type { Check, Checked } from './check.ts';
import { compareBenchmark, compareNames } from './crosscheck-controls.ts';
import { DeviationLedger } from './crosscheck-deviations.ts';
import { quote, type Difference, type Value } from './crosscheck-difference.ts';
import { compareService } from './crosscheck-service.ts';

/** What upstream says, from the lock or from workbooks just read. */
export interface UpstreamSays {
  readonly services: Readonly<Record<string, LockService>>;
  readonly benchmark: LockBenchmark | undefined;
}

export interface CrosscheckOptions {
  readonly upstream: UpstreamSays;
  /** What upstream said before, where `upstream` is from workbooks just read. */
  readonly lock?: Lock;
  /** Whether `upstream` is all there is: what it lacks is then missing, not merely unread. */
  readonly whole: boolean;
  /** YYYY-MM-DD, for the review dates of deviations. */
  readonly today: string;
}

export interface Crosschecked {
  readonly differences: readonly Difference[];
  /** About deviations, prose to read again, and the lock. */
  readonly notes: readonly Finding[];
}

/** Compares every fact of the content with upstream's. Pure: the same two sides give the same findings. */
export function crosscheck(content: Content, { upstream, lock, whole, today }: CrosscheckOptions): Crosschecked {
  // What cannot be read has been reported; compared with half a catalogue, every row would be a stranger.
  if (!isCatalogueRead(content)) return { differences: [], notes: [] };
  const files = new Set(content.files);
  const ledger = new DeviationLedger(content);
  const controls = new Set(content.records.controls.map((control) => control.id));
  const catalogue = compareCatalogue(content, upstream.services, controls, lock);
  const records = new Map(content.records.services.map((record) => [record.id, record]));
  const differences: Difference[] = [...catalogue.differences];
  const notes: Finding[] = [];
  let behind = 0;

  const slugs = [...new Set([...Object.keys(upstream.services), ...(whole ? records.keys() : [])])].sort(byText);
  for (const slug of slugs) {
    const record = records.get(slug);
    const now = own(upstream.services, slug);
    const before = lock && own(lock.services, slug);
    if (record && now) {
      const source = content.sources.get(record.file)!;
      const compared = compareService(
        { record, source, now, before, fresh: lock !== undefined, features: catalogue.features, controls, missing: catalogue.missing },
        ledger,
      );
      differences.push(...compared.differences);
      notes.push(...compared.warnings, ...proseToReview(content, slug, now, catalogue.features, controls));
      behind += compared.behind;
    } else if (record || !files.has(serviceFile(slug)))
      differences.push(
        record
          ? serviceWithoutWorkbook(record.file, slug, before !== undefined)
          : workbookWithoutService(slug, now!, before !== undefined || !lock),
      );
  }
  if (upstream.benchmark) differences.push(...compareBenchmark(content, upstream.benchmark, lock?.benchmark, ledger));
  differences.push(...compareNames(content, upstream, lock, ledger));

  ledger.settlePublished((subject, deviation) => publishedValue(content, subject, deviation));
  notes.push(...ledger.findings(today, (subject, deviation) => judged(upstream, subject, deviation)));
  if (behind > 0) {
    notes.push({
      rule: 'crosscheck',
      severity: 'warning',
      file: LOCK_FILE,
      line: 1,
      column: 1,
      message: `the lock is older than ${plural(behind, 'fact')} here, which upstream states by now`,
      fix: 'npm run update-lock -- --upstream DIR',
    });
  }
  return { differences, notes };
}

const serviceFile = (slug: string): string => `content/services/${slug}/service.yaml`;

function isCatalogueRead({ files, records }: Content): boolean {
  const read = new Set([...records.controls, ...records.features, ...records.roles].map(({ file }) => file));
  return files.every((file) => read.has(file) || !/^content\/(controls|features|roles)\/[^/]+\.(mdx|yaml)$/.test(file));
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

/**
 * Names and controls of features, which every workbook repeats: where all of them say otherwise than the
 * catalogue, that is one finding, and the rest of the comparison goes by what they say.
 */
function compareCatalogue(
  content: Content,
  services: Readonly<Record<string, LockService>>,
  controls: ReadonlySet<string>,
  lock: Lock | undefined,
) {
  const seen = tally(services);
  const before = lock && tally(lock.services);
  const known = knownFeatures(content.records);
  const names = new Set(known.map((feature) => foldSpace(feature.name)));
  const strangers = [...seen.keys()].filter((name) => !names.has(name) && name !== 'No Related Feature');
  const differences: Difference[] = [];

  const features = known.map((feature): KnownFeature => {
    const record = content.records.features.find((candidate) => candidate.id === feature.id)!;
    const source = content.sources.get(record.file)!;
    const common = { rule: 'crosscheck', severity: 'error', file: record.file, subject: feature.id } as const;
    let name = foldSpace(feature.name);
    if (!seen.has(name) && strangers.length > 0) {
      const alike = strangers.filter((candidate) => [...seen.get(candidate)!.keys()].includes(feature.control));
      const meant = didYouMean(name, alike) ?? (alike.length === 1 ? alike[0] : undefined);
      if (meant !== undefined) {
        const { where } = [...seen.get(meant)!.values()][0]!;
        const moved = before?.has(name) === true;
        differences.push({
          ...common, ...source.placeOf(['name']), kind: 'name', state: moved ? 'upstream-moved' : 'ours-differs',
          message: `the feature is called ${quote(feature.name)} here, and ${quote(meant)} ${moved ? 'now ' : ''}upstream (${where})`,
          fix: `Write ${quote(meant)}; other names go under "otherNames"`,
        }); // prettier-ignore
        name = meant;
      }
    }
    const filed = [...(seen.get(name) ?? new Map<string, { count: number; where: string }>())].filter(([control]) => controls.has(control));
    if (filed.length === 0 || filed.some(([control]) => control === feature.control)) return { ...feature, name };
    const [control, { where, count }] = filed.sort(([, a], [, b]) => b.count - a.count)[0]!;
    const moved = before?.get(name)?.has(feature.control) === true;
    differences.push({
      ...common, ...source.placeOf(['control']), kind: 'control', state: moved ? 'upstream-moved' : 'ours-differs',
      message: `${feature.name} belongs to ${feature.control} here, and ${moved ? 'now ' : ''}to ${control} upstream (${where}, "ASB Control ID"${count > 1 ? `, and ${count - 1} more workbooks` : ''})`,
      fix: `Write ${control}`,
    }); // prettier-ignore
    return { ...feature, name, control };
  });
  return { features, differences, missing: missingFeatures() };

  /** Features that workbooks all over name and the catalogue does not: one finding each, instead of one a service. */
  function missingFeatures(): ReadonlySet<string> {
    const named = new Set(features.map(({ name }) => foldSpace(name)));
    const wide = strangers.filter((name) => !named.has(name) && countOf(seen.get(name)!) > Math.max(1, Object.keys(services).length / 2));
    for (const name of wide) {
      const [control, { where }] = [...seen.get(name)!][0]!;
      differences.push({
        rule: 'crosscheck', severity: 'error', file: 'content/features', line: 1, column: 1, subject: control, kind: 'missing feature',
        state: before && !before.has(name) ? 'upstream-moved' : 'ours-differs',
        message: `the catalogue has no feature ${quote(name)}, which ${countOf(seen.get(name)!)} rows name (${where} is the first)`,
        fix: `Add a file for it to content/features, under ${control}`,
      }); // prettier-ignore
    }
    return new Set(wide);
  }
}

const countOf = (controls: ReadonlyMap<string, { count: number }>): number =>
  [...controls.values()].reduce((sum, { count }) => sum + count, 0);

/** Feature name → control → how many rows say so, and where the first one stands. */
function tally(
  services: Readonly<Record<string, LockService>>,
): ReadonlyMap<string, ReadonlyMap<string, { count: number; where: string }>> {
  const seen = new Map<string, Map<string, { count: number; where: string }>>();
  for (const { file, rows } of Object.values(services)) {
    for (const row of rows) {
      const name = foldSpace(row.feature);
      const ofName = seen.get(name) ?? new Map<string, { count: number; where: string }>();
      seen.set(name, ofName);
      const found = ofName.get(row.control);
      if (found) found.count++;
      else ofName.set(row.control, { count: 1, where: `${file}, ${FEATURE_SHEET}, row ${row.row}` });
    }
  }
  return seen;
}

function proseToReview(
  content: Content,
  slug: string,
  now: LockService,
  features: readonly KnownFeature[],
  controls: ReadonlySet<string>,
): Finding[] {
  const { entries } = classifyRows(now.rows, features, controls);
  return content.records.guidance.flatMap((record): Finding[] => {
    const [service, feature = ''] = record.id.split('/');
    const row = entries.get(feature);
    const { reviewed } = record.data;
    if (service !== slug || !row || !reviewed || reviewed.upstreamText === row.text) return [];
    return [
      {
        rule: 'review-again',
        severity: 'warning',
        file: record.file,
        ...content.sources.get(record.file)!.placeOf(['reviewed', 'upstreamText']),
        message: `upstream has changed its text since this prose was held against it on ${reviewed.on} (${now.file}, ${FEATURE_SHEET}, row ${row.row})`,
        fix: `Read the row, mend the prose where it needs it, then: npm run adopt -- ${slug} ${feature} --reviewed`,
      },
    ];
  });
}

function serviceWithoutWorkbook(file: string, slug: string, known: boolean): Difference {
  return {
    rule: 'crosscheck', severity: 'error', file, line: 1, column: 1, subject: slug, kind: 'missing workbook', state: known ? 'upstream-moved' : 'ours-differs',
    message: known ? `upstream has no workbook for "${slug}" any more` : `no workbook of upstream's is about "${slug}"`,
    fix: known ? 'Delete the service, or keep it and say so in its deviations' : 'If it is new: npm run update-lock -- --upstream DIR. Otherwise check the folder’s name',
  }; // prettier-ignore
}

function workbookWithoutService(slug: string, now: LockService, known: boolean): Difference {
  return {
    rule: 'crosscheck', severity: 'error', file: serviceFile(slug), line: 1, column: 1, subject: slug, kind: 'missing service', state: known ? 'ours-differs' : 'upstream-moved',
    message: `there is no service "${slug}"; upstream has its workbook ${now.file} with ${now.rows.length} rows`,
    fix: `npm run import-baseline -- ${now.file}`,
  }; // prettier-ignore
}

/** What the content says where a deviation is about the published page. */
function publishedValue(content: Content, subject: string, { field, feature }: Deviation): Value | undefined {
  const control = content.records.controls.find((record) => record.id === subject)?.data;
  if (control) return field === 'title' ? control.title : undefined;
  const service = content.records.services.find((record) => record.id === subject)?.data;
  const attribute = PROFILE_FACTS.find((candidate) => field === `profile.${candidate}`);
  if (service && attribute) return service.profile[attribute];
  const entry = service && feature !== undefined ? own(service.entries, feature) : undefined;
  return entry && (field === 'supported' || field === 'enabledByDefault' || field === 'responsibility' || field === 'references')
    ? entry[field]
    : undefined;
}

/** Whether the side of upstream that a deviation departs from was read at all. */
function judged(upstream: UpstreamSays, subject: string, { from }: Deviation): boolean {
  if (from === 'benchmark-workbook') return upstream.benchmark !== undefined;
  if (from === 'service-workbook') return own(upstream.services, subject) !== undefined;
  if (from === 'service-workbooks') return Object.values(upstream.services).some(({ rows }) => rows.some((row) => row.control === subject));
  return true;
}

const results = new WeakMap<Content, Crosschecked>();

/** The cross-check against the lock, once for the several rules that report on it. */
function againstLock({ content, today }: Checked): Crosschecked {
  const known = results.get(content);
  if (known) return known;
  const hasLock = content.files.includes(LOCK_FILE);
  const readsLock = hasLock && !content.findings.some(({ file }) => file === LOCK_FILE);
  const result = readsLock
    ? crosscheck(content, { upstream: content.records.lock, whole: true, today })
    : { differences: [], notes: hasLock ? [] : [noLock] };
  results.set(content, result);
  return result;
}

const noLock: Finding = {
  rule: 'crosscheck',
  severity: 'error',
  file: LOCK_FILE,
  line: 1,
  column: 1,
  message: 'the lock is missing, so no fact can be compared with what upstream says',
  fix: 'npm run update-lock -- --upstream DIR',
};

const rule = (name: string, describe: string): Check => ({
  name,
  describe,
  run: (checked) => {
    const { differences, notes } = againstLock(checked);
    return [...differences, ...notes].filter((finding) => finding.rule === name);
  },
});

/** The rules of the cross-check, for `npm run check`: they compare the content with the lock. */
export const CROSSCHECKS: readonly Check[] = [
  rule('crosscheck', 'Every fact is what upstream said when it was last read, or a deviation explains why not.'),
  rule('deviation', 'Every deviation still explains a difference, states both sides as they are, and has a review date to come.'),
  rule('review-again', 'Prose has been held against upstream’s present text.'),
];
