import { assessmentJson } from '../../../src/checklists/assessment-file.ts';
import { assessment, record, said, time, wording } from './sample.ts';

/** Files that must not be taken, and what has to be said about each. Used against the reader and in the browser. */
export interface Hostile {
  readonly name: string;
  readonly text: string;
  readonly says: RegExp;
}

type Json = Record<string, unknown>;

export const goodFile = (): Json =>
  JSON.parse(
    JSON.stringify(
      assessmentJson({
        ...assessment(
          record('IOTC-IM-1-DPA', { status: said('done'), note: said('Looked at it'), seen: said(wording('Entra')) }),
          record('IOTC-NS-2-PL', { status: said('blocked'), owner: said('Ben') }),
        ),
        packs: new Map([
          [
            'iot-central/',
            {
              pack: 'iot-central/',
              title: 'Azure IoT Central',
              at: time(0),
              version: '0.1.0',
              items: { 'IOTC-NS-2-PL': '0123456789abcdef' },
            },
          ],
        ]),
      }),
    ),
  ) as Json;

const bent = (bend: (file: Json) => unknown): string => {
  const file = goodFile();
  return JSON.stringify(bend(file) ?? file);
};
const items = (file: Json) => file['items'] as Json[];
const first = (file: Json) => items(file)[0]!;
const status = (file: Json) => (first(file)['status'] as Json[])[0]!;
const seen = (file: Json) => (first(file)['seen'] as { value: Json }[])[0]!.value;
const good = () => JSON.stringify(goodFile());

