import { ACTION, RESPONSIBILITY, SUPPORT } from '../../schemas/vocabulary.ts';
import type { Entry } from './model.ts';

/** The ways to group the services of a feature. The first one is what a page shows without script. */
export const GROUPINGS = [
  { value: 'support', label: 'Support', words: SUPPORT, of: (entry: Entry): string => String(entry.supported) },
  { value: 'action', label: 'Action', words: ACTION, of: (entry: Entry): string => entry.action },
  { value: 'job', label: 'Whose job', words: RESPONSIBILITY, of: (entry: Entry): string => entry.responsibility },
] as const;

export interface EntryGroup {
  readonly label: string;
  readonly value: string;
  readonly entries: readonly Entry[];
}

/** Entries by support: those that have the feature, those that lack it, those it makes no sense for. Empty groups are left out. */
export const bySupport = (entries: readonly Entry[]): EntryGroup[] =>
  SUPPORT.map(({ value, label }) => ({
    value: String(value),
    label,
    entries: entries.filter((entry) => entry.supported === value),
  })).filter((group) => group.entries.length > 0);
