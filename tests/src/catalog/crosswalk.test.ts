import { expect, it } from 'vitest';
import {
  entriesAbout,
  familiesOf,
  familyIdOf,
  reachOf,
  relatedControls,
  requirementsOf,
  requirementStanding,
} from '../../../src/catalog/crosswalk.ts';
import { smallCatalog } from '../../small-catalog.ts';

const catalog = smallCatalog();
const framework = catalog.frameworks[0]!;
const requirement = (id: string) => framework.requirements.find((candidate) => candidate.id === id)!;
const features = (...ids: string[]) => catalog.features.filter((feature) => ids.includes(feature.id));

it.each([
  ['nist-800-53-r4', 'AC-4', 'AC'],
  ['cis-v8', '13.10', '13'],
  ['pci-dss-v3.2.1', 'A3.2', 'A3'],
] as const)('%s %s belongs to %s', (id, item, family) => {
  expect(familyIdOf(id, item)).toBe(family);
});

it('a requirement leads to its controls, and by them to features', () => {
  expect(requirement('AC-4').controls.map((control) => control.id)).toEqual(['NS-2', 'GS-1']);
  expect(requirementStanding(catalog, requirement('AC-4')).features.map((feature) => feature.id)).toEqual([
    'private-link',
    'public-access',
  ]);
});

it('requirements stand by family, numbers in people’s order', () => {
  const families = familiesOf(catalog, framework);
  expect(
    families.map((family) => `${family.id} ${family.name}: ${family.requirements.map((item) => item.requirement.id).join(' ')}`),
  ).toEqual([
    'AC Access control: AC-2 AC-4',
    'IA Identification and authentication: IA-2',
    'SC System and communications protection: SC-7 SC-28',
    'ZZ Family ZZ: ZZ-1',
  ]);
});

it('each service is counted once, by how far it goes', () => {
  expect(reachOf(catalog, features('private-link', 'own-keys'))).toEqual({ all: 1, some: 2, none: 0, nothing: 0 });
  expect(reachOf(catalog, features('own-keys'))).toEqual({ all: 1, some: 0, none: 2, nothing: 0 });
  expect(reachOf(catalog, features('public-access'))).toEqual({ all: 2, some: 0, none: 0, nothing: 1 });
  expect(reachOf(catalog, [])).toEqual({ all: 0, some: 0, none: 0, nothing: 3 });
});

it('the entries of a feature are the same list each time', () => {
  const [feature] = features('own-keys');
  expect(entriesAbout(catalog, feature!)).toBe(entriesAbout(catalog, feature!));
  expect(entriesAbout(catalog, feature!).map((entry) => entry.serviceId)).toEqual(['central', 'hub', 'store']);
});

it('controls are related by the requirements that both answer, most of them first', () => {
  const [first, ...others] = catalog.controls;
  const answers = (...ids: string[]) => ({ ...first!.crosswalk, [framework.id]: ids });
  const [one, two, three, four] = ['XX-1', 'XX-2', 'XX-3', 'XX-4'].map((id, at) => ({
    ...others[0]!,
    id,
    crosswalk: answers(
      ...[
        ['a', 'b', 'c', 'd'],
        ['a', 'b', 'c'],
        ['d', 'c', 'b', 'a'],
        ['a', 'b'],
      ][at]!,
    ),
  }));
  const related = relatedControls({ ...catalog, controls: [one!, two!, three!, four!] }, one!);
  expect(related.map(({ control, shared }) => [control.id, shared])).toEqual([
    ['XX-3', 4],
    ['XX-2', 3],
  ]);
});

it('a control’s requirements stand in the framework’s order', () => {
  const control = requirement('AC-4').controls[0]!;
  expect(requirementsOf(framework, control).map(({ id }) => id)).toContain('AC-4');
});
