import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

const ours = createRequire(import.meta.url);

test('the gate parses with the very packages that the build parses with', () => {
  const builds = createRequire(ours.resolve('@astrojs/markdown-remark'));
  for (const name of ['@mdx-js/mdx', 'remark-gfm']) expect(builds.resolve(name)).toBe(ours.resolve(name));
});

test('prose that is rendered while it is read has the syntax of MDX that is compiled', () => {
  expect(createRequire(ours.resolve('@mdx-js/mdx')).resolve('remark-mdx')).toBe(ours.resolve('remark-mdx'));
});
