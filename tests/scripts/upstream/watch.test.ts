import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../src/catalog/build-catalog.ts';
import { crosscheck } from '../../../scripts/checks/crosscheck.ts';
import { readContent } from '../../../scripts/content/read-content.ts';
import { renderLock } from '../../../scripts/upstream/lock-file.ts';
import { readUpstream } from '../../../scripts/upstream/read-upstream.ts';
import { watchUpstream, type WatchOptions } from '../../../scripts/upstream/watch.ts';
import { workbookFacts, writeServiceWorkbook, type WorkbookFacts } from '../../../scripts/upstream/write-workbook.ts';
import { copyContent } from './support.ts';

const SERVICES = ['iot-central', 'iot-hub'];
const FOLDER = 'Azure Offer Security Baselines/3.0';
let base: string;
const at = (...names: string[]): string => path.join(base, ...names);
const inGit = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: at(folder),
    encoding: 'utf8',
    env: { ...process.env, GIT_COMMITTER_DATE: '2026-11-20T12:00:00Z' },
  }).trim();
const commit = (folder: string, message: string): void => {
  inGit(folder, 'add', '--all');
  inGit(folder, 'commit', '--quiet', '--message', message);
};

const workbookPath = (slug: string): string => at('upstream', FOLDER, `${slug}-azure-security-benchmark-v3-latest-security-baseline.xlsx`);
async function writeWorkbook(slug: string, change: (facts: WorkbookFacts) => WorkbookFacts = (facts) => facts): Promise<void> {
  const catalog = buildCatalog(readContent(at('project')).records);
  const service = catalog.services.find(({ id }) => id === slug)!;
  writeFileSync(workbookPath(slug), await writeServiceWorkbook(change(workbookFacts(service, catalog))));
}
const withRow = (feature: string, change: object) => (facts: WorkbookFacts) => ({
  ...facts,
  rows: facts.rows.map((row) => (row.feature === feature ? { ...row, ...change } : row)),
});

const watch = (options: Partial<WatchOptions> = {}) =>
  watchUpstream({
    root: at('project'),
    repository: at('upstream'),
    ref: 'main',
    folders: [FOLDER],
    into: at('cache', 'upstream'),
    branch: 'upstream-watch',
    push: 'origin',
    author: { name: 'Watch', email: 'watch@example.org' },
    ...options,
  });

/** What the content of the proposal says about a service, read from the remote. */
const proposed = (file: string): string => inGit('remote.git', 'show', `upstream-watch:${file}`);

