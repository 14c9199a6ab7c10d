import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lock, LockRow } from '../../../schemas/lock.ts';
import { readContent, type Content } from '../../../scripts/content/read-content.ts';
import { crosscheck } from '../../../scripts/checks/crosscheck.ts';
import { summaryOf } from '../../../scripts/checks/crosscheck-summary.ts';
import { ROOT } from '../../../scripts/site/project.ts';
import { withLine, withServices, withText } from './edited-content.ts';

const IOT = 'content/services/iot-central/service.yaml';
const TODAY = '2026-11-23';
let content: Content;
let lock: Lock;
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

beforeAll(() => {
  content = withServices(readContent(ROOT), ['backup', 'iot-central', 'iot-hub', 'key-vault', 'key-vault-managed-hsm', 'storage']);
  ({ lock } = content.records);
});

const againstLock = (edited: Content, today = TODAY) => crosscheck(edited, { upstream: lock, whole: true, today });
const against = (upstream: Lock, edited = content) => crosscheck(edited, { upstream, lock, whole: true, today: TODAY });
const said = ({ differences, notes }: ReturnType<typeof crosscheck>): string[] =>
  [...differences, ...notes].map(({ file, line, column, message, fix }) => `${file}:${line}:${column} ${message} | ${fix}`);

const changed = (change: (copy: Lock) => void): Lock => {
  const copy = structuredClone(lock);
  change(copy);
  return copy;
};
const rowOf = (copy: Lock, service: string, feature: string): LockRow =>
  copy.services[service]!.rows.find((row) => row.feature === feature)!;

/** Replaces the `n`-th line that holds `needle`. */
const edit = (file: string, needle: string, replacement: string, n = 1): Content => {
  const lines = textOf(file).split('\n');
  const index = lines.map((line, at) => (line.includes(needle) ? at : -1)).filter((at) => at >= 0)[n - 1]!;
  return withText(
    content,
    file,
    withLine(textOf(file), index + 1, (line) => line.replace(needle, replacement)),
  );
};

describe('the content as it is', () => {
  it('says what upstream said when it was last read', () => {
    const all = readContent(ROOT);
    expect(said(crosscheck(all, { upstream: all.records.lock, whole: true, today: TODAY }))).toEqual([]);
  });
});

