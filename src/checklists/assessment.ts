import {
  isAnswered,
  mergeRecords,
  rivalsOf,
  valueOf,
  versionsOf,
  ANSWERS,
  blankRecord,
  type AnswerField,
  type ItemRecord,
  type Version,
} from './record.ts';
import type { Status } from '../../schemas/status.ts';

/** What is kept of one review, under a name of its own: any number of packs, each item once. */
export interface Assessment {
  readonly id: string;
  readonly name: string;
  /** When the name was last changed: the later name wins. */
  readonly named: string;
  readonly created: string;
  readonly packs: ReadonlyMap<string, PackSnapshot>;
  readonly items: ReadonlyMap<string, ItemRecord>;
}

/** What a pack held when it was last looked at, so that a later visit can say what was added, changed and removed. */
export interface PackSnapshot {
  /** The pack's address below /checklists/. */
  readonly pack: string;
  readonly title: string;
  readonly at: string;
  readonly version: string;
  /** Codes and the digests of what they asked for. */
  readonly items: Readonly<Record<string, string>>;
}

export interface MergedField {
  readonly code: string;
  readonly field: AnswerField;
  readonly versions: readonly Version<Status | string>[];
}

/** What a merge did, field by field. Nothing else changed. */
export interface MergeReport {
  /** Answers of theirs that we did not have. */
  readonly taken: readonly MergedField[];
  /** Answers of ours that they did not have, and whose place theirs did not take. */
  readonly kept: readonly MergedField[];
  /** Answers that were given apart from each other and differ: both are kept until somebody decides. */
  readonly conflicts: readonly MergedField[];
}

export type MergeAssessments = (ours: Assessment, theirs: Assessment) => { readonly merged: Assessment; readonly report: MergeReport };

export const mergeAssessments: MergeAssessments = (ours, theirs) => {
  const items = new Map(ours.items);
  const report = { taken: [] as MergedField[], kept: [] as MergedField[], conflicts: [] as MergedField[] };
  for (const code of [...new Set([...ours.items.keys(), ...theirs.items.keys()])].sort()) {
    const [mine, other] = [ours.items.get(code) ?? blankRecord(code), theirs.items.get(code) ?? blankRecord(code)];
    const merged = mergeRecords(mine, other);
    items.set(code, merged);
    for (const field of ANSWERS) {
      const line = { code, field, versions: versionsOf(merged, field) };
      if (rivalsOf(merged, field).length > 0) report.conflicts.push({ ...line, versions: rivalsOf(merged, field) });
      else if (valueOf(merged, field) !== valueOf(mine, field)) report.taken.push(line);
      else if (valueOf(merged, field) !== valueOf(other, field)) report.kept.push(line);
    }
  }
  const packs = new Map(ours.packs);
  for (const [key, pack] of theirs.packs) packs.set(key, laterOf(packs.get(key), pack));
  const later = theirs.named > ours.named || (theirs.named === ours.named && theirs.name > ours.name) ? theirs : ours;
  return {
    merged: {
      id: ours.id,
      name: later.name,
      named: later.named,
      created: ours.created < theirs.created ? ours.created : theirs.created,
      packs: sortedMap(packs),
      items: sortedMap(items),
    },
    report,
  };
};

function laterOf(a: PackSnapshot | undefined, b: PackSnapshot): PackSnapshot {
  if (!a || a.at < b.at) return b;
  return a.at === b.at && JSON.stringify(a) < JSON.stringify(b) ? b : a;
}

const sortedMap = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

export const answeredCodes = (assessment: Assessment): string[] =>
  [...assessment.items.values()].filter(isAnswered).map((record) => record.code);
