import type { PackSnapshot } from './assessment.ts';
import type { Item } from './item.ts';

export interface ContentChange {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What a pack's content has become since it was last looked at. */
export function changedSince(then: PackSnapshot, now: readonly Pick<Item, 'code' | 'digest'>[]): ContentChange {
  const today = new Map(now.map((item) => [item.code, item.digest]));
  return {
    added: now.filter((item) => then.items[item.code] === undefined).map((item) => item.code),
    changed: now.filter((item) => then.items[item.code] !== undefined && then.items[item.code] !== item.digest).map((item) => item.code),
    removed: Object.keys(then.items)
      .filter((code) => !today.has(code))
      .sort(),
  };
}
