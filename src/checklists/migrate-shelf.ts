import { assessmentJson, parseAssessment, STEPS } from './assessment-file.ts';
import { ABOUT, ITEM, PACK, type Shelf } from './store.ts';
import { VERSION } from './version.ts';

/** Brings the saved state of older versions up to today's, an assessment at a time: as a whole, or not at all. */
export function migrateShelf(shelf: Shelf, steps = STEPS, newest = VERSION): void {
  const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '').sort();
  for (const key of keys.filter((candidate) => candidate.startsWith(ABOUT))) {
    const id = key.slice(ABOUT.length);
    const inner = (prefix: string): string[] => keys.filter((candidate) => candidate.startsWith(`${prefix}${id}:`));
    const before = [key, ...inner(ITEM), ...inner(PACK)].map((name) => [name, shelf.getItem(name)!] as const);
    try {
      const { binned, ...about } = JSON.parse(shelf.getItem(key)!) as Record<string, unknown>;
      if ((about['version'] as number) >= newest) continue;
      const read = (prefix: string): unknown[] => inner(prefix).map((name) => JSON.parse(shelf.getItem(name)!) as unknown);
      const { items, packs, ...rest } = assessmentJson(parseAssessment({ ...about, items: read(ITEM), packs: read(PACK) }, steps, newest));
      for (const [name] of before.slice(1)) shelf.removeItem(name);
      for (const item of items as { code: string }[]) shelf.setItem(`${ITEM}${id}:${item.code}`, JSON.stringify(item));
      for (const pack of packs as { pack: string }[]) shelf.setItem(`${PACK}${id}:${pack.pack}`, JSON.stringify(pack));
      shelf.setItem(key, JSON.stringify({ ...rest, version: newest, binned }));
    } catch {
      // It stays as it was, and the page says that it could not be read.
      for (const [name, value] of before) shelf.setItem(name, value);
    }
  }
}
