/**
 * The service worker: pages that were visited, search and checklists work without a network.
 *
 * There is one cache a build. A page goes into the cache of the build that it says it belongs to, and nothing is
 * ever served from another build's: so parts of two builds never meet. While there is a network, pages come from it.
 * A new build takes over when no page of the old one is open any more.
 *
 * Written to /sw.js after each build by offline.ts, which puts these constants before it.
 */
declare const BUILD: string;
declare const BASE: string;
/** Fetched when the worker is installed: without these nothing works. */
declare const CORE: readonly string[];
/** Fetched later, when the page has nothing else to do. */
declare const LATER: readonly string[];

interface Extendable extends Event {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  readonly clientId: string;
  readonly resultingClientId: string;
  respondWith(response: Promise<Response>): void;
}
interface Told extends Extendable {
  readonly data: { readonly keep?: readonly string[]; readonly later?: boolean };
}
interface Worker {
  readonly registration: { update(): Promise<unknown> };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
}
const worker = globalThis as unknown as Worker;

const PREFIX = `plumbline${BASE}`;
const nameOf = (build: string): string => `${PREFIX}${build}`;
const here = (path: string): string => new URL(BASE + path, location.origin).href;
const MOST_CARRIED_OVER = 150;
const BATCH = 20;

/** Builds of the pages that are open, as far as this worker has seen them come. */
const buildOf = new Map<string, string>();

const withoutQuery = (address: string): string => address.replace(/[?#].*$/, '');

worker.addEventListener('install', (event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(nameOf(BUILD));
      if (!(await keepAll(cache, CORE.map(here)))) throw new Error('the site was replaced meanwhile');
      await carryOver(cache);
    })(),
  ),
);

worker.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== nameOf(BUILD)) await caches.delete(name);
      await worker.clients.claim();
    })(),
  ),
);

/** Past the browser's own cache, which may still hold the last build's. */
async function fresh(address: string): Promise<Response> {
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok || response.redirected) throw new Error(`${address} answered ${response.status}`);
  return response;
}

/** Keeps all of them, if the site is still of this build once they have come. */
async function keepAll(cache: Cache, urls: readonly string[]): Promise<boolean> {
  const responses = await Promise.all(urls.map(async (url) => [url, await fresh(url)] as const));
  if ((await buildIn(await fresh(here('offline/')))) !== BUILD) return false;
  await Promise.all(responses.map(([url, response]) => cache.put(url, response)));
  return true;
}

/** Pages that were kept of the last build are fetched anew, so that they stay at hand. */
async function carryOver(cache: Cache): Promise<void> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === nameOf(BUILD)) continue;
    const requests = await (await caches.open(name)).keys();
    const pages = requests.map((request) => request.url).filter((url) => url.endsWith('/') && !CORE.includes(url.slice(here('').length)));
    await Promise.all(pages.slice(0, MOST_CARRIED_OVER).map((url) => keep(cache, url)));
  }
}

/** Keeps a page if it is of this build. One that cannot be had is no loss: it comes back when it is visited. */
async function keep(cache: Cache, url: string): Promise<void> {
  try {
    const response = await fresh(url);
    if ((await buildIn(response.clone())) === BUILD) await cache.put(url, response);
  } catch {
    // Gone, or offline.
  }
}

const buildIn = async (response: Response): Promise<string> =>
  /<html[^>]* data-build="([0-9a-f]+)"/.exec((await response.text()).slice(0, 2000))?.[1] ?? '';

worker.addEventListener('message', (event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(nameOf(BUILD));
      const wanted = [...(event.data.keep ?? []).map(withoutQuery), ...(event.data.later ? LATER.map(here) : [])];
      const missing: string[] = [];
      for (const url of new Set(wanted)) if (url.startsWith(here('')) && !(await cache.match(url))) missing.push(url);
      for (const url of missing) if (url.endsWith('/')) await keep(cache, url);
      const parts = missing.filter((url) => !url.endsWith('/'));
      for (let at = 0; at < parts.length; at += BATCH) if (!(await keepAll(cache, parts.slice(at, at + BATCH)).catch(() => false))) return;
    })(),
  ),
);

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(here(''))) return;
  event.respondWith(request.mode === 'navigate' ? page(event) : part(event));
});

async function page(event: Fetching): Promise<Response> {
  const { request, resultingClientId } = event;
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected && response.headers.get('content-type')?.startsWith('text/html'))
      event.waitUntil(noted(response.clone(), request.url, resultingClientId));
    return response;
  } catch {
    const cache = await caches.open(nameOf(BUILD));
    buildOf.set(resultingClientId, BUILD);
    return (await cache.match(withoutQuery(request.url))) ?? (await cache.match(here('offline/'))) ?? Response.error();
  }
}

/** A page goes into the cache of its own build, which may be the one that waits to take over. */
async function noted(response: Response, url: string, client: string): Promise<void> {
  const copy = response.clone();
  const build = await buildIn(response);
  buildOf.set(client, build);
  if (build !== '' && (await caches.has(nameOf(build)))) await (await caches.open(nameOf(build))).put(withoutQuery(url), copy);
  if (build !== BUILD) await worker.registration.update();
}

async function part({ request, clientId }: Fetching): Promise<Response> {
  const cache = await caches.open(nameOf(BUILD));
  const kept = await cache.match(withoutQuery(request.url));
  // A file with a digest in its name is what it is.
  if (kept && request.url.startsWith(here('_astro/'))) return kept;
  const build = buildOf.get(clientId);
  if (kept && build === BUILD) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept && build === undefined) return kept;
    throw error;
  }
}
