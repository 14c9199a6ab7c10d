import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portFrom, PortTaken, reservePort, serve, type RunningServer } from '../../../scripts/site/static-server.ts';

let folder: string;
let server: RunningServer;

const LONG = 'Plain words. '.repeat(1_000);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'plumbline-serve-'));
  const site = path.join(folder, 'site');
  mkdirSync(path.join(site, 'controls', 'NS-2'), { recursive: true });
  mkdirSync(path.join(site, 'empty'));
  writeFileSync(path.join(site, 'index.html'), 'home');
  writeFileSync(path.join(site, '404.html'), 'own not-found page');
  writeFileSync(path.join(site, 'controls', 'index.html'), 'controls');
  writeFileSync(path.join(site, 'controls', 'NS-2', 'index.html'), 'NS-2');
  writeFileSync(path.join(site, 'catalog.json'), '{}');
  writeFileSync(path.join(site, 'a name with spaces.csv'), 'a,b');
  writeFileSync(path.join(site, 'index.pf_meta'), 'x');
  writeFileSync(path.join(site, 'long.txt'), LONG);
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(site, 'leak.txt'));
  server = await serve({ folder: site, port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (address: string, init?: RequestInit) => fetch(new URL(address, server.url), { redirect: 'manual', ...init });

/** Sends a path as it stands: `fetch` would tidy it first. */
function raw(target: string, port = server.port): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`));
    let answer = '';
    socket
      .on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')))
      .on('end', () => resolve(answer))
      .on('error', reject);
  });
}

describe('the static server', () => {
  test('serves the first page and pages in folders', async () => {
    expect(await (await get('/')).text()).toBe('home');
    expect(await (await get('/controls/NS-2/')).text()).toBe('NS-2');
  });

  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/catalog.json', 'application/json; charset=utf-8'],
    ['/a%20name%20with%20spaces.csv', 'text/csv; charset=utf-8'],
    ['/index.pf_meta', 'application/octet-stream'],
  ])('says of %s that it is %s', async (address, type) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('adds the slash that a folder lacks, and keeps the query', async () => {
    const response = await get('/controls?role=x');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/controls/?role=x');
  });

  test('a doubled slash does not redirect to another host', async () => {
    expect(await raw('//controls')).toMatch(/^location: \/controls\/\r$/im);
  });

  test('answers with the site’s own page where there is none', async () => {
    for (const address of ['/nowhere/', '/empty/', '/catalog.json/']) {
      const response = await get(address);
      expect([address, response.status, await response.text()]).toEqual([address, 404, 'own not-found page']);
    }
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/controls/../../secret.txt',
    '/..%5csecret.txt',
    '/....//secret.txt',
    '/leak.txt',
    '//../secret.txt',
    '/%00/../secret.txt',
    '/%',
    '/%c0%ae%c0%ae/secret.txt',
    'http://localhost/../secret.txt',
  ])('%s does not lead out of the folder', async (target) => {
    const answer = await raw(target);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toContain('secret\n');
    expect(answer.endsWith('secret')).toBe(false);
  });

  test('answers HEAD without a body, and an unchanged file with 304', async () => {
    const head = await get('/catalog.json', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '2', '']);
    const again = await get('/catalog.json', { headers: { 'if-none-match': head.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  test('compresses text for whoever asks, as hosts do, and nothing that is small', async () => {
    const compressed = await get('/long.txt');
    expect([compressed.headers.get('content-encoding'), compressed.headers.get('vary')]).toEqual(['gzip', 'accept-encoding']);
    expect(await compressed.text()).toBe(LONG);
    for (const accepted of ['identity', 'gzip;q=0']) {
      const plain = await get('/long.txt', { headers: { 'accept-encoding': accepted } });
      expect([plain.headers.get('content-encoding'), plain.headers.get('content-length')]).toEqual([null, String(LONG.length)]);
      expect(await plain.text()).toBe(LONG);
    }
    expect((await get('/catalog.json')).headers.get('content-encoding')).toBeNull();
  });

  test('only reads', async () => {
    const response = await get('/catalog.json', { method: 'PUT', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('answers on 127.0.0.1 under the printed port', async () => {
    expect(server.url).toBe(`http://localhost:${server.port}/`);
    expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe('home');
  });
});

describe('a site under a base path', () => {
  test('is served there, and only there', async () => {
    const based = await serve({ folder: path.join(folder, 'site'), base: '/plumbline', port: 0 });
    try {
      expect(based.url).toBe(`http://localhost:${based.port}/plumbline/`);
      expect(await (await fetch(based.url)).text()).toBe('home');
      expect(await (await fetch(new URL('controls/', based.url))).text()).toBe('controls');
      expect((await fetch(new URL('/controls/', based.url))).status).toBe(404);
      for (const address of ['/', '/plumbline']) {
        const response = await fetch(new URL(address, based.url), { redirect: 'manual' });
        expect([response.status, response.headers.get('location')]).toEqual([301, '/plumbline/']);
      }
    } finally {
      await based.close();
    }
  });
});

describe('the port', () => {
  test('that another program holds is named', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(reservePort(port)).rejects.toBeInstanceOf(PortTaken);
      await expect(serve({ folder, port })).rejects.toThrow(`port ${port} is taken`);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  test('is 4321 unless PORT says otherwise', () => {
    expect([portFrom(undefined), portFrom(''), portFrom('8080')]).toEqual([4321, 4321, 8080]);
  });

  test.each(['abc', '70000', '-1', '80.5'])('cannot be "%s"', (value) => {
    expect(() => portFrom(value)).toThrow(`PORT="${value}" is not a port; use a number from 0 to 65535, such as PORT=4322`);
  });
});
