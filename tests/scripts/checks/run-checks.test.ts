import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyExceptions } from '../../../scripts/checks/exceptions.ts';
import { CHECKS } from '../../../scripts/checks/index.ts';
import { applyEdits, mend } from '../../../scripts/checks/mend.ts';
import { runChecks } from '../../../scripts/checks/run-checks.ts';
import type { Finding } from '../../../scripts/finding.ts';
import { allInWords, edited, findingsAfter, SMALL, withContent } from './small-content.ts';

const GUIDE = 'content/guides/start.mdx';
const ROLE = 'content/roles/network-team.yaml';
const SERVICE = 'content/services/tiny-service/service.yaml';
const RULES = CHECKS.filter(({ name }) => name !== 'complete' && name !== 'crosscheck');

describe('a check of a part', () => {
  const twoMistakes = { ...edited(ROLE, 'Keeps', 'Kepes'), ...edited(GUIDE, 'Open', 'Opne') };

  test('reports that part alone', async () => {
    const findings = await findingsAfter(twoMistakes, { paths: ['content/guides'] });
    expect(findings.map(({ file }) => file)).toEqual([GUIDE]);
  });

  test('still knows the ids of everything else', async () => {
    const files = await Promise.all(Object.keys(SMALL).map(async (file) => allInWords(await findingsAfter({}, { paths: [file] }))));
    expect(files.join('')).toBe('');
  });
});

test('a symbolic link is no content, wherever it leads', async () => {
  const words = await withContent({}, async (root) => {
    symlinkSync(path.join(root, GUIDE), path.join(root, 'content/guides/link.mdx'));
    symlinkSync(path.join(root, 'content/controls'), path.join(root, 'content/elsewhere'));
    return allInWords((await runChecks({ root, checks: RULES })).findings);
  });
  expect(words).toMatchInlineSnapshot(`
    "content/elsewhere:1:1 error [known-file]
      this is a symbolic link; content holds the files themselves, so that a review sees what the build reads
      fix: Replace the link with a file
    content/elsewhere/NS-2.mdx:1:1 error [known-file]
      no collection takes this file; content holds controls/<ID>.mdx, features/<slug>.mdx, services/<slug>/service.yaml, services/<slug>/<feature>.mdx, roles/<slug>.yaml, frameworks/<id>.yaml, guides/<slug>.mdx or glossary.yaml
      fix: Move, rename or delete it
    content/guides/link.mdx:1:1 error [known-file]
      this is a symbolic link; content holds the files themselves, so that a review sees what the build reads
      fix: Replace the link with a file"
  `);
});

describe('--fix', () => {
  test('mends what is certain, checks again, and leaves the rest', async () => {
    const broken = {
      ...edited(ROLE, 'duties:', 'dutys:'),
      [SERVICE]: `\uFEFF${SMALL[SERVICE]!.replace('customer', 'custmer').replaceAll('\n', '\r\n')}`,
      ...edited(
        GUIDE,
        'Open the [glossary](/glossary/#private-endpoint).',
        'Use Azure AD, the [control](/controls/NS-2), and a [lost one](/nowhere/at/all/).',
      ),
    };
    await withContent(broken, async (root) => {
      const { mended, takenBack } = await mend({ root, checks: RULES });
      expect(mended.map(({ rule }) => rule).sort()).toEqual(['links', 'readable-file', 'readable-file', 'schema', 'schema', 'terms']);
      expect(takenBack).toEqual([]);
      expect(readFileSync(path.join(root, ROLE), 'utf8')).toBe(SMALL[ROLE]);
      expect(readFileSync(path.join(root, SERVICE), 'utf8')).toBe(SMALL[SERVICE]);
      expect(readFileSync(path.join(root, GUIDE), 'utf8')).toContain(
        'Use Microsoft Entra ID, the [control](/controls/NS-2/), and a [lost one](/nowhere/at/all/).',
      );
      expect((await runChecks({ root, checks: RULES })).findings.map(({ message }) => message)).toEqual([
        'no page has the address "/nowhere/at/all/"',
      ]);
    });
  });

  test('leaves sound content alone', async () => {
    await withContent({}, async (root) => {
      expect(await mend({ root, checks: RULES })).toEqual({ mended: [], takenBack: [] });
    });
  });

  test('takes a change back that leaves the file worse', async () => {
    const bad: Finding = {
      rule: 'bad-advice',
      severity: 'error',
      file: ROLE,
      line: 1,
      column: 1,
      message: 'no',
      edit: { start: 0, end: 0, text: '\t- : [' },
    };
    await withContent({}, async (root) => {
      const adviser = { name: 'bad-advice', describe: '', run: () => [bad] };
      const { mended, takenBack } = await mend({ root, checks: [...RULES, adviser] });
      expect([mended, takenBack]).toEqual([[], [ROLE]]);
      expect(readFileSync(path.join(root, ROLE), 'utf8')).toBe(SMALL[ROLE]);
    });
  });

  test('applies edits from the end, and skips those that overlap', () => {
    const edits = [
      { start: 0, end: 3, text: 'A' },
      { start: 2, end: 5, text: 'B' },
      { start: 6, end: 7, text: 'C' },
    ];
    expect(applyEdits('abcdefgh', edits)).toBe('abBfCh');
  });
});

describe('an exception', () => {
  const finding: Finding = { rule: 'spelling', severity: 'error', file: GUIDE, line: 3, column: 1, message: 'x' };
  const exception = { rule: 'spelling', file: GUIDE, reason: 'a quotation', until: '2027-01-31' };

  test('covers its finding until its day', () => {
    expect(applyExceptions([finding], [exception], '2027-01-31')).toEqual([]);
  });
  test('that has expired is an error, and its finding is back', () => {
    expect(applyExceptions([finding], [exception], '2027-02-01').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'spelling: x',
      'exceptions: the exception from spelling expired on 2027-01-31',
    ]);
  });
  test('that covers nothing is an error', () => {
    expect(applyExceptions([], [exception], '2027-01-01').map(({ message }) => message)).toEqual([
      'the exception from spelling covers nothing any more',
    ]);
  });
  test('from a rule that guards readers is refused', () => {
    expect(
      applyExceptions([{ ...finding, rule: 'safe-mdx' }], [{ ...exception, rule: 'safe-mdx' }], '2027-01-01').map(({ rule }) => rule),
    ).toEqual(['safe-mdx', 'exceptions']);
  });
});

test('the same content gives the same findings in the same order', async () => {
  const change = { ...edited(ROLE, 'Keeps', 'Kepes'), ...edited(GUIDE, 'Open', 'Opne'), ...edited(SERVICE, 'customer', 'custmer') };
  expect(allInWords(await findingsAfter(change))).toBe(allInWords(await findingsAfter(change)));
});

test('a file that another program writes meanwhile is only read', async () => {
  await withContent({}, async (root) => {
    writeFileSync(path.join(root, ROLE), SMALL[ROLE]!);
    await runChecks({ root, checks: RULES });
    expect(readFileSync(path.join(root, ROLE), 'utf8')).toBe(SMALL[ROLE]);
  });
});
