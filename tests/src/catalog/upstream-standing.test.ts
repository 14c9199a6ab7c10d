import { describe, expect, it } from 'vitest';
import type { Lock, LockRow } from '../../../schemas/lock.ts';
import type { ServiceData } from '../../../schemas/service.ts';
import { upstreamStanding } from '../../../src/catalog/upstream-standing.ts';
import { LACKING, lockRow, ON_MICROSOFT, ON_US, service, smallCatalog, smallRecords } from '../../small-catalog.ts';

/** One service, one workbook: what the page says of them. */
function standingOf(entries: Parameters<typeof service>[2], rows: LockRow[], more: Partial<ServiceData> = {}) {
  const records = smallRecords();
  const lock: Lock = {
    ...records.lock,
    services: {
      hub: {
        file: 'hub.xlsx',
        sha256: 'c'.repeat(64),
        modified: '2023-02-01',
        profile: { categories: ['IoT'], hostAccess: 'no-access', deployableInVirtualNetwork: false, storesContentAtRest: true },
        rows,
      },
    },
  };
  const catalog = smallCatalog({ services: [service('hub', 'Hub', entries, more)], lock });
  return upstreamStanding(catalog, lock);
}

const domain = { domain: 'Network Security', title: 'Keep it private' };

describe('a service', () => {
  it('is as upstream when every row is an entry with the same facts', () => {
    const { services, rows, entries } = standingOf({ 'private-link': ON_US }, [lockRow(2, 'Private Link', 'NS-2', domain)]);
    expect(services[0]).toMatchObject({ state: 'as-upstream', rows: 1, setAside: 0, differing: [] });
    expect([rows, entries]).toEqual([1, 1]);
  });

  it('differs when a fact is another one and nothing says why', () => {
    const { services } = standingOf({ 'private-link': ON_MICROSOFT }, [lockRow(2, 'Private Link', 'NS-2', domain)]);
    expect(services[0]!.state).toBe('differs');
    expect(services[0]!.differing).toEqual(['Private Link: enabledByDefault', 'Private Link: responsibility']);
  });

  it('deviates when the difference has its reason', () => {
    const deviation = {
      feature: 'private-link',
      from: 'service-workbook',
      reason: 'A test.',
      source: 'https://example.org/x',
      reviewBy: '2027-01-01',
    };
    const { services, deviations } = standingOf(
      { 'private-link': { ...ON_US, enabledByDefault: true } },
      [lockRow(2, 'Private Link', 'NS-2', domain)],
      {
        deviations: [{ ...deviation, field: 'enabledByDefault', from: 'service-workbook', upstream: false, ours: true }],
      },
    );
    expect(services[0]!.state).toBe('deviates');
    expect(deviations.map(({ of }) => of)).toEqual(['private-link']);
  });

  it('differs when an entry has no row', () => {
    const { services } = standingOf({ 'private-link': ON_US, 'own-keys': LACKING }, [lockRow(2, 'Private Link', 'NS-2', domain)]);
    expect(services[0]!.differing).toEqual(['Own Keys: no row of the workbook']);
  });
});

it('a service without a workbook is not read', () => {
  const records = smallRecords();
  expect(upstreamStanding(smallCatalog(), records.lock).services.map(({ state }) => state)).toEqual(['unread', 'unread', 'unread']);
});

it('a row set aside says what it says otherwise than the entry that was kept', () => {
  const aside: ServiceData['setAside'][number] = {
    row: 3,
    feature: 'Private Link',
    control: 'NS-2',
    reason: 'duplicate',
    ...ON_US,
    responsibility: 'shared',
    references: [],
  };
  const { setAside, services } = standingOf(
    { 'private-link': ON_US },
    [lockRow(2, 'Private Link', 'NS-2', domain), lockRow(3, 'Private Link', 'NS-2', domain)],
    {
      setAside: [aside],
    },
  );
  expect(services[0]!.state).toBe('set-aside');
  expect(setAside.map(({ row, otherwise }) => [row.row, otherwise])).toEqual([[3, ['responsibility: shared']]]);
});

it('a title that the benchmark gives otherwise is one contradiction, with all of its rows', () => {
  const wrong = { ...domain, title: 'Keep it secret' };
  const { contradictions } = standingOf({ 'private-link': ON_US, 'public-access': ON_US }, [
    lockRow(2, 'Private Link', 'NS-2', wrong),
    lockRow(3, 'Public Access', 'NS-2', { ...wrong, domain: 'Net security' }),
  ]);
  expect(
    contradictions.map(({ control, field, elsewhere, rows }) => `${control} ${field} “${elsewhere}” ${rows.map(({ row }) => row).join()}`),
  ).toEqual(['NS domain “Net security” 3', 'NS-2 title “Keep it secret” 2,3']);
});

it('white space alone contradicts nothing', () => {
  const { contradictions } = standingOf({ 'private-link': ON_US }, [
    lockRow(2, 'Private Link', 'NS-2', { ...domain, title: ' Keep  it private ' }),
  ]);
  expect(contradictions).toEqual([]);
});

it('somebody responsible for what is not supported is a misfit', () => {
  const { misfits } = standingOf({ 'own-keys': LACKING }, [lockRow(9, 'Own Keys', 'DP-5', { ...LACKING, responsibility: 'customer' })]);
  expect(misfits.map(({ row, says }) => `${row}: ${says}`)).toEqual([
    '9: supported: not supported, enabled by default: not applicable, responsibility: customer',
  ]);
});

it('empty cells of a profile are named', () => {
  const { emptyProfiles } = standingOf({}, [], {
    profile: { categories: [], hostAccess: 'unknown', deployableInVirtualNetwork: true, storesContentAtRest: 'unknown' },
  });
  expect(emptyProfiles.map(({ attributes }) => attributes)).toEqual([
    ['product category', 'customer access to the host', 'stores customer content at rest'],
  ]);
});
