import { expect, test } from 'vitest';
import { isSelected, nothingSelected, queryOf, selectionFrom } from '../../../src/checklists/selection.ts';

test('one selection has one address, however it was put together', () => {
  const query = 'service=iot-central&service=iot-hub&role=identity-and-key-management&domain=IM';
  expect(queryOf(selectionFrom(new URLSearchParams(query)))).toBe(query);
  expect(
    queryOf(
      selectionFrom(new URLSearchParams('domain=IM&service=iot-hub&role=identity-and-key-management&service=iot-central&service=iot-hub')),
    ),
  ).toBe(query);
});

test('what is no plain word never gets into a selection', () => {
  expect(
    queryOf(
      selectionFrom(
        new URLSearchParams([
          ['service', '<script>'],
          ['service', 'iot-hub'],
          ['role', ''],
          ['domain', 'x'.repeat(100)],
        ]),
      ),
    ),
  ).toBe('service=iot-hub');
});

test('a group without a choice takes everything; a choice in two groups takes what fits both', () => {
  const item = { service: 'iot-hub', roles: ['a', 'b'], action: 'verify', domain: 'IM', responsibility: 'customer' };
  expect(isSelected(item, nothingSelected)).toBe(true);
  expect(isSelected(item, { ...nothingSelected, role: ['b'], domain: ['IM', 'NS'] })).toBe(true);
  expect(isSelected(item, { ...nothingSelected, role: ['b'], domain: ['NS'] })).toBe(false);
  expect(isSelected(item, { ...nothingSelected, role: ['b'], domain: ['NS'] }, 'domain')).toBe(true);
});
