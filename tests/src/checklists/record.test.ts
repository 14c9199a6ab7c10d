import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeAssessments } from '../../../src/checklists/assessment.ts';
import { assessmentJson, parseAssessment } from '../../../src/checklists/assessment-file.ts';
import {
  ANSWERS,
  blankRecord,
  change,
  isInConflict,
  mergeRecords,
  rivalsOf,
  statusOf,
  textOf,
  undoing,
  valueOf,
  versionsOf,
  type AnswerField,
  type Change,
  type ItemRecord,
} from '../../../src/checklists/record.ts';
import { assessment, record, said, time } from './sample.ts';

const CODE = 'IOTC-NS-2-PL';

describe('one record', () => {
  test('holds the last answer, who gave it and when', () => {
    const answered = record(CODE, { status: said('blocked') }, { status: said('done', 'Ben', 5), note: said('Seen in the portal') });
    expect(statusOf(answered)).toBe('done');
    expect(versionsOf(answered, 'status')).toEqual([{ value: 'done', at: time(5), by: 'Ben', dot: 'aaaa:2' }]);
    expect(textOf(answered, 'note')).toBe('Seen in the portal');
  });

  test('goes back to what it was, also after everything was cleared', () => {
    const before = record(CODE, { status: said('done'), note: said('kept'), owner: said('Ana') });
    const clear: Change = { status: [], note: [], owner: [] };
    const cleared = change(before, clear, 'bbbb');
    expect(cleared.fields).toEqual({});
    const restored = change(cleared, undoing(before, clear), 'bbbb');
    for (const field of ANSWERS) expect(valueOf(restored, field)).toBe(valueOf(before, field));
  });

  test('what was cleared stays cleared when an older copy comes in', () => {
    const before = record(CODE, { status: said('done') });
    const cleared = change(before, { status: [] }, 'bbbb');
    expect(statusOf(mergeRecords(cleared, before))).toBe('open');
    expect(statusOf(mergeRecords(before, cleared))).toBe('open');
  });
});

describe('merging two records', () => {
  const base = record(CODE, { status: said('open') });

  test('takes the later of two answers when one was given with the other in view, whatever the clocks say', () => {
    const later = change(base, { status: [{ value: 'done', at: '2001-01-01T00:00:00.000Z', by: 'Ben' }] }, 'bbbb');
    expect(statusOf(mergeRecords(base, later))).toBe('done');
    expect(isInConflict(mergeRecords(base, later))).toBe(false);
  });

  test('keeps answers to different questions without asking', () => {
    const merged = mergeRecords(change(base, { status: said('done') }, 'bbbb'), change(base, { note: said('By ticket 7', 'Ben') }, 'cccc'));
    expect([statusOf(merged), textOf(merged, 'note'), isInConflict(merged)]).toEqual(['done', 'By ticket 7', false]);
  });

  test('keeps both answers to one question, with who and when, until somebody decides', () => {
    const merged = mergeRecords(
      change(base, { status: said('done', 'Ana', 1) }, 'bbbb'),
      change(base, { status: said('blocked', 'Ben', 2) }, 'cccc'),
    );
    expect(rivalsOf(merged, 'status').map(({ value, by, at }) => [value, by, at])).toEqual([
      ['done', 'Ana', time(1)],
      ['blocked', 'Ben', time(2)],
    ]);
    const decided = change(merged, { status: said('done', 'Chris', 9) }, 'dddd');
    expect(isInConflict(decided)).toBe(false);
    expect(isInConflict(mergeRecords(decided, merged))).toBe(false);
  });

  test('sees no conflict in two equal answers', () => {
    const merged = mergeRecords(
      change(base, { status: said('done', 'Ana', 1) }, 'bbbb'),
      change(base, { status: said('done', 'Ben', 2) }, 'cccc'),
    );
    expect(isInConflict(merged)).toBe(false);
  });
});

/** What a reviewer may do: answer a field, or clear it. */
const anEdit = fc.record({
  code: fc.constantFrom('IOTC-NS-2-PL', 'IOTC-IM-1-AAD', 'IOTC-LT-4-RL'),
  field: fc.constantFrom<AnswerField>(...ANSWERS),
  value: fc.constantFrom('open', 'done', 'blocked', ''),
  minute: fc.integer({ min: 0, max: 59 }),
});
type Edit = { code: string; field: AnswerField; value: string; minute: number };

