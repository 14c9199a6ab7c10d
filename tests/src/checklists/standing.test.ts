import { expect, test } from 'vitest';
import { changedSince } from '../../../src/checklists/content-change.ts';
import { archivedOf, outdatedWording, progressOf, settled, standingOf } from '../../../src/checklists/standing.ts';
import { record, said, time, wording } from './sample.ts';

const then = wording('Private endpoints');
const now = wording('Private endpoints', 'Do it another way');
const item = (words: typeof then) => ({ code: 'IOTC-NS-2-PL', digest: words.digest });
const answered = record('IOTC-NS-2-PL', { status: said('done'), note: said('Approved'), seen: said(then) });

test('an item whose words stayed keeps its status', () => {
  expect(standingOf(answered, item(then))).toBe('done');
});

test('an item whose words changed asks for another look, and shows what it said before', () => {
  expect(standingOf(answered, item(now))).toBe('look-again');
  expect(outdatedWording(answered, item(now))).toEqual(then);
});

test('an item that nobody answered asks for no second look', () => {
  expect(standingOf(record('IOTC-NS-2-PL', { seen: said(then) }), item(now))).toBe('open');
  expect(standingOf(undefined, item(now))).toBe('open');
});

test('progress is the sum of its parts', () => {
  const progress = progressOf(['done', 'done', 'open', 'risk-accepted', 'blocked', 'look-again', 'not-needed']);
  expect(progress).toEqual({ open: 1, done: 2, 'not-needed': 1, 'risk-accepted': 1, blocked: 1, 'look-again': 1, total: 7 });
  expect(settled(progress)).toBe(4);
});

test('a pack says what was added, changed and removed since it was last looked at', () => {
  const before = {
    pack: 'iot-central/',
    title: '',
    at: time(0),
    version: '0.1.0',
    items: { 'IOTC-NS-2-PL': then.digest, 'IOTC-NS-1-NSG': then.digest, 'IOTC-IM-1-AAD': then.digest },
  };
  expect(
    changedSince(before, [
      { code: 'IOTC-NS-2-PL', digest: now.digest },
      { code: 'IOTC-IM-1-AAD', digest: then.digest },
      { code: 'IOTC-LT-4-RL', digest: then.digest },
    ]),
  ).toEqual({ added: ['IOTC-LT-4-RL'], changed: ['IOTC-NS-2-PL'], removed: ['IOTC-NS-1-NSG'] });
});

test('answers to removed items go to the archive, those of other lists do not', () => {
  const gone = record('IOTC-NS-1-NSG', { status: said('done'), seen: said(wording('Groups')) });
  const other = record('HUB-NS-1-NSG', { status: said('done'), seen: said({ ...wording('Groups'), service: 'iot-hub' }) });
  const here = new Set(['IOTC-NS-2-PL']);
  expect(archivedOf([answered, gone, other], here, undefined, new Map([['iot-central', here]]))).toEqual([gone]);
  expect(archivedOf([answered, gone, other], here, undefined, new Map())).toEqual([]);
  const then = { pack: 'x/', title: '', at: time(0), version: '', items: { [other.code]: wording('Groups').digest } };
  expect(archivedOf([answered, gone, other], here, then, new Map())).toEqual([other]);
});
