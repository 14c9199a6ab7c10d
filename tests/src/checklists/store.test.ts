import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAssessmentText } from '../../../src/checklists/assessment-file.ts';
import { binAssessment, createAssessment, renameAssessment } from '../../../src/checklists/manage.ts';
import { isInConflict, statusOf, textOf, versionsOf } from '../../../src/checklists/record.ts';
import { memoryShelf, Store, type Shelf } from '../../../src/checklists/store.ts';
import { takeAssessment } from '../../../src/checklists/take.ts';
import { goodFile } from './hostile-json.ts';
import { said, time } from './sample.ts';

let ids = 0;
let minute = 0;
function store(shelf: Shelf, replica = `r${(ids += 1)}rr`, blocked = false): Store {
  return new Store({
    shelf,
    blocked,
    replica,
    newId: () => `assessment${(ids += 1)}`,
    now: () => time((minute += 1)),
    changed: () => undefined,
  });
}
const tick = (to: Store, code: string, value: 'done' | 'open' = 'done') =>
  to.edit('tick', new Map([[code, { status: said(value, 'Ana', (minute += 1)) }]]));
const contents = (shelf: Shelf): string =>
  JSON.stringify(
    Array.from({ length: shelf.length }, (_, index) => shelf.key(index)!)
      .sort()
      .map((key) => [key, shelf.getItem(key)]),
  );

/** A shelf with room for so many characters. */
function smallShelf(room: number): Shelf & { room: number } {
  const inner = memoryShelf();
  return {
    room,
    get length() {
      return inner.length;
    },
    key: (index) => inner.key(index),
    getItem: (key) => inner.getItem(key),
    removeItem: (key) => inner.removeItem(key),
    setItem(key, value) {
      const used = Array.from({ length: inner.length }, (_, index) => inner.key(index)!).reduce(
        (sum, other) => sum + (other === key ? 0 : other.length + inner.getItem(other)!.length),
        0,
      );
      if (used + key.length + value.length > this.room) throw new DOMException('full', 'QuotaExceededError');
      inner.setItem(key, value);
    },
  };
}

