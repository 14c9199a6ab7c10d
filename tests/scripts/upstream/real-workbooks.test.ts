import { expect, it, beforeAll } from 'vitest';
import { readContent, type Content } from '../../../scripts/content/read-content.ts';
import { crosscheck } from '../../../scripts/checks/crosscheck.ts';
import { comparePolicies } from '../../../scripts/checks/crosscheck-policies.ts';
import { ROOT } from '../../../scripts/site/project.ts';
import { changesBetween } from '../../../scripts/upstream/changes.ts';
import { classifyRows } from '../../../scripts/upstream/classify.ts';
import { importServices, knownFeatures } from '../../../scripts/upstream/import-services.ts';
import { readServiceWorkbook } from '../../../scripts/upstream/service-workbook.ts';
import { readUpstream, type Upstream } from '../../../scripts/upstream/read-upstream.ts';
import { workbookFacts, writeServiceWorkbook } from '../../../scripts/upstream/write-workbook.ts';
import { buildCatalog } from '../../../src/catalog/build-catalog.ts';
import { AZURE_POLICY, describeUpstream, UPSTREAM, withoutText } from './support.ts';

describeUpstream('upstream’s real workbooks', () => {
  let upstream: Upstream;
  let content: Content;

  beforeAll(async () => {
    upstream = await readUpstream([UPSTREAM]);
    content = readContent(ROOT);
  }, 60_000);

  it('are all read: 118 services, 4,163 rows, 85 controls', () => {
    expect(upstream.findings).toEqual([]);
    expect(Object.keys(upstream.services)).toHaveLength(118);
    expect(Object.values(upstream.services).reduce((sum, service) => sum + service.rows.length, 0)).toBe(4_163);
    expect(Object.keys(upstream.benchmark!.controls)).toHaveLength(85);
  });

  it('are accounted for row by row: 4,126 entries and 37 rows set aside, each with its reason', () => {
    const features = knownFeatures(content.records);
    const controls = new Set(content.records.controls.map((control) => control.id));
    const reasons: Record<string, number> = {};
    let entries = 0;
    for (const [slug, { rows }] of Object.entries(upstream.services)) {
      const classified = classifyRows(rows, features, controls);
      const used = [...classified.entries.values(), ...classified.setAside.map(({ row }) => row)].map(({ row }) => row);
      expect(
        used.sort((a, b) => a - b),
        slug,
      ).toEqual(rows.map(({ row }) => row));
      entries += classified.entries.size;
      for (const { reason } of classified.setAside) reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    expect({ entries, ...reasons }).toEqual({ entries: 4_126, 'no-related-feature': 12, 'no-control': 6, duplicate: 19 });
    expect(content.records.services.reduce((sum, { data }) => sum + Object.keys(data.entries).length + data.setAside.length, 0)).toBe(
      4_163,
    );
  });

  it('say what the lock says', () => {
    const { lock } = content.records;
    expect(changesBetween(lock, { services: upstream.services, benchmark: upstream.benchmark! })).toEqual([]);
    expect(upstream.services).toEqual(lock.services);
    expect(upstream.benchmark).toEqual(lock.benchmark);
  });

  it('say what the content says, save for the deviations', () => {
    const { differences, notes } = crosscheck(content, { upstream, lock: content.records.lock, whole: true, today: '2026-11-23' });
    expect([...differences, ...notes].map((finding) => `${finding.file}:${finding.line} ${finding.message}`)).toEqual([]);
  });

  it('leave every service file as it is when they are imported again', () => {
    const { files, findings } = importServices(ROOT, content.records, upstream.services);
    expect(findings).toEqual([]);
    expect(files).toHaveLength(118);
    expect(files.filter(({ before, after }) => before !== after).map(({ file }) => file)).toEqual([]);
  });

  it('survive the way from facts to a workbook and back, all 118 of them', async () => {
    const catalog = buildCatalog(content.records);
    for (const service of catalog.services) {
      const file = service.workbook!.file;
      const bytes = await writeServiceWorkbook(workbookFacts(service, catalog));
      const { facts, findings } = await readServiceWorkbook(file, Buffer.from(bytes));
      expect(findings, service.id).toEqual([]);
      const original = upstream.services[service.id]!;
      expect(withoutText(facts!), service.id).toEqual(withoutText(original));
      expect({ profile: facts!.profile, modified: facts!.modified }).toEqual({ profile: original.profile, modified: original.modified });
    }
  }, 60_000);

  it('come out of the writer as the same bytes each time', async () => {
    const catalog = buildCatalog(content.records);
    const facts = workbookFacts(catalog.services[0]!, catalog);
    expect(Buffer.from(await writeServiceWorkbook(facts)).equals(Buffer.from(await writeServiceWorkbook(facts)))).toBe(true);
  });

  it('agree with the policy definitions that services list', () => {
    expect(comparePolicies(content, AZURE_POLICY)).toEqual([]);
  });
});
