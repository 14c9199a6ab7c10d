import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookAt } from '../../../scripts/checks/run-checks.ts';
import { compareCatalogs } from '../../../scripts/report/compare-catalogs.ts';
import { MARKER, reportInMarkdown } from '../../../scripts/report/markdown.ts';
import { withRevision } from '../../../scripts/report/read-revision.ts';
import { edited, SMALL, withContent, type Change } from '../checks/small-content.ts';

const SERVICE = 'content/services/tiny-service/service.yaml';
const GUIDANCE = 'content/services/tiny-service/private-access.mdx';
const GUIDE = 'content/guides/start.mdx';

const catalogOf = (change: Change) => withContent(change, (root) => lookAt(root).catalog);
const changeBy = async (change: Change) => compareCatalogs(await catalogOf({}), await catalogOf(change));
const report = async (change: Change): Promise<string> =>
  reportInMarkdown({
    change: await changeBy(change),
    downloads: [],
    findings: [],
    files: 'https://example.org/files',
    site: 'https://example.org/site',
  });

describe('the report', () => {
  test('says that nothing changes where nothing does', async () => {
    expect(await report({})).toBe(
      `${MARKER}\n\n## What this change means\n\nNothing that a reader would see: no fact and no sentence of the content differs.\n`,
    );
  });

  test('a fact: what it was, what it is, which checklists and items it touches', async () => {
    expect(await report(edited(SERVICE, 'enabledByDefault: false', 'enabledByDefault: true'))).toMatchInlineSnapshot(`
      "<!-- plumbline: what this change means -->

      ## What this change means

      2 facts · 1 role checklist · 1 item to look at again

      ### Facts

      | Where | What | Before | After |
      | --- | --- | --- | --- |
      | [NS\\-2 Private access \\(Azure Tiny Service\\)](https://example.org/files/content/services/tiny-service/service.yaml) ([page](https://example.org/site/services/tiny-service/#private-access)) | enabled by default | false | true |
      | [NS\\-2 Private access \\(Azure Tiny Service\\)](https://example.org/files/content/services/tiny-service/service.yaml) ([page](https://example.org/site/services/tiny-service/#private-access)) | action | configure | verify |

      ### Checklists

      - Azure Tiny Service, Network team: 1 changed

      People who have answered these will be asked to look again:

      - \`TINY-NS-2-PA\` Private access, Azure Tiny Service, on 1 checklist
      "
    `);
  });

  test('a sentence, before and after, and who will be asked to look again', async () => {
    expect(await report(edited(GUIDANCE, 'do: Create a private endpoint.', 'do: Create two private endpoints.'))).toMatchInlineSnapshot(`
      "<!-- plumbline: what this change means -->

      ## What this change means

      1 text · 1 role checklist · 1 item to look at again

      ### Checklists

      - Azure Tiny Service, Network team: 1 changed

      People who have answered these will be asked to look again:

      - \`TINY-NS-2-PA\` Private access, Azure Tiny Service, on 1 checklist

      ### Text

      <details><summary>NS-2 Private access (Azure Tiny Service): do</summary>

      [NS\\-2 Private access \\(Azure Tiny Service\\)](https://example.org/files/content/services/tiny-service/private-access.mdx) ([page](https://example.org/site/services/tiny-service/#private-access))

      \`\`\`diff
      -Create a private endpoint.
      +Create two private endpoints.
      \`\`\`

      </details>
      "
    `);
  });

  test('what is added and removed', async () => {
    const change = await changeBy({ [GUIDE]: undefined, 'content/guides/other.mdx': SMALL[GUIDE]!.replace('Where to start', 'Another') });
    expect([change.added.map(({ id }) => id), change.removed.map(({ id }) => id)]).toEqual([['other'], ['start']]);
  });

  test('a service that goes takes its entries with it, without a line for each', async () => {
    const change = await changeBy({ [SERVICE]: undefined, [GUIDANCE]: undefined });
    expect(change.removed.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['service tiny-service']);
    expect(change.checklists.map(({ removed }) => removed)).toEqual([1]);
  });

  test('lets no text of a pull request act: no HTML, no mention, no way out of the fence', async () => {
    const words = await report({
      [GUIDE]: SMALL[GUIDE]!.replace('Where to start', 'Ask @everyone <b>now</b> ![x](https://example.org/x.png) #1').replace(
        'Open the',
        '````\n</details><script>x</script>\n````\n\nOpen the',
      ),
    });
    const [outside = '', ...rest] = words.split(/^`{5,}diff$/m);
    expect(outside).not.toMatch(/@everyone|<b>|https:\/\/example\.org\/x\.png/);
    expect(rest.join('')).toContain('</details><script>');
    expect(words.match(/^`{5,}$/gm)).not.toBeNull();
  });

  test('findings of the check stand first, idle deviations by themselves', async () => {
    const finding = {
      severity: 'error',
      file: 'content/a.yaml',
      line: 3,
      column: 1,
      message: 'no longer differs',
      fix: 'Delete it',
    } as const;
    const words = reportInMarkdown({
      change: await changeBy(edited(SERVICE, 'enabledByDefault: false', 'enabledByDefault: true')),
      downloads: ['matrix.csv'],
      findings: [{ rule: 'deviation', ...finding }],
      files: '',
      site: '',
    });
    expect(words).toContain('**The check finds 1 error.**');
    expect(words).toContain('### Deviations now idle\n\n- `content/a.yaml:3:1` no longer differs Fix: Delete it. (deviation)');
    expect(words).toContain('### Downloads that change\n\n`matrix.csv`');
  });
});

describe('a revision', () => {
  const git = (root: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], { cwd: root, encoding: 'utf8' });

  test('is read without touching the working tree or its index', async () => {
    await withContent({}, async (root) => {
      git(root, 'init', '-q', '-b', 'main');
      git(root, 'add', '.');
      git(root, 'commit', '-q', '-m', 'one');
      writeFileSync(path.join(root, SERVICE), SMALL[SERVICE]!.replace('Azure Tiny Service', 'Renamed'));
      const name = await withRevision(root, 'HEAD', (folder) => Promise.resolve(lookAt(folder).catalog.services[0]!.name));
      expect(name).toBe('Azure Tiny Service');
      expect(readFileSync(path.join(root, SERVICE), 'utf8')).toContain('Renamed');
      expect(git(root, 'status', '--porcelain')).toBe(` M ${SERVICE}\n`);
    });
  });

  test.each(['--upload-pack=touch canary', 'a b', '$(touch canary)', '-x'])('%j is no name of one', async (revision) => {
    await expect(withRevision('.', revision, () => Promise.resolve(1))).rejects.toThrow('is no revision; use a branch, a tag or a commit');
  });

  test('that git does not know is named', async () => {
    await expect(withRevision('.', 'nowhere/at-all', () => Promise.resolve(1))).rejects.toThrow(
      'git does not know the revision "nowhere/at-all"; fetch it first: git fetch origin',
    );
  });
});