describe('one tab', () => {
  test('finds its answers again', () => {
    const shelf = memoryShelf();
    tick(store(shelf), 'IOTC-NS-2-PL');
    const again = store(shelf);
    expect(statusOf(again.record('IOTC-NS-2-PL'))).toBe('done');
    expect(again.about.name).toBe('My assessment');
  });

  test('writes nothing but the id of the assessment to come until there is an answer', () => {
    const shelf = memoryShelf();
    store(shelf);
    expect(Array.from({ length: shelf.length }, (_, index) => shelf.key(index))).toEqual(['plumbline:current']);
  });

  test('undoes answers, clearing, renaming, deleting and creating, in turn', () => {
    const shelf = memoryShelf();
    const tab = store(shelf);
    const steps = [tick(tab, 'IOTC-NS-2-PL')];
    const before = tab.about.id;
    steps.push(tab.edit('clear', new Map([['IOTC-NS-2-PL', { status: [] }]])));
    expect(statusOf(tab.record('IOTC-NS-2-PL'))).toBe('open');
    steps.push(renameAssessment(tab, 'Plant Munich'));
    steps.push(createAssessment(tab, 'Plant Oslo'));
    expect(tab.assessments().map((about) => about.name)).toEqual(['Plant Munich', 'Plant Oslo']);
    expect(statusOf(tab.record('IOTC-NS-2-PL'))).toBe('open');
    steps.push(binAssessment(tab));
    expect(tab.about.name).toBe('Plant Munich');

    steps.pop()!.undo();
    expect(tab.about.name).toBe('Plant Oslo');
    steps.pop()!.undo();
    expect(tab.about.id).toBe(before);
    expect(tab.assessments()).toHaveLength(1);
    steps.pop()!.undo();
    expect(tab.about.name).toBe('My assessment');
    steps.pop()!.undo();
    expect(statusOf(tab.record('IOTC-NS-2-PL'))).toBe('done');
    expect(statusOf(store(shelf).record('IOTC-NS-2-PL'))).toBe('done');
    steps.pop()!.undo();
    expect(statusOf(store(shelf).record('IOTC-NS-2-PL'))).toBe('open');
  });

  test('empties the bin after a month, and not before', () => {
    const shelf = memoryShelf();
    const tab = store(shelf);
    tick(tab, 'IOTC-NS-2-PL');
    binAssessment(tab);
    const open = (day: number) =>
      new Store({
        shelf,
        replica: 'later',
        newId: () => 'assessment-x',
        now: () => new Date(Date.UTC(2026, 10, 23 + day)).toISOString(),
        changed: () => undefined,
      });
    open(20);
    expect(contents(shelf)).toContain('IOTC-NS-2-PL');
    open(40);
    expect(contents(shelf)).not.toContain('IOTC-NS-2-PL');
  });

  test('keeps a damaged answer aside, says so, and goes on with the others', () => {
    const shelf = memoryShelf();
    const tab = store(shelf);
    tick(tab, 'IOTC-NS-2-PL');
    tick(tab, 'IOTC-IM-1-AAD');
    const key = `plumbline:item:${tab.about.id}:IOTC-NS-2-PL`;
    shelf.setItem(key, '{"code":"IOTC-NS-2-PL","clo');
    const again = store(shelf);
    expect(again.damaged).toEqual([key]);
    expect(statusOf(again.record('IOTC-IM-1-AAD'))).toBe('done');
    tick(again, 'IOTC-NS-2-PL');
    expect(shelf.getItem(`plumbline:damaged:${key}`)).toBe('{"code":"IOTC-NS-2-PL","clo');
  });

  test('leaves an assessment of a newer version alone, and says so', () => {
    const shelf = memoryShelf();
    const tab = store(shelf);
    tick(tab, 'IOTC-NS-2-PL');
    const key = `plumbline:assessment:${tab.about.id}`;
    const newer = shelf.getItem(key)!.replace('"version":1', '"version":9');
    shelf.setItem(key, newer);
    const again = store(shelf);
    tick(again, 'IOTC-NS-2-PL');
    expect(again.about.id).not.toBe(tab.about.id);
    expect(shelf.getItem(key)).toBe(newer);
    expect(again.damaged).toEqual([key]);
  });
});

describe('a shelf that is full or blocked', () => {
  test('loses nothing on the screen, is told at once, and is written as soon as there is room', () => {
    const shelf = smallShelf(700);
    const tab = store(shelf);
    tick(tab, 'IOTC-NS-2-PL');
    expect(tab.saving).toBe('saved');
    tab.edit('note', new Map([['IOTC-NS-2-PL', { note: said('x'.repeat(2000)) }]]));
    expect(tab.saving).toBe('full');
    expect(tab.hasUnwritten).toBe(true);
    expect(textOf(tab.record('IOTC-NS-2-PL'), 'note')).toHaveLength(2000);
    const before = tab.about.id;
    createAssessment(tab, 'Another');
    tab.open(before);
    expect(textOf(tab.record('IOTC-NS-2-PL'), 'note')).toHaveLength(2000);
    shelf.room = 100_000;
    tab.retry();
    expect(tab.saving).toBe('saved');
    expect(textOf(store(shelf).record('IOTC-NS-2-PL'), 'note')).toHaveLength(2000);
  });

  test('refuses an import as a whole, and stays as it was, byte by byte', () => {
    const shelf = smallShelf(1000);
    const tab = store(shelf);
    tick(tab, 'IOTC-LT-4-RL');
    const before = contents(shelf);
    const file = parseAssessmentText(JSON.stringify(goodFile()));
    expect(() => takeAssessment(tab, file)).toThrow('not enough room');
    expect(() => takeAssessment(tab, { ...file, id: tab.about.id })).toThrow('not enough room');
    expect(contents(shelf)).toBe(before);
    expect(statusOf(tab.record('IOTC-LT-4-RL'))).toBe('done');
    expect(tab.records.size).toBe(1);
  });

  test('says that it is blocked from the start, and works as long as the page is open', () => {
    const tab = store(memoryShelf(), 'lone', true);
    expect(tab.saving).toBe('blocked');
    tick(tab, 'IOTC-NS-2-PL');
    expect(tab.saving).toBe('blocked');
    createAssessment(tab, 'Another');
    tab.open(tab.assessments().find((about) => about.name === 'My assessment')!.id);
    expect(statusOf(tab.record('IOTC-NS-2-PL'))).toBe('done');
  });
});

