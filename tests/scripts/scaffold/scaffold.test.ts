import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contextAt, create, openQuestions, SCAFFOLDS, scaffoldFor } from '../../../scripts/scaffold/create.ts';
import type { Answers } from '../../../scripts/scaffold/scaffold.ts';
import { inWords } from '../checks/small-content.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'plumbline-new-'));
  cpSync('content', path.join(root, 'content'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const TODAY = '2026-11-30';
/** The content as it is, only to be looked at. */
const REAL = contextAt('.', TODAY);
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Writes with every suggestion taken and the rest answered. */
async function written(kind: string, words: readonly string[], given: Answers) {
  const context = contextAt(root, TODAY);
  const scaffold = scaffoldFor(kind, words);
  const offer = scaffold.offer(words, context);
  const suggested = Object.fromEntries(
    scaffold.questions(words, context).flatMap(({ name, otherwise }) => (otherwise === undefined ? [] : [[name, otherwise]])),
  );
  const answers = { ...suggested, ...given };
  expect(openQuestions(scaffold.questions(words, context), answers).map(({ name }) => name)).toEqual([]);
  const { files, errors } = await create(scaffold, words, answers, context);
  return { files, errors: errors.map(inWords), offer };
}

describe('a file that was deleted can be written anew from what upstream says', () => {
  test('a control, with the same facts as before', async () => {
    const before = read('content/controls/NS-3.mdx');
    rmSync(path.join(root, 'content/controls/NS-3.mdx'));
    const { errors, offer } = await written('control', ['NS-3'], {
      summary: 'Put a firewall at the edge.',
      why: 'An open edge is an open door.',
      good: '- Traffic passes a firewall.',
    });
    expect(errors).toEqual([]);
    expect(offer[0]).toContain('NS-3');
    const facts = (text: string): string => /\ntitle: .*|title: .*/.exec(text)![0].trim();
    expect(facts(read('content/controls/NS-3.mdx'))).toBe(facts(before));
  });

  test('guidance, under the heading that the facts ask for, held against the row of today', async () => {
    rmSync(path.join(root, 'content/services/iot-central/azure-private-link.mdx'));
    const { errors, offer } = await written('guidance', ['iot-central', 'azure-private-link'], {
      cost: 'Traffic crosses the internet.',
      what: 'It has private endpoints.',
      how: 'Create one.',
      proof: 'Look it up.',
    });
    expect(errors).toEqual([]);
    expect(offer.join('\n')).toMatch(/IOTC-NS-2-PL[^]*row 31/);
    expect(read('content/services/iot-central/azure-private-link.mdx')).toMatch(/upstreamText: [0-9a-f]{16}[^]*## Configure/);
  });

  test('a service, with all of its entries', async () => {
    const before = read('content/services/azure-bastion/service.yaml');
    rmSync(path.join(root, 'content/services/azure-bastion'), { recursive: true });
    const name = /^name: (.*)$/m.exec(before)![1]!;
    const code = /^code: (.*)$/m.exec(before)![1]!;
    const { errors } = await written('service', ['azure-bastion'], { name, code });
    expect(errors).toEqual([]);
    expect(read('content/services/azure-bastion/service.yaml').match(/supported:/g)!.length).toBe(before.match(/supported:/g)!.length);
  });
});

test('a role keeps the controls that name it', async () => {
  const [, upstream = ''] = /upstreamNames:\n((?: {2}- .*\n)+)/.exec(read('content/roles/data-security.yaml'))!;
  rmSync(path.join(root, 'content/roles/data-security.yaml'));
  const spellings = upstream
    .trim()
    .split('\n')
    .map((line) => line.replace(/^\s*- /, ''))
    .join('; ');
  const { files, errors } = await written('role', ['data-security'], {
    summary: 'Protects data.',
    duties: 'Classifies it.',
    upstream: spellings,
  });
  expect(errors).toEqual([]);
  expect(files.length).toBeGreaterThan(3);
});

describe('something new', () => {
  test('a guide takes the next place in the order', async () => {
    const { files, errors } = await written('guide', ['how-to-begin'], { summary: 'Begin well.', text: 'Start here.' });
    expect([files, errors]).toEqual([['content/guides/how-to-begin.mdx'], []]);
    expect(read(files[0]!)).toMatchInlineSnapshot(`
      "---
      title: How to begin
      summary: Begin well.
      order: 5
      ---

      ## Before you start

      Start here.
      "
    `);
  });

  test('a role that upstream does not know is refused, as stakeholders are facts', async () => {
    const { errors } = await written('role', ['device-team'], {
      summary: 'Runs the devices.',
      duties: 'Keeps them safe.',
      controls: 'NS-2',
    });
    expect(errors.map((words) => /\[(.*)\]/.exec(words)![1])).toEqual(['crosscheck']);
    expect(existsSync(path.join(root, 'content/roles/device-team.yaml'))).toBe(false);
    expect(read('content/controls/NS-2.mdx')).not.toContain('device-team');
  });

  test('a feature has a code of its own', async () => {
    const { errors } = await written('feature', ['device-attestation'], {
      control: 'IM-4',
      code: 'DA',
      summary: 'Devices prove what they run.',
      what: 'A proof.',
      how: 'Ask for it.',
    });
    expect(errors.filter((words) => !words.includes('[crosscheck]'))).toEqual([]);
    const context = contextAt(root, TODAY);
    const [code] = scaffoldFor('feature', ['x'])
      .questions(['x'], context)
      .filter(({ name }) => name === 'code');
    expect([code!.refuse!('PL'), code!.refuse!('pl'), code!.refuse!('QQ')]).toEqual([
      '"PL" is taken',
      'use 2 to 12 capital letters and digits',
      undefined,
    ]);
  });
});

test('what would not pass the check is not left behind', async () => {
  const context = contextAt(root, TODAY);
  const scaffold = scaffoldFor('guide', ['bad']);
  const { errors } = await create(scaffold, ['bad'], { title: 'Bad', summary: 'Bad.', heading: 'Bad', text: '{process.exit()}' }, context);
  expect(errors.map(({ rule }) => rule)).toEqual(['safe-mdx']);
  expect(existsSync(path.join(root, 'content/guides/bad.mdx'))).toBe(false);
});

test.each([
  [
    ['guidance', 'iot-central', 'azure-privat-link'],
    'there is no entry of Azure IoT Central "azure-privat-link"; did you mean "azure-private-link"?',
  ],
  [['guidance', 'iot-centrl', 'azure-private-link'], 'there is no service "iot-centrl"; did you mean "iot-central"?'],
  [['guidance', 'iot-central', 'azure-private-link'], 'content/services/iot-central/azure-private-link.mdx is there already; edit it'],
  [['guidance', 'iot-central', 'customer-lockbox'], 'does not apply to'],
  [['control', 'NS-99'], 'there is no control of the benchmark "NS-99"; did you mean "NS-9"?'],
  [['service', 'azure-teapot'], 'the lock knows no workbook of "azure-teapot"'],
  [['guide', 'How To'], '"How To" is no slug; use lower-case letters, digits and hyphens, such as "how-to"'],
  [['poem', 'x'], '"poem" cannot be written; use control, feature, service, guidance, role, guide'],
  [['guidance', 'iot-central'], 'say which: npm run new -- guidance SERVICE FEATURE'],
])('%j cannot be written, and the reason says what can', ([kind, ...words], reason) => {
  expect(() => scaffoldFor(kind, words).offer(words, REAL)).toThrow(reason);
});

test('every kind that the help names has a question at least', () => {
  expect(SCAFFOLDS.map(({ kind }) => kind)).toEqual(['control', 'feature', 'service', 'guidance', 'role', 'guide']);
});
