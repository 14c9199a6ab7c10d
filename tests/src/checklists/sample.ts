import type { Assessment } from '../../../src/checklists/assessment.ts';
import { digestOf, type Wording } from '../../../src/checklists/item.ts';
import { blankRecord, change, type Change, type ItemRecord } from '../../../src/checklists/record.ts';

/** Small, made-up material for the tests. */

export const time = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 14, minute)).toISOString();

export function wording(title: string, text = `Do ${title}`): Wording {
  const words = { title, action: 'configure' as const, do: text, confirm: `Look at ${title}` };
  return { digest: digestOf(words), service: 'iot-central', ...words };
}

export const said = <T>(value: T, by = 'Ana', minute = 0) => [{ value, at: time(minute), by }];

export function record(code: string, ...changes: (Change & { readonly replica?: string })[]): ItemRecord {
  return changes.reduce<ItemRecord>((current, { replica = 'aaaa', ...said }) => change(current, said, replica), blankRecord(code));
}

export const assessment = (...items: ItemRecord[]): Assessment => ({
  id: 'assessment1',
  name: 'Plant Munich',
  named: time(0),
  created: time(0),
  packs: new Map(),
  items: new Map(items.map((item) => [item.code, item])),
});
