import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lock, LockRow } from '../../../schemas/lock.ts';
import { crosscheck } from '../../../scripts/checks/crosscheck.ts';
import { readContent } from '../../../scripts/content/read-content.ts';
import { adopt, markReviewed, type AdoptOptions } from '../../../scripts/upstream/adopt.ts';
import { writeFiles } from '../../../scripts/upstream/write-files.ts';
import { copyContent } from './support.ts';

const SERVICES = ['iot-central', 'iot-hub'];
let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'plumbline-adopt-'));
  copyContent(root, SERVICES);
});
afterEach(() => rmSync(root, { recursive: true }));

const HUB = 'content/services/iot-hub/service.yaml';
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const lockOf = (): Lock => readContent(root).records.lock;
const rowOf = (lock: Lock, service: string, feature: string): LockRow =>
  lock.services[service]!.rows.find((row) => row.feature === feature)!;

const moved = (change: (copy: Lock) => void): Lock => {
  const copy = structuredClone(lockOf());
  change(copy);
  return copy;
};

function adoptFrom(upstream: Lock, slug: string, options: Partial<AdoptOptions> = {}) {
  const content = readContent(root);
  const result = adopt({ root, content, services: { [slug]: upstream.services[slug]! }, ...options });
  writeFiles(new Map([...result.files].map(([file, text]) => [path.join(root, file), text])));
  return result;
}
const differences = (upstream: Lock) => {
  const content = readContent(root);
  expect(content.findings).toEqual([]);
  return crosscheck(content, { upstream, lock: content.records.lock, whole: true, today: '2026-11-23' }).differences.map(
    ({ state, kind }) => `${state} ${kind}`,
  );
};

