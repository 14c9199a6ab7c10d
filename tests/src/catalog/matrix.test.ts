import { describe, expect, it } from 'vitest';
import { actionCounts, matrixOf, supportedShare } from '../../../src/catalog/matrix.ts';
import { smallCatalog } from '../../small-catalog.ts';

const catalog = smallCatalog();

describe('the matrix', () => {
  const matrix = matrixOf(catalog);

  it('has one column a feature, grouped by domain in the order of the benchmark', () => {
    expect(matrix.groups.map((group) => `${group.domain.id}: ${group.features.map((feature) => feature.code).join(' ')}`)).toEqual([
      'NS: PL PNA',
      'IM: MI',
      'DP: CMK',
    ]);
  });

  it('has one row a service, by name', () => {
    expect(matrix.rows.map((row) => row.service.name)).toEqual(['Central', 'Hub', 'Store']);
  });

  it('leaves a cell empty where a workbook does not name the feature', () => {
    const store = matrix.rows.find((row) => row.service.id === 'store')!;
    expect(store.cells.map((entry) => entry?.action)).toEqual(['configure', 'none', undefined, 'configure']);
  });
});

it('every action is counted, those that nothing ends in too', () => {
  const central = catalog.services.find((service) => service.id === 'central')!;
  expect(actionCounts(central.entries).map(({ value, count }) => `${value} ${count}`)).toEqual([
    'configure 2',
    'verify 0',
    'inherit 1',
    'compensate 1',
    'none 0',
  ]);
});

it('what does not apply does not count against a share', () => {
  const entries = catalog.services.flatMap((service) => service.entries);
  expect(supportedShare(entries.filter((entry) => entry.feature.id === 'own-keys'))).toBeCloseTo(1 / 3);
  expect(supportedShare(entries.filter((entry) => entry.feature.id === 'public-access'))).toBe(1);
  expect(supportedShare([])).toBeUndefined();
});