beforeEach(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'plumbline-watch-'));
  for (const folder of ['upstream', 'project', 'remote.git']) mkdirSync(at(folder));
  copyContent(at('project'), SERVICES);
  inGit('upstream', 'init', '--quiet', '--initial-branch=main');
  mkdirSync(at('upstream', FOLDER), { recursive: true });
  writeFileSync(at('upstream', 'README.md'), 'not a workbook');
  for (const slug of SERVICES) await writeWorkbook(slug);
  commit('upstream', 'first');

  // A first reading: workbooks of our own making have other prose and other bytes than upstream's.
  const content = readContent(at('project'));
  const { services, findings } = await readUpstream([at('upstream')]);
  expect(findings).toEqual([]);
  writeFileSync(at('project', 'content/upstream.lock.json'), renderLock({ ...content.records.lock, services }));
  inGit('remote.git', 'init', '--quiet', '--bare');
  inGit('project', 'init', '--quiet', '--initial-branch=main');
  inGit('project', 'remote', 'add', 'origin', at('remote.git'));
  commit('project', 'first');
}, 60_000);
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('watching upstream', { timeout: 60_000 }, () => {
  it('proposes nothing while upstream says what it said', async () => {
    expect(await watch()).toMatchObject({ changed: false, commit: '', body: '', findings: [] });
    expect(inGit('remote.git', 'branch', '--list')).toBe('');
  });

  it('puts what it can take on one branch, and the same state again changes nothing', async () => {
    await writeWorkbook('iot-hub', withRow('Azure Private Link', { responsibility: 'shared' }));
    commit('upstream', 'second');
    const first = await watch();
    expect(first).toMatchObject({ changed: true, title: 'Upstream: 1 fact changed in 1 place' });
    expect(first.body.replaceAll(first.upstream.slice(0, 12), 'COMMIT').replaceAll(base, '')).toMatchInlineSnapshot(`
      "Upstream is at \`COMMIT\` of \`/upstream\`, committed on 2026-11-20. 1 fact and 0 texts differ from the lock.

      ## What upstream says otherwise

      | | What | Before | Now | Where |
      | --- | --- | --- | --- | --- |
      | \`iot-hub\` | \`Azure Private Link (NS-2): responsibility\` | \`customer\` | \`shared\` | \`Feature Summary, row 33\` |
      "
    `);
    expect(proposed('content/services/iot-hub/service.yaml')).toMatch(
      /azure-private-link:\n {4}supported: true\n {4}enabledByDefault: false\n {4}responsibility: shared/,
    );
    expect(inGit('project', 'status', '--porcelain')).toBe('');
    expect(inGit('project', 'worktree', 'list').split('\n')).toHaveLength(1);

    expect((await watch()).commit).toBe(first.commit);
    inGit('project', 'merge', '--quiet', '--ff-only', 'upstream-watch');
    const content = readContent(at('project'));
    expect(content.findings).toEqual([]);
    expect(crosscheck(content, { upstream: content.records.lock, whole: true, today: '2026-11-23' }).differences).toEqual([]);
    expect(await watch()).toMatchObject({ changed: false });
  });

  it('updates the branch when upstream moves on', async () => {
    await writeWorkbook('iot-hub', withRow('Azure Private Link', { responsibility: 'shared' }));
    commit('upstream', 'second');
    const first = await watch();
    await writeWorkbook('iot-hub', withRow('Azure Private Link', { responsibility: 'microsoft' }));
    commit('upstream', 'third');
    const second = await watch();
    expect(second.commit).not.toBe(first.commit);
    expect(inGit('remote.git', 'rev-list', '--count', 'upstream-watch')).toBe('2');
    expect(proposed('content/services/iot-hub/service.yaml')).toContain('responsibility: microsoft');
  });

  it('leaves conflicts for a person, and names new services, lost ones and prose to read again', async () => {
    const file = at('project', 'content/services/iot-hub/service.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('hostAccess: no-access', 'hostAccess: read-only'));
    commit('project', 'ours');
    await writeWorkbook('iot-hub', (facts) => ({ ...facts, profile: { ...facts.profile, hostAccess: 'full-access' } }));
    cpSync(workbookPath('iot-hub'), workbookPath('brand-new'));
    rmSync(workbookPath('iot-central'));
    commit('upstream', 'second');
    const { body } = await watch();
    expect(body.slice(body.indexOf('## For a person'), body.indexOf('## What upstream'))).toMatchInlineSnapshot(`
      "## For a person to decide

      - \`iot-hub\` \`profile: hostAccess\`: upstream went from \`no-access\` to \`full-access\`, here it is \`read-only\`. Left as it is.
      - \`content/services/brand-new/service.yaml\` is new: review its name and its code.
      - \`iot-central\` has no workbook any more. Kept; delete it, or say why it stays.

      "
    `);
    expect(proposed('content/services/iot-hub/service.yaml')).toContain('hostAccess: read-only');
    expect(proposed('content/services/brand-new/service.yaml')).toContain('name: Brand New\ncode: BRNE');
    expect(proposed('content/services/iot-central/service.yaml')).toContain('Azure IoT Central');
  });

  it('takes the good workbooks where one is broken, and says so', async () => {
    await writeWorkbook('iot-hub', withRow('Azure Private Link', { responsibility: 'shared' }));
    writeFileSync(workbookPath('iot-central'), readFileSync(workbookPath('iot-central')).subarray(0, 3_000));
    commit('upstream', 'second');
    const { body, findings } = await watch();
    expect(findings.map(({ file }) => file)).toEqual([`${FOLDER}/iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx`]);
    expect(body).toContain('## Workbooks that could not be read');
    expect(body).not.toContain('has no workbook any more');
    expect(proposed('content/services/iot-hub/service.yaml')).toContain('responsibility: shared');
  });

  it('shows upstream’s words as code, whatever they are', async () => {
    const feature = '@everyone `x` | <img src=x onerror=alert(1)> [a](http://b)';
    await writeWorkbook('iot-hub', (facts) => ({ ...facts, rows: [...facts.rows, { ...facts.rows[0]!, row: 90, feature }] }));
    commit('upstream', 'second');
    const { body } = await watch();
    const line = body.split('\n').find((text) => text.includes('@everyone'))!;
    expect(line).toContain('``@everyone `x` \\| <img src=x onerror=alert(1)> [a](http://b) (IM-1)``');
  });

  it('follows no link out of upstream’s folder, and takes no option for a name', async () => {
    symlinkSync(at('project', 'content'), at('upstream', FOLDER, 'elsewhere'));
    symlinkSync('/etc/passwd', at('upstream', FOLDER, 'passwd-azure-security-benchmark-v3-latest-security-baseline.xlsx'));
    commit('upstream', 'links');
    const { findings } = await watch();
    expect(findings.map(({ message }) => message)).toEqual(['the file is plain text (CSV?) with the name of a workbook']);
    await expect(watch({ ref: '--upload-pack=touch x' })).rejects.toThrow('is not possible');
    await expect(watch({ folders: ['../project'] })).rejects.toThrow('leads out of the repository');
    await expect(watch({ folders: ['Azure Offer Security Baselines/4.0'] })).rejects.toThrow('has it moved its workbooks?');
    await expect(watch({ branch: 'a..b' })).rejects.toThrow('check-ref-format');
  });
});
