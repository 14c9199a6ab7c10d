import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getCollection, getEntry, render, type CollectionEntry, type CollectionKey } from 'astro:content';
import { lockSchema, type Lock } from '../../schemas/lock.ts';
import { buildCatalog } from '../catalog/build-catalog.ts';
import type { Catalog } from '../catalog/model.ts';
import type { ContentRecord, ContentRecords } from '../catalog/records.ts';

let catalog: Promise<Catalog> | undefined;
let lock: Lock | undefined;

/** The catalog, built once for all pages: resolving a collection in each page is what makes builds slow. */
export function getCatalog(): Promise<Catalog> {
  if (import.meta.env.DEV) return read();
  return (catalog ??= read());
}

/** What upstream said when it was last read. */
export function getLock(): Lock {
  if (import.meta.env.DEV) return readLock();
  return (lock ??= readLock());
}

const readLock = (): Lock => lockSchema.parse(JSON.parse(readFileSync(path.resolve('content/upstream.lock.json'), 'utf8')));

async function read(): Promise<Catalog> {
  const [controls, features, services, guidance, roles, frameworks, terms, guides] = await Promise.all([
    records('controls'),
    records('features'),
    records('services'),
    records('guidance'),
    records('roles'),
    records('frameworks'),
    records('terms'),
    records('guides'),
  ]);
  return buildCatalog({
    controls,
    features,
    services,
    guidance,
    roles,
    frameworks,
    terms,
    guides,
    lock: getLock(),
  } satisfies ContentRecords);
}

async function records<K extends CollectionKey>(collection: K): Promise<ContentRecord<CollectionEntry<K>['data']>[]> {
  const entries = await getCollection(collection);
  return entries.map((entry) => ({
    id: entry.id,
    file: ('filePath' in entry ? entry.filePath : undefined) ?? '',
    data: entry.data,
    body: ('body' in entry ? entry.body : undefined) ?? '',
  }));
}

/** The rendered prose of an MDX file. @throws if there is no such file, which the catalog has made impossible. */
export async function proseOf(collection: 'controls' | 'features' | 'guidance' | 'guides', id: string) {
  const entry = await getEntry(collection, id);
  if (!entry) throw new Error(`content has no ${collection} file for "${id}"`);
  return (await render(entry)).Content;
}
