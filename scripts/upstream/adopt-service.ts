import type { Deviation } from '../../schemas/common.ts';
import type { LockRow, LockService } from '../../schemas/lock.ts';
import type { EntryFacts, Profile, ServiceData, SetAside } from '../../schemas/service.ts';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import { factText, PROFILE_FACTS } from './changes.ts';
import { classifyRows, entryFacts, setAsideFacts, type KnownFeature } from './classify.ts';
import type { ServiceFacts } from './service-file.ts';

export interface AdoptSides {
  readonly ours: ServiceData;
  readonly now: LockService;
  /** What upstream said when it was last read; undefined where the lock does not know the service. */
  readonly before: LockService | undefined;
  readonly features: readonly KnownFeature[];
  readonly controls: ReadonlySet<string>;
  /** The feature that was asked for; undefined for all of the service. */
  readonly only: string | undefined;
  /** Takes upstream's side where both have moved, and where only we have. */
  readonly theirs: boolean;
}

export interface Decision {
  readonly what: string;
  readonly ours: string;
  readonly now: string;
  readonly before: string;
}

export interface Adopted {
  readonly facts: ServiceFacts;
  /** The lock's new view of the service: what was left undecided stays as it was read before, and so stays visible. */
  readonly locked: LockService;
  readonly taken: readonly Decision[];
  readonly left: readonly Decision[];
  /** Features whose prose upstream has rewritten, with the digest of the text before. */
  readonly rewritten: readonly { readonly feature: string; readonly before: string }[];
}

const ENTRY_FACTS = ['supported', 'enabledByDefault', 'responsibility', 'references'] as const satisfies readonly (keyof EntryFacts)[];

/** Takes what upstream has changed, and leaves what we have changed: nobody's decision is overwritten. Pure. */
export function adoptService(sides: AdoptSides): Adopted {
  const { ours, now, before, features, controls, only } = sides;
  const rows = classifyRows(now.rows, features, controls);
  const oldRows = classifyRows(before?.rows ?? [], features, controls);
  const choices = new Choices(sides);

  const profile = Object.fromEntries(
    PROFILE_FACTS.map((field) => [
      field,
      only === undefined
        ? choices.between(
            `profile.${field}`,
            undefined,
            `profile: ${field}`,
            ours.profile[field],
            now.profile[field],
            before?.profile[field],
          )
        : ours.profile[field],
    ]),
  ) as unknown as Profile;

  const undecided = new Set<string>();
  const entries = new Map<string, EntryFacts>();
  for (const feature of features) {
    const mine = Object.hasOwn(ours.entries, feature.id) ? ours.entries[feature.id] : undefined;
    if (only !== undefined && only !== feature.id) {
      if (mine) entries.set(feature.id, mine);
      continue;
    }
    const leftBefore = choices.left.length;
    const chosen = choices.entry(feature, mine, rows.entries.get(feature.id), oldRows.entries.get(feature.id));
    if (chosen) entries.set(feature.id, chosen);
    if (choices.left.length > leftBefore) undecided.add(foldSpace(feature.name));
  }

  const asked = features.find((feature) => feature.id === only)?.name;
  const ofFeature = (row: { feature: string }): boolean => asked === undefined || foldSpace(row.feature) === foldSpace(asked);
  const theirsAside = rows.setAside.map(setAsideFacts);
  const setAside: SetAside[] = [...ours.setAside.filter((row) => !ofFeature(row)), ...theirsAside.filter(ofFeature)].sort(
    (a, b) => a.row - b.row,
  );
  choices.noteAside(ours.setAside.filter(ofFeature), theirsAside.filter(ofFeature));

  const rewritten = [...rows.entries].flatMap(([feature, row]) => {
    const old = oldRows.entries.get(feature);
    return old && old.text !== row.text && (only === undefined || only === feature) ? [{ feature, before: old.text }] : [];
  });
  return {
    facts: { profile, entries, setAside },
    locked: lockedAfter(sides, (row) => undecided.has(foldSpace(row.feature)) || !ofFeature(row), choices.left),
    taken: choices.taken,
    left: choices.left,
    rewritten,
  };
}

/** Decides fact by fact, and keeps the books. */
class Choices {
  readonly taken: Decision[] = [];
  readonly left: Decision[] = [];
  readonly #sides: AdoptSides;

  constructor(sides: AdoptSides) {
    this.#sides = sides;
  }

  between<T extends Parameters<typeof factText>[0]>(
    field: Deviation['field'],
    feature: string | undefined,
    what: string,
    ours: T,
    now: T,
    before: T | undefined,
  ): T {
    const decision = { what, ours: factText(ours), now: factText(now), before: before === undefined ? 'unknown' : factText(before) };
    if (decision.ours === decision.now) return ours;
    const deviation = this.#sides.ours.deviations.find(
      (item) => item.field === field && item.feature === feature && item.from === 'service-workbook',
    );
    if (deviation && factText(deviation.upstream) === decision.now) return ours;
    if (!deviation && (this.#sides.theirs || decision.before === decision.ours)) {
      this.taken.push(decision);
      return now;
    }
    this.left.push(decision);
    return ours;
  }

  entry(feature: KnownFeature, ours: EntryFacts | undefined, row: LockRow | undefined, old: LockRow | undefined): EntryFacts | undefined {
    const what = `${feature.name} (${feature.control})`;
    const now = row && entryFacts(row);
    if (ours && now) {
      return Object.fromEntries(
        ENTRY_FACTS.map((field) => [
          field,
          this.between<EntryFacts[typeof field]>(
            field,
            feature.id,
            `${what}: ${field}`,
            ours[field],
            now[field],
            old && entryFacts(old)[field],
          ),
        ]),
      ) as unknown as EntryFacts;
    }
    if (!ours && !now) return undefined;
    const decision = { what, ours: ours ? 'an entry' : 'no entry', now: now ? 'a row' : 'no row', before: old ? 'a row' : 'no row' };
    // Upstream added or dropped the row since it was last read; otherwise it is we who added or deleted the entry.
    const upstreamMoved = (old === undefined) === (now !== undefined);
    (upstreamMoved || this.#sides.theirs ? this.taken : this.left).push(decision);
    return upstreamMoved || this.#sides.theirs ? now : ours;
  }

  noteAside(ours: readonly SetAside[], now: readonly SetAside[]): void {
    const text = (rows: readonly SetAside[]): string =>
      rows.length === 0 ? 'none' : rows.map((row) => `row ${row.row} ${row.feature} (${row.reason})`).join(', ');
    if (JSON.stringify(ours) !== JSON.stringify(now))
      this.taken.push({ what: 'rows set aside', ours: text(ours), now: text(now), before: '' });
  }
}

function lockedAfter({ now, before, only }: AdoptSides, isUndecided: (row: LockRow) => boolean, left: readonly Decision[]): LockService {
  if (!before || (only === undefined && left.length === 0)) return now;
  const kept = (field: keyof Profile): boolean => only !== undefined || left.some(({ what }) => what === `profile: ${field}`);
  return {
    ...before,
    profile: Object.fromEntries(
      PROFILE_FACTS.map((field) => [field, kept(field) ? before.profile[field] : now.profile[field]]),
    ) as unknown as Profile,
    rows: [...before.rows.filter(isUndecided), ...now.rows.filter((row) => !isUndecided(row))].sort((a, b) => a.row - b.row),
  };
}