describe('importing', () => {
  const file = () => parseAssessmentText(JSON.stringify(goodFile()));

  test('puts the file of another assessment beside those that are there, and undo puts it away again', () => {
    const tab = store(memoryShelf());
    tick(tab, 'IOTC-NS-2-PL');
    const { isNew, step, report } = takeAssessment(tab, file());
    expect(isNew).toBe(true);
    expect(report.taken.map((line) => `${line.code} ${line.field}`)).toEqual([
      'IOTC-IM-1-DPA status',
      'IOTC-IM-1-DPA note',
      'IOTC-NS-2-PL status',
      'IOTC-NS-2-PL owner',
    ]);
    expect(tab.assessments().map((about) => about.name)).toEqual(['My assessment', 'Plant Munich']);
    expect(statusOf(tab.record('IOTC-NS-2-PL'))).toBe('blocked');
    step.undo();
    expect(tab.about.name).toBe('My assessment');
    expect(statusOf(tab.record('IOTC-NS-2-PL'))).toBe('done');
    expect(tab.assessments()).toHaveLength(1);
  });

  test('refuses the file of an assessment that a newer version of the site has saved here, and leaves that alone', () => {
    const shelf = memoryShelf();
    takeAssessment(store(shelf), file());
    const key = `plumbline:assessment:${file().id}`;
    shelf.setItem(key, shelf.getItem(key)!.replace('"version":1', '"version":9'));
    const tab = store(shelf);
    const before = contents(shelf);
    expect(() => takeAssessment(tab, file())).toThrow('cannot read');
    expect(contents(shelf)).toBe(before);
  });

  test('merges the file of an assessment that is there, keeps rivals, and undo takes the merge back', () => {
    const [ana, ben] = [store(memoryShelf()), store(memoryShelf())];
    takeAssessment(ana, file());
    takeAssessment(ben, file());
    tick(ana, 'IOTC-NS-2-PL');
    ben.edit('answer', new Map([['IOTC-NS-2-PL', { status: said('not-needed', 'Ben', 40), note: said('Only test devices', 'Ben', 41) }]]));
    tick(ben, 'IOTC-LT-4-RL');
    const { isNew, step, report } = takeAssessment(ana, ben.whole());
    expect(isNew).toBe(false);
    expect(report.conflicts.map((line) => [line.code, line.field, line.versions.map((version) => version.value)])).toEqual([
      ['IOTC-NS-2-PL', 'status', ['not-needed', 'done']],
    ]);
    expect(report.taken.map((line) => `${line.code} ${line.field}`)).toEqual(['IOTC-LT-4-RL status', 'IOTC-NS-2-PL note']);
    step.undo();
    expect(statusOf(ana.record('IOTC-NS-2-PL'))).toBe('done');
    expect(isInConflict(ana.record('IOTC-NS-2-PL'))).toBe(false);
    expect(textOf(ana.record('IOTC-NS-2-PL'), 'note')).toBe('');
    expect(statusOf(ana.record('IOTC-LT-4-RL'))).toBe('open');
  });
});

test('two tabs that begin at once begin the same assessment', () => {
  const shelf = memoryShelf();
  const [a, b] = [store(shelf), store(shelf)];
  tick(a, 'IOTC-NS-2-PL');
  tick(b, 'IOTC-IM-1-AAD');
  expect(a.about.id).toBe(b.about.id);
  expect(store(shelf).records.size).toBe(2);
});

test('an answer typed while another came in stays beside it', () => {
  const shelf = memoryShelf();
  const [a, b] = [store(shelf), store(shelf)];
  const begun = a.record('IOTC-NS-2-PL').clock;
  b.edit('note', new Map([['IOTC-NS-2-PL', { note: said('From Ben', 'Ben', 1) }]]));
  a.receive(`plumbline:item:${b.about.id}:IOTC-NS-2-PL`, shelf.getItem(`plumbline:item:${b.about.id}:IOTC-NS-2-PL`));
  a.edit('note', new Map([['IOTC-NS-2-PL', { note: said('From Ana', 'Ana', 2) }]]), begun);
  a.edit('note', new Map([['IOTC-NS-2-PL', { note: said('From Ana, longer', 'Ana', 3) }]]), begun);
  expect(versionsOf(a.record('IOTC-NS-2-PL'), 'note').map((version) => version.value)).toEqual(['From Ben', 'From Ana, longer']);
});