describe('adopting', { timeout: 60_000 }, () => {
  it('takes what upstream has changed, into the content and the lock', () => {
    const upstream = moved((copy) => {
      rowOf(copy, 'iot-hub', 'Azure Private Link').responsibility = 'shared';
      copy.services['iot-hub']!.profile.categories = ['IoT', 'Web'];
      rowOf(copy, 'iot-hub', 'Azure Backup').references = [{ title: 'New', url: 'https://learn.microsoft.com/new' }];
    });
    expect(differences(upstream)).toEqual([
      'upstream-moved profile.categories',
      'upstream-moved responsibility',
      'upstream-moved references',
    ]);
    const { services, files } = adoptFrom(upstream, 'iot-hub');
    expect(services[0]!.taken.map(({ what, ours, now }) => `${what}: ${ours} → ${now}`)).toEqual([
      'profile: categories: IoT → IoT; Web',
      'Azure Private Link (NS-2): responsibility: customer → shared',
      'Azure Backup (BR-1): references: none → New: https://learn.microsoft.com/new',
    ]);
    expect([...files.keys()]).toEqual([HUB, 'content/upstream.lock.json']);
    expect(differences(upstream)).toEqual([]);
    expect(adoptFrom(upstream, 'iot-hub').files.size).toBe(0);
  });

  it('one feature leaves the others as they are', () => {
    const upstream = moved((copy) => {
      rowOf(copy, 'iot-hub', 'Azure Private Link').responsibility = 'shared';
      rowOf(copy, 'iot-hub', 'Azure Backup').supported = true;
    });
    adoptFrom(upstream, 'iot-hub', { feature: 'azure-private-link' });
    expect(differences(upstream)).toEqual(['upstream-moved supported']);
  });

  it('adds entries for new rows, drops those of rows that are gone, and lists rows set aside', () => {
    const upstream = moved((copy) => {
      const { rows } = copy.services['iot-hub']!;
      const row = rowOf(copy, 'iot-hub', 'Azure Backup');
      rows.splice(rows.indexOf(row), 1);
      rows.push({ ...rows[0]!, row: 99, feature: 'Quantum Sealing' });
    });
    adoptFrom(upstream, 'iot-hub');
    expect(textOf(HUB)).not.toContain('azure-backup');
    expect(textOf(HUB)).toContain('row: 99\n    feature: Quantum Sealing');
    expect(differences(upstream)).toEqual([]);
    const back = moved((copy) => void copy.services['iot-hub']!.rows.push({ ...rowOf(copy, 'iot-central', 'Azure Backup'), row: 100 }));
    adoptFrom(back, 'iot-hub');
    expect(textOf(HUB)).toContain('azure-backup');
    expect(differences(back)).toEqual([]);
  });

  it('leaves what we have changed, and says so; upstream’s side is taken when asked for', () => {
    writeFileSync(path.join(root, HUB), textOf(HUB).replace('hostAccess: no-access', 'hostAccess: read-only'));
    const upstream = moved((copy) => {
      copy.services['iot-hub']!.profile.hostAccess = 'full-access';
      rowOf(copy, 'iot-hub', 'Azure Private Link').responsibility = 'shared';
    });
    const { services } = adoptFrom(upstream, 'iot-hub');
    expect(services[0]!.left).toEqual([{ what: 'profile: hostAccess', ours: 'read-only', now: 'full-access', before: 'no-access' }]);
    expect(services[0]!.taken).toHaveLength(1);
    expect(differences(upstream)).toEqual(['both-moved profile.hostAccess']);
    adoptFrom(upstream, 'iot-hub', { theirs: true });
    expect(differences(upstream)).toEqual([]);
  });

  it('keeps names, policies, deviations and comments, and the file’s other lines', () => {
    const file = 'content/services/iot-central/service.yaml';
    const text = textOf(file).replace('    responsibility: customer', '    responsibility: customer # ask the network team');
    writeFileSync(path.join(root, file), `# A remark at the top.\n${text}`);
    const upstream = moved(
      (copy) => void (copy.services['iot-central']!.rows.find((row) => row.feature === 'Azure Private Link')!.responsibility = 'shared'),
    );
    const before = textOf(file);
    adoptFrom(upstream, 'iot-central');
    const at = before.indexOf('responsibility: customer', before.indexOf('azure-private-link:'));
    expect(textOf(file)).toBe(`${before.slice(0, at)}responsibility: shared${before.slice(at + 'responsibility: customer'.length)}`);
  });

  it('keeps a deviation whose difference upstream has not changed', () => {
    const text = textOf(HUB).replace('hostAccess: no-access', 'hostAccess: read-only');
    const deviation = `deviations:\n  - field: profile.hostAccess\n    from: service-workbook\n    upstream: no-access\n    ours: read-only\n    reason: A reason.\n    source: https://example.org/\n    reviewBy: 2099-01-01\n`;
    writeFileSync(path.join(root, HUB), text + deviation);
    const upstream = moved((copy) => void (rowOf(copy, 'iot-hub', 'Azure Backup').supported = true));
    const { services } = adoptFrom(upstream, 'iot-hub', { theirs: true });
    expect(services[0]!.left).toEqual([]);
    expect(textOf(HUB)).toContain('hostAccess: read-only');
    expect(textOf(HUB)).toContain(deviation);
  });

  it('marks prose whose source text has changed, and never touches its words', () => {
    const file = 'content/services/iot-central/azure-private-link.mdx';
    const bare = textOf(file).replace(/^reviewed:\n(?: {2}.*\n)+/m, '');
    writeFileSync(path.join(root, file), bare);
    const old = rowOf(lockOf(), 'iot-central', 'Azure Private Link').text;
    const upstream = moved((copy) => void (rowOf(copy, 'iot-central', 'Azure Private Link').text = '0123456789012345'));
    expect(adoptFrom(upstream, 'iot-central').services[0]!.review).toEqual([file]);
    expect(textOf(file)).toBe(bare.replace('\n---\n', `\nreviewed:\n  on: '${lockOf().readOn}'\n  upstreamText: '${old}'\n---\n`));
    const review = () =>
      crosscheck(readContent(root), { upstream: lockOf(), whole: true, today: '2026-11-23' }).notes.filter(
        ({ rule }) => rule === 'review-again',
      );
    expect(review()).toHaveLength(1);

    writeFiles(
      new Map(
        [...markReviewed(root, readContent(root), 'iot-central', 'azure-private-link', '2026-12-01')].map(([name, text]) => [
          path.join(root, name),
          text,
        ]),
      ),
    );
    expect(textOf(file)).toBe(bare.replace('\n---\n', `\nreviewed:\n  on: '2026-12-01'\n  upstreamText: '0123456789012345'\n---\n`));
    expect(review()).toEqual([]);
  });

  it('names guidance whose entry is gone', () => {
    const upstream = moved(
      (copy) =>
        void (copy.services['iot-central']!.rows = copy.services['iot-central']!.rows.filter(
          (row) => row.feature !== 'Azure Private Link',
        )),
    );
    expect(adoptFrom(upstream, 'iot-central').services[0]!.orphans).toEqual(['content/services/iot-central/azure-private-link.mdx']);
  });
});
