import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const ours = createRequire(import.meta.url);

test('the gate and the loader parse with the very packages that compile the MDX of guides', () => {
  const builds = createRequire(ours.resolve('@astrojs/markdown-remark'));
  expect(builds.resolve('remark-gfm')).toBe(ours.resolve('remark-gfm'));
  const compiler = createRequire(builds.resolve('@mdx-js/mdx'));
  for (const name of ['unified', 'remark-parse', 'remark-mdx']) expect(compiler.resolve(name)).toBe(ours.resolve(name));
});
