import type { Assessment } from './assessment.ts';
import type { Item } from './item.ts';
import type { ItemRecord } from './record.ts';

/** What is on the screen when somebody exports it: the same rows, in the same order, with version and date. */
export interface Sheet {
  readonly title: string;
  /** Opens the same list. */
  readonly address: string;
  readonly version: string;
  /** The day that the facts were read. */
  readonly facts: string;
  readonly digest: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly assessment: Assessment;
  readonly rows: readonly SheetRow[];
  /** Answers to items that are no longer on the list. */
  readonly archive: readonly ItemRecord[];
  /** The filters in force, in words; '' where everything is shown. */
  readonly filters: string;
  readonly at: string;
  readonly by: string;
}

export interface SheetRow {
  readonly item: Item;
  readonly record: ItemRecord;
}
