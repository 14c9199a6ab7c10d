import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Lock, LockService } from '../../schemas/lock.ts';
import { LOCK_FILE, type Content } from '../content/read-content.ts';
import { adoptService, type Decision } from './adopt-service.ts';
import { classifyRows } from './classify.ts';
import { knownFeatures } from './import-services.ts';
import { renderLock } from './lock-file.ts';
import { withReviewed } from './reviewed.ts';
import { withFacts } from './service-file.ts';

export interface AdoptOptions {
  readonly root: string;
  readonly content: Content;
  readonly services: Readonly<Record<string, LockService>>;
  readonly feature?: string;
  readonly theirs?: boolean;
  /** The day of the reading; the lock notes it where all services were read. */
  readonly readOn?: string;
}

export interface AdoptedService {
  readonly slug: string;
  readonly taken: readonly Decision[];
  readonly left: readonly Decision[];
  /** Guidance files whose source text has changed. */
  readonly review: readonly string[];
  /** Guidance files whose entry is gone. */
  readonly orphans: readonly string[];
}

export interface Adoption {
  readonly services: readonly AdoptedService[];
  /** Whole texts by path from the root; only files that change. */
  readonly files: ReadonlyMap<string, string>;
  readonly lock: Lock;
}

/** What adopting upstream's new facts comes to: the files as they would be. Writes nothing. */
export function adopt({ root, content, services, feature, theirs = false, readOn }: AdoptOptions): Adoption {
  const { records } = content;
  const features = knownFeatures(records);
  const controls = new Set(records.controls.map((control) => control.id));
  const files = new Map<string, string>();
  const locked: Record<string, LockService> = { ...records.lock.services };
  const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

  const adopted = Object.entries(services).flatMap(([slug, now]): AdoptedService[] => {
    const record = records.services.find((candidate) => candidate.id === slug);
    if (!record) return [];
    const before = Object.hasOwn(records.lock.services, slug) ? records.lock.services[slug] : undefined;
    const result = adoptService({ ours: record.data, now, before, features, controls, only: feature, theirs });
    locked[slug] = result.locked;
    const text = textOf(record.file);
    const after = withFacts(text, record.data, result.facts);
    if (after !== text) files.set(record.file, after);

    const guidance = records.guidance.filter(({ id }) => id.startsWith(`${slug}/`));
    const review = result.rewritten.flatMap(({ feature: id, before: digest }) =>
      guidance.filter((item) => item.id === `${slug}/${id}`).map((item) => ({ ...item, digest })),
    );
    for (const { file, data, digest } of review) {
      // Prose that never said what it was held against was written when the text before was upstream's.
      if (!data.reviewed) files.set(file, withReviewed(textOf(file), { on: records.lock.readOn, upstreamText: digest }));
    }
    const orphans = guidance.filter(({ id }) => !result.facts.entries.has(id.slice(slug.length + 1))).map(({ file }) => file);
    return [{ slug, taken: result.taken, left: result.left, review: review.map(({ file }) => file), orphans }];
  });

  const isWhole = feature === undefined && Object.keys(locked).every((slug) => Object.hasOwn(services, slug));
  const lock = { ...records.lock, services: locked, readOn: isWhole && readOn !== undefined ? readOn : records.lock.readOn };
  const lockText = renderLock(lock);
  if (lockText !== textOf(LOCK_FILE)) files.set(LOCK_FILE, lockText);
  return { services: adopted, files, lock };
}

/** The guidance of a service with today's digests: somebody has held the prose against what the lock says. */
export function markReviewed(
  root: string,
  content: Content,
  slug: string,
  feature: string | undefined,
  on: string,
): ReadonlyMap<string, string> {
  const { records } = content;
  const rows = classifyRows(
    records.lock.services[slug]?.rows ?? [],
    knownFeatures(records),
    new Set(records.controls.map((control) => control.id)),
  );
  const files = new Map<string, string>();
  for (const { id, file } of records.guidance) {
    const [service, name = ''] = id.split('/');
    const row = rows.entries.get(name);
    if (service !== slug || !row || (feature !== undefined && feature !== name)) continue;
    const text = readFileSync(path.join(root, file), 'utf8');
    const after = withReviewed(text, { on, upstreamText: row.text });
    if (after !== text) files.set(file, after);
  }
  return files;
}
