import { expect, test } from 'vitest';
import { drawSocialCard, socialCards } from '../../../src/site/social-cards.ts';
import { catalog } from '../../search/catalog.ts';

const cards = socialCards(catalog);
const card = (id: string) => cards.find((candidate) => candidate.id === id)!;

/** Width and height from the head of a PNG. */
function sizeOf(png: Uint8Array): [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  expect(new TextDecoder('latin1').decode(png.subarray(1, 4))).toBe('PNG');
  return [view.getUint32(16), view.getUint32(20)];
}

test('every service, feature, control, framework and guide has a card of its own, and the site has one', () => {
  const { services, features, controls, frameworks, guides } = catalog;
  expect(new Set(cards.map(({ id }) => id)).size).toBe(
    1 + services.length + features.length + controls.length + frameworks.length + guides.length,
  );
});

test('a card says what the page says', () => {
  expect(card('services/iot-central')).toMatchObject({ title: 'Azure IoT Central', line: '7 to configure, 2 to inherit, 9 to compensate' });
  expect(card('features/azure-private-link').line).toMatch(/^Supported by \d+ of 118 services$/);
});

test('a card is a picture of 600 × 315 pixels, the same bytes each time', () => {
  const png = drawSocialCard(card('services/iot-central'));
  expect(sizeOf(png)).toEqual([600, 315]);
  expect(Buffer.from(drawSocialCard(card('services/iot-central'))).equals(Buffer.from(png))).toBe(true);
});

test('signs that mean something in XML are drawn as they are', () => {
  const plain = { ...card('guides/how-to-read-a-baseline'), title: 'A <b> & "c"' };
  expect(sizeOf(drawSocialCard(plain))).toEqual([600, 315]);
});