describe('each of IoT Central’s 105 facts', () => {
  it('gives one finding, at its own line, when it is flipped', () => {
    const text = textOf(IOT);
    const facts = text.split('\n').flatMap((line, index) => {
      const match = /^ {4}(supported|enabledByDefault|responsibility): (\S+)$/.exec(line);
      return match ? [{ line: index + 1, field: match[1]!, value: match[2]! }] : [];
    });
    expect(facts).toHaveLength(105);
    const alone = withServices(content, ['iot-central']);
    for (const { line, field, value } of facts) {
      const other = field === 'responsibility' ? (value === 'customer' ? 'microsoft' : 'customer') : value === 'true' ? 'false' : 'true';
      const edited = withText(
        alone,
        IOT,
        withLine(text, line, (before) => before.replace(value, other)),
      );
      const { differences, notes } = crosscheck(edited, { upstream: alone.records.lock, whole: true, today: TODAY });
      expect(notes).toEqual([]);
      expect(
        differences.map((difference) => [difference.file, difference.line, difference.column, difference.kind, difference.state]),
      ).toEqual([[IOT, line, field.length + 7, field, 'ours-differs']]);
      expect(differences[0]!.message).toContain(`is "${other}" here and "${value}" upstream`);
      expect(differences[0]!.message).toMatch(/iot-central-.*\.xlsx, Feature Summary, row \d+, "/);
    }
  });
});

describe('ours differs', () => {
  it('in a reference, a profile attribute, an entry gone or made up', () => {
    const lines = [
      edit(IOT, 'title: Create and configure a private endpoint', 'title: Make and configure a private endpoint'),
      edit(IOT, 'hostAccess: no-access', 'hostAccess: read-only'),
      edit(IOT, '  azure-backup:', '  made-up-feature:'),
    ].flatMap((edited) => said(againstLock(edited)));
    expect(lines).toMatchInlineSnapshot(`
      [
        "content/services/iot-central/service.yaml:21:5 Azure Private Link (NS-2): "references" is "Make and configure a private endpoint for IoT Central: https://learn.microsoft.com/azure/iot-central/core/howto-create-private-endpoint" here and "Create and configure a private endpoint for IoT Central: https://learn.microsoft.com/azure/iot-central/core/howto-create-private-endpoint" upstream (iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 31, "Feature Reference") | Bring it in line with upstream, or explain the difference under "deviations"",
        "content/services/iot-central/service.yaml:5:15 profile: "hostAccess" is "read-only" here and "no-access" upstream (iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx, Security Profile, "Customer can access HOST / OS") | Write "no-access", or explain the difference under "deviations"",
        "content/services/iot-central/service.yaml:8:1 Azure Backup (BR-1) has no entry here; upstream states it (iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 9) | npm run import-baseline -- iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx",
      ]
    `);
  });

  it('in an address only where more than its prefix differs', () => {
    const spelt = 'https://docs.microsoft.com/en-us/azure/iot-central/core/howto-create-private-endpoint';
    expect(said(againstLock(edit(IOT, 'https://learn.microsoft.com/azure/iot-central/core/howto-create-private-endpoint', spelt)))).toEqual(
      [],
    );
    expect(said(againstLock(edit(IOT, 'howto-create-private-endpoint', 'howto-create-endpoint')))).toHaveLength(1);
  });

  it('in the rows set aside: lost, altered or made up', () => {
    const file = 'content/services/backup/service.yaml';
    const text = textOf(file);
    const start = text.indexOf('setAside:');
    const lost = withText(content, file, text.slice(0, start));
    const altered = withText(content, file, text.slice(0, start) + text.slice(start).replace('reason: duplicate', 'reason: no-control'));
    const madeUp = withText(content, file, text + text.slice(start).replace('setAside:\n', '').replace('row: 10', 'row: 11'));
    expect([lost, altered, madeUp].flatMap((edited) => said(againstLock(edited)))).toMatchInlineSnapshot(`
      [
        "content/services/backup/service.yaml:8:1 "Azure Backup" under BR-1 is a row that is neither an entry nor set aside here (backup-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 10; reason: duplicate) | npm run import-baseline -- backup-azure-security-benchmark-v3-latest-security-baseline.xlsx",
        "content/services/backup/service.yaml:183:13 the row set aside for "Azure Backup": "reason" is "no-control" here and "duplicate" upstream (backup-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 10) | Write "duplicate"",
        "content/services/backup/service.yaml:187:5 "Azure Backup" under BR-1 is set aside here and no such row upstream (backup-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary) | Delete it: a row without a source is invented",
      ]
    `);
  });

  it('in a control’s title, roles, crosswalk and policies', () => {
    const file = 'content/controls/NS-2.mdx';
    const lines = [
      edit(file, 'title: Secure cloud services', 'title: Secure all services'),
      edit(file, 'roles: [security-architecture, ', 'roles: ['),
      edit(file, "cis-v8: ['3.12', '4.4']", "cis-v8: ['3.12', '4.5']"),
      edit(file, 'name: Cognitive Services accounts should restrict network access', 'name: Accounts should restrict network access'),
    ].flatMap((edited) => said(againstLock(edited)));
    expect(lines).toMatchInlineSnapshot(`
      [
        "content/controls/NS-2.mdx:2:8 NS-2: the title is "Secure all services with network controls" here; upstream says "Secure cloud services with network controls" (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 3; backup-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 24 and 5 more workbooks) | Write "Secure cloud services with network controls", or explain the difference under "deviations"",
        "content/controls/NS-2.mdx:4:1 NS-2: "roles" is "application-security-and-devsecops; posture-management" here and "application-security-and-devsecops; posture-management; security-architecture" upstream (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 3, "Customer Security Stakeholders:") | Write "application-security-and-devsecops; posture-management; security-architecture", or explain the difference under "deviations"",
        "content/controls/NS-2.mdx:7:3 NS-2: "crosswalk.cis-v8" is "3.12; 4.5" here and "3.12; 4.4" upstream (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 3, "CIS Controls v8 ID(s)") | Write "3.12; 4.4", or explain the difference under "deviations"",
        "content/controls/NS-2.mdx:10:1 NS-2: "policies" lacks "Cognitive Services accounts should restrict network access (037eea7a-bd0a-46c5-9a66-03aea78705d3)" and has "Accounts should restrict network access (037eea7a-bd0a-46c5-9a66-03aea78705d3)", which upstream does not (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 3, "Azure Policy GUID") | Bring it in line with upstream, or explain the difference under "deviations"",
      ]
    `);
  });

  it('in the control or the name of a feature: one finding, not one a service', () => {
    const file = 'content/features/azure-private-link.mdx';
    expect([
      ...said(againstLock(edit(file, 'control: NS-2', 'control: NS-3'))),
      ...said(againstLock(edit(file, 'name: Azure Private Link', 'name: Azure Private Links'))),
    ]).toMatchInlineSnapshot(`
      [
        "content/features/azure-private-link.mdx:3:10 Azure Private Link belongs to NS-3 here, and to NS-2 upstream (backup-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 32, "ASB Control ID", and 5 more workbooks) | Write NS-2",
        "content/features/azure-private-link.mdx:2:7 the feature is called "Azure Private Links" here, and "Azure Private Link" upstream (backup-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 32) | Write "Azure Private Link"; other names go under "otherNames"",
      ]
    `);
  });

  it('in a service that has no workbook, and a workbook that has no service', () => {
    const records = content.records.services.map((record) => (record.id === 'iot-hub' ? { ...record, id: 'iot-hubs' } : record));
    const files = content.files.map((file) => file.replace('/iot-hub/', '/iot-hubs/'));
    const edited = { ...content, files, records: { ...content.records, services: records } };
    expect(said(againstLock(edited))).toMatchInlineSnapshot(`
      [
        "content/services/iot-hub/service.yaml:1:1 there is no service "iot-hub"; upstream has its workbook iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx with 37 rows | npm run import-baseline -- iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx",
        "content/services/iot-hub/service.yaml:1:1 no workbook of upstream's is about "iot-hubs" | If it is new: npm run update-lock -- --upstream DIR. Otherwise check the folder’s name",
      ]
    `);
  });
});

describe('upstream moved', () => {
  it('in a fact, while we and the lock agree', () => {
    const upstream = changed((copy) => void (rowOf(copy, 'iot-hub', 'Azure Private Link').responsibility = 'shared'));
    const { differences } = against(upstream);
    expect(differences.map(({ state, subject, kind }) => [state, subject, kind])).toEqual([
      ['upstream-moved', 'iot-hub', 'responsibility'],
    ]);
    expect(said(against(upstream))).toMatchInlineSnapshot(`
      [
        "content/services/iot-hub/service.yaml:20:21 Azure Private Link (NS-2): "responsibility": upstream moved from "customer" to "shared" (iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 33, "Responsibility") | npm run adopt -- iot-hub azure-private-link --upstream DIR, or explain the difference under "deviations"",
      ]
    `);
  });

  it('by dropping, adding and repeating rows', () => {
    const dropped = changed((copy) => void copy.services['key-vault-managed-hsm']!.rows.splice(4, 1));
    const repeated = changed(
      (copy) =>
        void copy.services['key-vault-managed-hsm']!.rows.splice(5, 0, structuredClone(copy.services['key-vault-managed-hsm']!.rows[4]!)),
    );
    const added = changed(
      (copy) =>
        void copy.services['iot-central']!.rows.push({ ...copy.services['iot-central']!.rows[0]!, row: 37, feature: 'Quantum Sealing' }),
    );
    expect([dropped, repeated, added].flatMap((upstream) => said(against(upstream)))).toMatchInlineSnapshot(`
      [
        "content/services/key-vault-managed-hsm/service.yaml:165:3 Anti-Malware Solution Health Monitoring (ES-3) has an entry here and no row upstream, which has dropped row 6 (key-vault-managed-hsm-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary) | Delete the entry: an entry without a source is invented",
        "content/services/key-vault-managed-hsm/service.yaml:9:1 "Anti-Malware Solution Health Monitoring" under ES-3 is a row that is neither an entry nor set aside here (key-vault-managed-hsm-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 6; reason: duplicate) | npm run adopt -- key-vault-managed-hsm --upstream DIR",
        "content/services/iot-central/service.yaml:8:1 "Quantum Sealing" under IM-1 is a row that is neither an entry nor set aside here (iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 37; reason: unknown-feature) | npm run adopt -- iot-central --upstream DIR",
      ]
    `);
  });

  it('in the title of one workbook, or of the benchmark', () => {
    const one = changed((copy) => void (rowOf(copy, 'iot-hub', 'Azure Private Link').title = 'Secure services'));
    const benchmark = changed((copy) => void (copy.benchmark.controls['NS-2']!.title = 'Secure services'));
    expect([one, benchmark].flatMap((upstream) => said(against(upstream)))).toMatchInlineSnapshot(`
      [
        "content/controls/NS-2.mdx:2:8 NS-2: the title is "Secure cloud services with network controls" here; upstream moved to "Secure services" (iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 33) | Write "Secure services", or explain the difference under "deviations"",
        "content/controls/NS-2.mdx:2:8 NS-2: the title is "Secure cloud services with network controls" here; upstream moved to "Secure services" (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 3) | Write "Secure services", or explain the difference under "deviations"",
      ]
    `);
  });

  it('in the benchmark: roles, crosswalk, policies, a stakeholder that nobody knows', () => {
    const upstream = changed(({ benchmark: { controls } }) => {
      controls['NS-1']!.stakeholders = ['Data Security'];
      controls['NS-3']!.crosswalk['cis-v8'] = ['1.1'];
      controls['NS-5']!.policies = [];
      controls['NS-6']!.stakeholders = ['Quantum team'];
    });
    expect(said(against(upstream))).toMatchInlineSnapshot(`
      [
        "content/controls/NS-1.mdx:4:1 NS-1: "roles": upstream moved from "application-security-and-devsecops; posture-management; security-architecture" to "data-security" (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 2, "Customer Security Stakeholders:") | Write "data-security", or explain the difference under "deviations"",
        "content/controls/NS-3.mdx:7:3 NS-3: "crosswalk.cis-v8": upstream moved from "4.4; 4.8; 13.10" to "1.1" (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 4, "CIS Controls v8 ID(s)") | Write "1.1", or explain the difference under "deviations"",
        "content/controls/NS-5.mdx:10:1 NS-5: "policies": upstream moved from "Azure DDoS Protection Standard should be enabled (a7aca53f-2ed4-4466-a25e-0b45ade68efd)" to "none" (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 6, "Azure Policy GUID") | Write "none", or explain the difference under "deviations"",
        "content/controls/NS-6.mdx:4:8 upstream names the stakeholder "Quantum team", which no role goes by (azure-security-benchmark-v3.0.xlsx, Azure Security Benchmark v3, row 7, "Customer Security Stakeholders:") | Add the name to the "upstreamNames" of the role it means, in content/roles",
      ]
    `);
  });

  it('and so did we: a conflict', () => {
    const edited = edit('content/services/iot-hub/service.yaml', 'hostAccess: no-access', 'hostAccess: read-only');
    const upstream = changed((copy) => void (copy.services['iot-hub']!.profile.hostAccess = 'full-access'));
    expect(against(upstream, edited).differences[0]!.state).toBe('both-moved');
    expect(said(against(upstream, edited))).toMatchInlineSnapshot(`
      [
        "content/services/iot-hub/service.yaml:5:15 profile: "hostAccess": conflict; it is "read-only" here, and upstream went from "no-access" to "full-access" (iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx, Security Profile, "Customer can access HOST / OS") | Decide between the two: write "full-access", or explain the difference under "deviations"",
      ]
    `);
  });

  it('and we followed: only the lock is behind', () => {
    const edited = edit('content/services/iot-hub/service.yaml', 'hostAccess: no-access', 'hostAccess: full-access');
    const upstream = changed((copy) => {
      copy.services['iot-hub']!.profile.hostAccess = 'full-access';
      copy.services['iot-hub']!.sha256 = '0'.repeat(64);
    });
    expect(said(against(upstream, edited))).toMatchInlineSnapshot(`
      [
        "content/upstream.lock.json:1:1 the lock is older than 1 fact here, which upstream states by now | npm run update-lock -- --upstream DIR",
      ]
    `);
  });

  it('in prose that ours was held against: it is to be reviewed again', () => {
    const file = 'content/services/iot-central/azure-private-link.mdx';
    const digest = rowOf(lock, 'iot-central', 'Azure Private Link').text;
    const text = textOf(file).replace(/^reviewed:\n(?: {2}.*\n)+/m, '');
    const reviewed = withText(content, file, text.replace('\n---\n', `\nreviewed:\n  on: 2026-11-01\n  upstreamText: ${digest}\n---\n`));
    expect(said(againstLock(reviewed))).toEqual([]);
    const upstream = changed((copy) => void (rowOf(copy, 'iot-central', 'Azure Private Link').text = '0123456789abcdef'));
    expect(said(against(upstream, reviewed)).map((line) => line.replace(/mdx:\d+/, 'mdx:N'))).toMatchInlineSnapshot(`
      [
        "content/services/iot-central/azure-private-link.mdx:N:17 upstream has changed its text since this prose was held against it on 2026-11-01 (iot-central-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 31) | Read the row, mend the prose where it needs it, then: npm run adopt -- iot-central azure-private-link --reviewed",
      ]
    `);
  });
});

describe('a deviation', () => {
  const file = 'content/services/iot-hub/service.yaml';
  const deviation = (fields: Record<string, string>): string =>
    `deviations:\n  - ${Object.entries({
      feature: 'azure-private-link',
      field: 'responsibility',
      from: 'service-workbook',
      upstream: 'customer',
      ours: 'shared',
      reason: 'Both take part.',
      source: 'https://example.org/',
      reviewBy: '2027-01-01',
      ...fields,
    })
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n    ')}\n`;
  const shared = (fields: Record<string, string> = {}): Content => {
    const text = textOf(file);
    const at = text.indexOf('responsibility: customer', text.indexOf('  azure-private-link:'));
    return withText(
      content,
      file,
      `${text.slice(0, at)}responsibility: shared${text.slice(at + 'responsibility: customer'.length)}${deviation(fields)}`,
    );
  };

  it('explains a difference', () => {
    expect(said(againstLock(shared()))).toEqual([]);
  });

  it('is an error when it is idle, expired, or states either side wrongly', () => {
    expect([
      ...said(againstLock(withText(content, file, textOf(file) + deviation({})))),
      ...said(againstLock(shared(), '2027-01-02')),
      ...said(againstLock(shared({ upstream: 'microsoft' }))),
      ...said(againstLock(shared({ ours: 'microsoft' }))),
      ...said(againstLock(shared({ feature: 'azure-backup' }))),
    ]).toMatchInlineSnapshot(`
      [
        "content/services/iot-hub/service.yaml:205:12 the deviation in "responsibility" is idle: upstream says the same as we do | Delete the deviation",
        "content/services/iot-hub/service.yaml:211:15 the deviation in "responsibility" was to be looked at again by 2027-01-01 | Check its source; then move the date, or delete the deviation",
        "content/services/iot-hub/service.yaml:207:15 the deviation in "responsibility" says that upstream has "microsoft"; upstream has "customer" | Look at the difference again: change the deviation, or adopt what upstream says",
        "content/services/iot-hub/service.yaml:208:11 the deviation in "responsibility" says that we have "microsoft"; the content has "shared" | Make the two agree",
        "content/services/iot-hub/service.yaml:20:21 Azure Private Link (NS-2): "responsibility" is "shared" here and "customer" upstream (iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 33, "Responsibility") | Write "customer", or explain the difference under "deviations"",
        "content/services/iot-hub/service.yaml:205:12 the deviation in "responsibility" is idle: upstream says the same as we do | Delete the deviation",
      ]
    `);
  });

  it('from all service workbooks covers one title, and no other', () => {
    const upstream = changed((copy) => void (rowOf(copy, 'iot-hub', 'Customer Lockbox').title = 'Choose a process'));
    expect(said(against(upstream))).toMatchInlineSnapshot(`
      [
        "content/controls/PA-8.mdx:2:8 PA-8: the title is "Determine access process for cloud provider support" here; upstream moved to "Choose a process" (iot-hub-azure-security-benchmark-v3-latest-security-baseline.xlsx, Feature Summary, row 15) | Write "Choose a process", or explain the difference under "deviations"",
      ]
    `);
    const all = changed((copy) => {
      for (const { rows } of Object.values(copy.services))
        for (const row of rows) if (row.control === 'PA-8') row.title = 'Choose a process';
    });
    expect(said(against(all))).toMatchInlineSnapshot(`
      [
        "content/controls/PA-8.mdx:17:15 the deviation in "title" says that upstream has "Choose approval process for third-party support"; upstream has "Choose a process" | Look at the difference again: change the deviation, or adopt what upstream says",
      ]
    `);
  });

  it('from the published page states what the content has', () => {
    expect(said(againstLock(edit('content/controls/LT-4.mdx', 'ours: Enable network logging', 'ours: Enable all logging'))))
      .toMatchInlineSnapshot(`
      [
        "content/controls/LT-4.mdx:26:11 the deviation in "title" says that we have "Enable all logging for security investigation"; the content has "Enable network logging for security investigation" | Make the two agree",
      ]
    `);
    expect(said(againstLock(edit('content/controls/LT-4.mdx', 'upstream: Enable logging', 'upstream: Enable network logging'))))
      .toMatchInlineSnapshot(`
      [
        "content/controls/LT-4.mdx:23:12 the deviation in "title" is idle: upstream says the same as we do | Delete the deviation",
      ]
    `);
  });
});

describe('one workbook alone', () => {
  it('is compared with its own service, and nothing is missing for that', () => {
    const upstream = { services: { 'iot-hub': lock.services['iot-hub']! }, benchmark: undefined };
    expect(said(crosscheck(content, { upstream, lock, whole: false, today: TODAY }))).toEqual([]);
  });
});

describe('the summary', () => {
  it('counts by state, and by kind in each service', () => {
    const upstream = changed((copy) => {
      rowOf(copy, 'iot-hub', 'Azure Private Link').responsibility = 'shared';
      rowOf(copy, 'iot-hub', 'Azure Backup').supported = true;
      rowOf(copy, 'key-vault', 'Azure Backup').references = [];
      copy.services['storage']!.profile.categories = [];
    });
    expect(summaryOf(against(upstream, edit(IOT, 'hostAccess: no-access', 'hostAccess: read-only')).differences)).toMatchInlineSnapshot(`
      [
        "1 ours differs, 3 upstream moved",
        "  iot-central  profile.hostAccess 1",
        "  iot-hub      responsibility 1, supported 1",
        "  storage      profile.categories 1",
      ]
    `);
  });
});
