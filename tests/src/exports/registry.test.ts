import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { aboutCatalog, EXPORTS } from '../../../src/exports/registry.ts';
import { smallCatalog } from '../../small-catalog.ts';

const catalog = smallCatalog();
const about = aboutCatalog(catalog, '1.2.3');
const rendered = async (file: string) => EXPORTS.find((candidate) => candidate.file === file)!.render(catalog, about);

it('no two exports share a file', () => {
  expect(new Set(EXPORTS.map(({ file }) => file)).size).toBe(EXPORTS.length);
});

describe('the workbook', () => {
  it('has a sheet for each kind of thing, and one on where it comes from', async () => {
    const workbook = read(await rendered('plumbline.xlsx'));
    expect(workbook.SheetNames).toEqual(['Matrix', 'Entries', 'Services', 'Controls', 'Crosswalk', 'Rows set aside', 'About']);
  });

  it('loses no entry', async () => {
    const workbook = read(await rendered('plumbline.xlsx'));
    const entries = utils.sheet_to_json<Record<string, string>>(workbook.Sheets['Entries']!);
    const codes = catalog.services.flatMap((service) => service.entries.map((entry) => entry.code));
    expect(entries.map((row) => row['Code'])).toEqual(codes);
  });
});

it('the matrix as CSV says “Not stated” where a workbook does not name the feature', async () => {
  const lines = String(await rendered('matrix.csv')).split('\r\n');
  expect(lines[0]).toBe('\uFEFFService,NS-2 Private Link,NS-2 Public Access,IM-3 Identities,DP-5 Own Keys,Source');
  expect(lines.find((line) => line.startsWith('Store'))).toContain('Store,Configure,Nothing to do,Not stated,Configure,');
});

it('the matrix as JSON keeps its columns and rows in step', async () => {
  const { features, services } = JSON.parse(String(await rendered('matrix.json'))) as {
    features: string[];
    services: { id: string; actions: (string | null)[] }[];
  };
  expect(features).toEqual(['private-link', 'public-access', 'identities', 'own-keys']);
  expect(services.find((service) => service.id === 'store')!.actions).toEqual(['configure', 'none', null, 'configure']);
});