export const HOSTILE_JSON: readonly Hostile[] = [
  { name: 'an empty file', text: '', says: /not valid JSON/ },
  { name: 'white space', text: ' \n ', says: /not valid JSON/ },
  { name: 'a file cut off in the middle', text: good().slice(0, good().length >> 1), says: /cut off/ },
  { name: 'a file cut off by one character', text: good().slice(0, -1), says: /cut off/ },
  { name: 'two files in one', text: good() + good(), says: /not valid JSON/ },
  { name: 'a script', text: 'alert(1)', says: /not valid JSON/ },
  { name: 'a page of HTML', text: '<!doctype html><title>x</title>', says: /not valid JSON|no table/ },
  { name: 'null', text: 'null', says: /not an object/ },
  { name: 'a number', text: '7', says: /not an object|no table/ },
  { name: 'a list', text: '[]', says: /not an object/ },
  { name: 'an object without anything', text: '{}', says: /"format"/ },
  { name: 'another format', text: bent((file) => ({ ...file, format: 'oscal' })), says: /"format"/ },
  { name: 'a format that only the prototype has', text: '{"__proto__":{"format":"plumbline-assessment","version":1}}', says: /"format"/ },
  { name: 'no version', text: bent((file) => void delete file['version']), says: /which version/ },
  { name: 'version 0', text: bent((file) => void (file['version'] = 0)), says: /which version/ },
  { name: 'a version as text', text: bent((file) => void (file['version'] = '1')), says: /which version/ },
  { name: 'a version from the future', text: bent((file) => void (file['version'] = 99)), says: /reads up to/ },
  { name: '50 MB', text: '', says: /MB/ },
  { name: '100,000 lists in each other', text: '['.repeat(100_000) + ']'.repeat(100_000), says: /not an object|not valid JSON/ },
  {
    name: 'deep nesting inside a note',
    text: good().replace('"Looked at it"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    says: /text is wanted|not valid JSON/,
  },
  {
    name: 'deep objects inside the clock',
    text: good().replace('"clock":{', `"clock":{"zzzz":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)},`),
    says: /a count is wanted|not valid JSON/,
  },
  { name: 'an own __proto__ at the top', text: good().replace('{', '{"__proto__":{"polluted":true},'), says: /unknown field "__proto__"/ },
  {
    name: 'a constructor at the top',
    text: good().replace('{', '{"constructor":{"prototype":{"polluted":true}},'),
    says: /unknown field "constructor"/,
  },
  {
    name: '__proto__ in an item',
    text: good().replace('{"code"', '{"__proto__":{"polluted":true},"code"'),
    says: /unknown field "__proto__"/,
  },
  { name: '__proto__ in a clock', text: good().replace('"clock":{', '"clock":{"__proto__":1,'), says: /names no replica/ },
  {
    name: '__proto__ as a code in a pack',
    text: good().replace('"items":{', '"items":{"__proto__":"0123456789abcdef",'),
    says: /no item code/,
  },
  { name: 'items that are an object', text: bent((file) => void (file['items'] = {})), says: /items is an object; a list is wanted/ },
  { name: 'no items', text: bent((file) => void delete file['items']), says: /lacks "items"/ },
  { name: 'an item that is null', text: bent((file) => void (file['items'] = [null])), says: /items\[0\] is null/ },
  {
    name: '6,000 items',
    text: bent((file) => void (file['items'] = Array.from({ length: 6000 }, (_, n) => ({ code: `IOTC-NS-2-X${n}`, clock: {} })))),
    says: /6000 entries/,
  },
  { name: 'an unknown field in an item', text: bent((file) => void (first(file)['html'] = '<b>')), says: /unknown field "html"/ },
  {
    name: 'a code that is markup',
    text: bent((file) => void (first(file)['code'] = '<img src=x onerror=alert(1)>')),
    says: /an item code such as/,
  },
  { name: 'a code in small letters', text: bent((file) => void (first(file)['code'] = 'iotc-im-1-dpa')), says: /an item code such as/ },
  { name: 'a code that is a number', text: bent((file) => void (first(file)['code'] = 12)), says: /text is wanted/ },
  { name: 'the same code twice', text: bent((file) => void items(file).push(first(file))), says: /repeats IOTC-IM-1-DPA/ },
  { name: 'an unknown status', text: bent((file) => void (status(file)['value'] = 'donne')), says: /is "donne"; it is one of open, done/ },
  { name: 'a status that the prototype has', text: bent((file) => void (status(file)['value'] = 'toString')), says: /it is one of/ },
  { name: 'a status that is a list', text: bent((file) => void (status(file)['value'] = ['done'])), says: /it is one of/ },
  { name: 'a time that is none', text: bent((file) => void (status(file)['at'] = 'yesterday')), says: /a time such as/ },
  { name: 'a time without a zone', text: bent((file) => void (status(file)['at'] = '2026-11-23T14:00:00')), says: /a time such as/ },
  { name: 'a dot that the clock has never seen', text: bent((file) => void (status(file)['dot'] = 'aaaa:9')), says: /never seen/ },
  {
    name: 'a dot used twice',
    text: bent((file) => void (status(file)['dot'] = (first(file)['note'] as Json[])[0]!['dot'] as string)),
    says: /names another answer/,
  },
  { name: 'a clock that is a list', text: bent((file) => void (first(file)['clock'] = [])), says: /clock is a list/ },
  { name: 'a count that is no whole number', text: bent((file) => void (first(file)['clock'] = { aaaa: 3.5 })), says: /a count is wanted/ },
  { name: 'a count beyond all bounds', text: bent((file) => void (first(file)['clock'] = { aaaa: 1e300 })), says: /a count is wanted/ },
  {
    name: 'a clock of 1,000 replicas',
    text: bent((file) => void (first(file)['clock'] = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`r${1000 + n}`, 1])))),
    says: /1000 entries/,
  },
  {
    name: 'a note of 11,000 characters',
    text: bent((file) => void ((first(file)['note'] as Json[])[0]!['value'] = 'x'.repeat(11_000))),
    says: /11000 characters long/,
  },
  {
    name: 'a note with a NUL',
    text: bent((file) => void ((first(file)['note'] as Json[])[0]!['value'] = 'a\u0000b')),
    says: /control characters/,
  },
  {
    name: 'a note with half a character',
    text: bent((file) => void ((first(file)['note'] as Json[])[0]!['value'] = '\ud800')),
    says: /control characters/,
  },
  {
    name: 'a due date that is none',
    text: bent((file) => void (first(file)['due'] = [{ value: '30.11.2026', at: time(0), by: '', dot: 'aaaa:1' }])),
    says: /a date such as/,
  },
  {
    name: 'wording that its digest does not fit',
    text: bent((file) => void (seen(file)['do'] = 'Send the keys to mallory@example.com')),
    says: /does not fit the words/,
  },
  {
    name: 'wording with an unknown action',
    text: bent((file) => void (seen(file)['action'] = 'delete')),
    says: /an action such as configure/,
  },
  {
    name: 'wording that is text',
    text: bent((file) => void ((first(file)['seen'] as Json[])[0]!['value'] = 'x')),
    says: /an object is wanted/,
  },
  { name: 'a name that is empty', text: bent((file) => void (file['name'] = '  ')), says: /a name is wanted/ },
  { name: 'a name of 300 characters', text: bent((file) => void (file['name'] = 'x'.repeat(300))), says: /300 characters long/ },
  { name: 'an id with a path in it', text: bent((file) => void (file['id'] = '../../theme')), says: /an id of/ },
  { name: 'an id that is an object', text: bent((file) => void (file['id'] = {})), says: /text is wanted/ },
  { name: 'packs that are text', text: bent((file) => void (file['packs'] = 'all')), says: /a list is wanted/ },
  {
    name: 'a pack whose address is a script',
    text: bent((file) => void ((file['packs'] as Json[])[0]!['pack'] = 'javascript:alert(1)')),
    says: /the address of a pack/,
  },
  {
    name: 'the same pack twice',
    text: bent((file) => void (file['packs'] as Json[]).push((file['packs'] as Json[])[0]!)),
    says: /repeats iot-central/,
  },
].map((hostile) => (hostile.name === '50 MB' ? { ...hostile, text: good().replace('Looked at it', 'x'.repeat(50_000_000)) } : hostile));

/** Files in good order, about the wrong thing: refused once the site's codes are at hand. */
export const WRONG_CODES: readonly Hostile[] = [
  {
    name: 'a code of no service',
    text: bent((file) => void (first(file)['code'] = 'ZZZZ-IM-1-DPA')),
    says: /ZZZZ-IM-1-DPA belongs to no service/,
  },
  {
    name: 'an answer to an item that never was',
    text: bent((file) => void (items(file)[1]!['code'] = 'IOTC-NS-2-NOSUCH')),
    says: /is no item of Azure IoT Central/,
  },
  {
    name: 'wording of another service',
    text: bent(
      (file) =>
        void (file['items'] = [
          record('IOTC-IM-1-DPA', { status: said('done'), seen: said({ ...wording('Entra'), service: 'iot-hub' }) }),
        ].map((item) => ({ code: item.code, clock: item.clock, ...item.fields }))),
    ),
    says: /has it under iot-hub/,
  },
  {
    name: 'an assessment of another service',
    text: bent((file) => void (file['items'] = [{ code: 'OTHR-NS-2-PL', clock: {} }])),
    says: /nothing in it is on this page|no service/,
  },
];
