import fc from 'fast-check';
import { encode } from 'uqr';
import { expect, test } from 'vitest';
import { qrModules, qrPath } from '../../../src/checklists/qr.ts';

const ours = (text: string): boolean[][] => {
  const { size, modules } = qrModules(text);
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => modules[y * size + x] === 1));
};

/** Any of the eight masks makes a good code; which one reads best is a matter of taste, within the standard's rules. */
const theirs = (text: string): boolean[][][] =>
  [0, 1, 2, 3, 4, 5, 6, 7].map(
    (maskPattern) => encode([...new TextEncoder().encode(text)], { ecc: 'M', boostEcc: false, border: 0, maskPattern }).data,
  );

test('our QR codes are those of uqr, module by module, in every version up to 20', () => {
  for (let length = 1; length <= 666; length += 7) {
    const text = `https://example.org/checklists/build/?service=${'x'.repeat(length)}`.slice(0, length);
    expect(theirs(text), `${length} bytes`).toContainEqual(ours(text));
  }
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }), (text) => {
      expect(theirs(text)).toContainEqual(ours(text));
    }),
    { numRuns: 60 },
  );
});

test('a text that no code can hold is an error', () => {
  expect(() => qrModules('x'.repeat(700))).toThrow('too many');
});

test('a path draws exactly the dark modules, inside a white border', () => {
  const text = 'http://localhost:4321/checklists/iot-central/';
  const { size, path } = qrPath(text);
  const grid = ours(text);
  expect(size).toBe(grid.length + 8);
  const drawn = grid.map((row) => row.map(() => false));
  let [x, y] = [0, 0];
  for (const [, command, first, second] of path.matchAll(/([Mmh])(\d+)(?: ([\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Number(second) - 0.5];
    else if (command === 'm') x += Number(first);
    else for (let i = 0; i < Number(first); i += 1, x += 1) drawn[y - 4]![x - 4] = true;
  }
  expect(drawn).toEqual(grid);
});
