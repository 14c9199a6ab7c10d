import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

test('the gate parses with the very packages that the build parses with', () => {
  const ours = createRequire(import.meta.url);
  const builds = createRequire(ours.resolve('@astrojs/markdown-remark'));
  for (const name of ['@mdx-js/mdx', 'remark-gfm']) expect(builds.resolve(name)).toBe(ours.resolve(name));
});
