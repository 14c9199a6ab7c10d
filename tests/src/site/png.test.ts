import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pngOf } from '../../../src/site/png.ts';

test('a PNG has the signature, its size, and its rows behind a filter byte each', () => {
  const pixels = Uint8Array.from({ length: 2 * 3 * 4 }, (_, at) => at);
  const png = Buffer.from(pngOf(2, 3, pixels));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([2, 3, 8, 6]);
  const data = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  expect([...rows]).toEqual([0, ...pixels.subarray(0, 8), 0, ...pixels.subarray(8, 16), 0, ...pixels.subarray(16)]);
  expect(png.subarray(-8).toString('hex')).toBe('49454e44ae426082');
});
