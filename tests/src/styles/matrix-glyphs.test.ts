import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTION } from '../../../schemas/vocabulary.ts';
import { CELL_CLASS } from '../../../src/client/matrix-cells.ts';
import { GLYPHS } from '../../../src/components/glyphs.ts';

const css = readFileSync('src/styles/matrix.css', 'utf8');

it.each(ACTION.map(({ value }) => value))('the matrix draws “%s” with the shape that all other pages use', (action) => {
  const mask = new RegExp(`--glyph-${action}: url\\("data:image/svg\\+xml,[^"]* d='([^']+)'`).exec(css);
  expect(mask?.[1]).toBe(GLYPHS[action]);
  expect(css).toContain(`.${CELL_CLASS[action]} {\n  --hue: var(--${action});`);
  expect(css).toContain(`--shape: var(--glyph-${action});`);
});