const asChange = ({ field, value, minute }: Edit, by: string): Change => {
  const answer = field === 'status' ? value || 'open' : field === 'due' ? (value === '' ? '' : '2026-12-01') : value;
  return { [field]: value === '' && field !== 'status' ? [] : [{ value: answer, at: time(minute), by }] };
};

const work = (records: ReadonlyMap<string, ItemRecord>, edits: readonly Edit[], replica: string): Map<string, ItemRecord> => {
  const now = new Map(records);
  for (const edit of edits) now.set(edit.code, change(now.get(edit.code) ?? blankRecord(edit.code), asChange(edit, replica), replica));
  return now;
};
const whole = (items: ReadonlyMap<string, ItemRecord>) => ({ ...assessment(), items });
const bytes = (items: ReadonlyMap<string, ItemRecord>): string =>
  JSON.stringify(assessmentJson(mergeAssessments(whole(items), whole(new Map())).merged));
const merge = (a: ReadonlyMap<string, ItemRecord>, b: ReadonlyMap<string, ItemRecord>) => mergeAssessments(whole(a), whole(b));
const edits = fc.array(anEdit, { maxLength: 12 });

test('200 three-way merges: nothing is lost, and the order does not matter', () => {
  fc.assert(
    fc.property(edits, edits, edits, (before, mine, others) => {
      const base = work(new Map(), before, 'base');
      const [a, b] = [work(base, mine, 'anna'), work(base, others, 'bert')];
      const { merged, report } = merge(a, b);

      expect(bytes(merge(b, a).merged.items)).toBe(bytes(merged.items));
      for (const code of new Set([...a.keys(), ...b.keys()])) {
        for (const field of ANSWERS) {
          const [was, left, right, now] = [base, a, b, merged.items].map((side) =>
            versionsOf(side.get(code) ?? blankRecord(code), field).map((version) => version.value),
          );
          const changed = (side: ReadonlyMap<string, ItemRecord>) =>
            JSON.stringify(versionsOf(side.get(code) ?? blankRecord(code), field)) !==
            JSON.stringify(versionsOf(base.get(code) ?? blankRecord(code), field));
          // The rule of a three-way merge, spelled out: one side changed it, so its answer stands; both did, so both stand.
          const wanted =
            changed(a) && changed(b)
              ? new Set([...left!, ...right!])
              : changed(a)
                ? new Set(left)
                : changed(b)
                  ? new Set(right)
                  : new Set(was);
          expect(new Set(now)).toEqual(wanted);
          const inConflict = report.conflicts.some((line) => line.code === code && line.field === field);
          expect(inConflict).toBe(new Set(now).size > 1);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('merging is the same in any grouping, and a second time changes nothing', () => {
  fc.assert(
    fc.property(edits, edits, edits, edits, (before, x, y, z) => {
      const base = work(new Map(), before, 'base');
      const [a, b, c] = [work(base, x, 'anna'), work(base, y, 'bert'), work(base, z, 'carl')];
      const left = merge(merge(a, b).merged.items, c).merged.items;
      const right = merge(a, merge(b, c).merged.items).merged.items;
      expect(bytes(left)).toBe(bytes(right));
      expect(bytes(merge(left, b).merged.items)).toBe(bytes(left));
    }),
    { numRuns: 100 },
  );
});

test('reviewers who keep exchanging files end with the same assessment, whoever sends last', () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    to: fc.integer({ min: 0, max: 2 }),
    edits: fc.array(anEdit, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
      const desks = [new Map<string, ItemRecord>(), new Map<string, ItemRecord>(), new Map<string, ItemRecord>()];
      for (const { who, to, edits: done } of steps) {
        desks[who] = work(desks[who]!, done, ['anna', 'bert', 'carl'][who]!);
        desks[to] = new Map(merge(desks[to]!, desks[who]!).merged.items);
      }
      const all = desks.reduce((sum, desk) => new Map(merge(sum, desk).merged.items));
      const again = [...desks].reverse().reduce((sum, desk) => new Map(merge(sum, desk).merged.items));
      expect(bytes(all)).toBe(bytes(again));
    }),
    { numRuns: 100 },
  );
});

test('an assessment comes back from its file as it went in', () => {
  fc.assert(
    fc.property(edits, (done) => {
      const before = whole(work(new Map(), done, 'anna'));
      const text = JSON.stringify(assessmentJson(before));
      expect(JSON.stringify(assessmentJson(parseAssessment(JSON.parse(text))))).toBe(
        JSON.stringify(assessmentJson(mergeAssessments(before, before).merged)),
      );
    }),
  );
});