/**
 * Tabs as browsers run them in processes of their own: each reads its own copy of the shelf, writes go into one
 * log, and a tab hears of the others' writes later, one by one. A write of its own hides others' until it is through.
 */
class Browser {
  readonly log: { tab: number; key: string; value: string }[] = [];
  readonly tabs: { store: Store; shelf: Shelf; heard: number }[] = [];

  open(): void {
    const number = this.tabs.length;
    const copy = memoryShelf();
    for (const { key, value } of this.log) copy.setItem(key, value);
    const shelf: Shelf = {
      get length() {
        return copy.length;
      },
      key: (index) => copy.key(index),
      getItem: (key) => copy.getItem(key),
      removeItem: () => undefined,
      setItem: (key, value) => {
        copy.setItem(key, value);
        this.log.push({ tab: number, key, value });
      },
    };
    const heard = this.log.length;
    const tab = { store: undefined as unknown as Store, shelf: copy, heard };
    this.tabs.push(tab);
    tab.store = store(shelf);
  }

  hear(number: number): boolean {
    const tab = this.tabs[number]!;
    const entry = this.log[tab.heard];
    if (!entry) return false;
    tab.heard += 1;
    if (entry.tab === number) return true;
    if (!this.log.slice(tab.heard).some((later) => later.tab === number && later.key === entry.key))
      tab.shelf.setItem(entry.key, entry.value);
    tab.store.receive(entry.key, entry.value);
    return true;
  }

  settle(): void {
    for (let rounds = 0; this.tabs.some((_, number) => this.hear(number)); rounds += 1)
      if (rounds > 10_000) throw new Error('the tabs never agree');
  }
}

test('1,000 random interleavings of two tabs lose no tick', () => {
  const codes = ['IOTC-NS-2-PL', 'IOTC-IM-1-AAD', 'IOTC-LT-4-RL'];
  const move = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        tab: fc.integer({ min: 0, max: 1 }),
        code: fc.constantFrom(...codes),
        value: fc.constantFrom<'done' | 'open'>('done', 'open'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ tab: fc.integer({ min: 0, max: 1 }), hears: fc.integer({ min: 1, max: 4 }) }) },
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
      const browser = new Browser();
      browser.open();
      browser.open();
      const given: { code: string; dot: string; value: string; inView: string[] }[] = [];
      for (const step of moves) {
        const { store: tab } = browser.tabs[step.tab]!;
        if ('hears' in step) {
          for (let n = 0; n < step.hears; n += 1) browser.hear(step.tab);
          continue;
        }
        const inView = versionsOf(tab.record(step.code), 'status').map((version) => version.dot);
        tick(tab, step.code, step.value);
        const mine = versionsOf(tab.record(step.code), 'status').filter((version) => !inView.includes(version.dot));
        given.push({ code: step.code, dot: mine.at(-1)!.dot, value: step.value, inView });
      }
      browser.settle();

      const [a, b] = browser.tabs.map((tab) => tab.store);
      browser.open();
      const reopened = browser.tabs[2]!.store;
      for (const code of codes) {
        // What must stand: every answer that nobody who had it in view replaced.
        const replaced = new Set(given.filter((answer) => answer.code === code).flatMap((answer) => answer.inView));
        const standing = given.filter((answer) => answer.code === code && !replaced.has(answer.dot)).map((answer) => answer.dot);
        for (const tab of [a!, b!, reopened]) {
          expect(
            versionsOf(tab.record(code), 'status')
              .map((version) => version.dot)
              .sort(),
          ).toEqual(standing.sort());
        }
        expect(statusOf(a!.record(code))).toBe(statusOf(reopened.record(code)));
      }
    }),
    { numRuns: 1000 },
  );
});
