import type { Plugin } from 'vite';

/**
 * Leaves `import()` to the browser. Vite wraps it in a helper that preloads style sheets and chunks: a kilobyte on
 * each page with a part that loads later, for nothing here, as all styles come with the page.
 */
export const plainImports = (): Plugin => ({
  name: 'plumbline-plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
});
