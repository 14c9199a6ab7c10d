import { describe, expect, it } from 'vitest';
import { compareServices, idsAsked, servicesMeant } from '../../../src/catalog/compare.ts';
import { serviceJson } from '../../../src/exports/api.ts';
import { smallCatalog } from '../../small-catalog.ts';

const catalog = smallCatalog();
const pick = (...ids: string[]) => ids.map((id) => serviceJson(catalog.services.find((service) => service.id === id)!));
const inWords = (...ids: string[]) =>
  compareServices(pick(...ids)).map((row) => `${row.feature}: ${row.agreement}, ${row.cells.map((cell) => cell?.action ?? '?').join(' ')}`);

describe('services side by side', () => {
  it('begin with what they answer differently, each part in the order of the benchmark', () => {
    expect(inWords('hub', 'central')).toEqual([
      'public-access: differ, configure inherit',
      'private-link: agree, configure configure',
      'identities: agree, configure configure',
      'own-keys: agree, compensate compensate',
    ]);
  });

  it('stand in the order asked for', () => {
    expect(inWords('central', 'hub')[0]).toBe('public-access: differ, inherit configure');
  });

  it('differ where one does not name the feature', () => {
    expect(inWords('hub', 'store')).toContain('identities: differ, configure ?');
  });

  it('end with what applies to none of them', () => {
    expect(inWords('store', 'store').at(-1)).toBe('public-access: nothing-to-do, none none');
  });

  it('differ where the same action hides another answer', () => {
    const [hub] = pick('hub');
    const shared = { ...hub!, entries: hub!.entries.map((entry) => ({ ...entry, responsibility: 'shared' as const })) };
    const row = compareServices([hub!, shared]).find((candidate) => candidate.feature === 'private-link')!;
    expect(row.cells.map((cell) => cell!.action)).toEqual(['configure', 'configure']);
    expect(row.agreement).toBe('differ');
  });
});

it('an address may name a service twice, and have spaces and empty places', () => {
  expect(idsAsked('hub,central, hub,,store')).toEqual(['hub', 'central', 'store']);
  expect(idsAsked(null)).toEqual([]);
});

describe('what somebody types', () => {
  const services = [
    { id: 'iot-hub', name: 'Azure IoT Hub', otherNames: [] },
    { id: 'iot-central', name: 'Azure IoT Central', otherNames: ['IoTC'] },
    { id: 'virtual-network', name: 'Virtual Network', otherNames: [] },
    { id: 'virtual-network-nat', name: 'Virtual Network NAT', otherNames: [] },
  ];
  const meant = (typed: string) => servicesMeant(services, typed).map((service) => service.id);

  it.each([
    ['Azure IoT Hub', ['iot-hub']],
    ['iot-hub', ['iot-hub']],
    ['  iot  HUB ', ['iot-hub']],
    ['iotc', ['iot-central']],
    ['hub', ['iot-hub']],
    ['iot', ['iot-hub', 'iot-central']],
    ['Virtual Network', ['virtual-network']],
    ['virtual', ['virtual-network', 'virtual-network-nat']],
    ['nothing like it', []],
    ['', []],
  ])('“%s” means %j', (typed, ids) => {
    expect(meant(typed)).toEqual(ids);
  });
});
