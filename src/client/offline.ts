/** Keeps the pages that are visited, for when there is no network. */

const scope = import.meta.env.BASE_URL.replace(/\/?$/, '/');

async function begin(): Promise<void> {
  await navigator.serviceWorker.register(`${scope}sw.js`);
  const { active } = await navigator.serviceWorker.ready;
  // The page that brought the worker came without it; and what it has loaded since.
  const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
  active?.postMessage({ keep: [location.href, ...loaded].filter((url) => /\/$|\.json$/.test(url.replace(/[?#].*/, ''))) });
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!connection?.saveData) (globalThis.requestIdleCallback ?? setTimeout)(() => active?.postMessage({ later: true }));
}

// Nothing here is worth an error on the page: without a worker all works as before, online.
if ('serviceWorker' in navigator) addEventListener('load', () => void begin().catch(() => undefined));
