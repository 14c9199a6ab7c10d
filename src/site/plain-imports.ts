import type { Plugin } from 'vite';

const WRAPPER = 'native:import-analysis-build';

/**
 * Leaves `import()` to the browser. Vite wraps it in a helper that preloads style sheets and chunks: for nothing here,
 * as all styles come with the page. The helper is shared, so it also ties pages to chunks that they have no use for.
 */
export const plainImports = (): Plugin => ({
  name: 'plumbline-plain-imports',
  apply: 'build',
  configResolved({ plugins }) {
    const at = plugins.findIndex((plugin) => plugin.name === WRAPPER);
    if (at < 0) throw new Error(`Vite has no plugin "${WRAPPER}" any more, so src/site/plain-imports.ts has to find another way.`);
    (plugins as Plugin[]).splice(at, 1);
  },
});
