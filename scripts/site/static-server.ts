import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { withSlashes } from './project.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonld': 'application/ld+json; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.rss': 'application/rss+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
  '.yml': 'application/yaml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const BYTES = 'application/octet-stream';

/** What hosts send compressed, so that the site is as quick here as it will be there. */
const isText = (type: string): boolean => type.includes('charset=');
const WORTH_COMPRESSING = 1_024;

export interface ServeOptions {
  /** The folder with the finished site. */
  readonly folder: string;
  /** The path that the site was built for. */
  readonly base?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** One interface to listen on; both loopback addresses where none is named. */
  readonly host?: string;
}

export interface RunningServer {
  readonly port: number;
  /** The address of the site's first page. */
  readonly url: string;
  close(): Promise<void>;
}

export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`port ${port} is taken`);
    this.port = port;
  }
}

/** Serves a folder of finished files. Only reads, and only from that folder. */
export async function serve({ folder, base = '/', port, host }: ServeOptions): Promise<RunningServer> {
  const prefix = withSlashes(base);
  const root = await realpath(folder);
  const answerSafely = (request: IncomingMessage, response: ServerResponse): void => {
    answer(root, prefix, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': TYPES['.txt'] });
      response.end('The server failed to read the file.\n');
    });
  };

  // `localhost` means 127.0.0.1 to some programs and ::1 to others; answering on both spares the guess.
  const first = await listen(answerSafely, port, host ?? '127.0.0.1');
  const chosen = (first.address() as AddressInfo).port;
  const servers = [first];
  if (host === undefined) {
    try {
      servers.push(await listen(answerSafely, chosen, '::1'));
    } catch (error) {
      // A machine without IPv6 is fine; another program on that very port is not, as it would answer for us.
      if (error instanceof PortTaken && port !== 0) {
        await close(servers);
        throw error;
      }
    }
  }
  const name = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { port: chosen, url: `http://${name}:${chosen}${prefix}`, close: () => close(servers) };
}

/** Finds out early whether a port can be had, before minutes go into a build. @throws PortTaken */
export async function reservePort(port: number, host?: string): Promise<void> {
  const addresses = host === undefined ? ['127.0.0.1', '::1'] : [host];
  for (const address of addresses) {
    try {
      await close([await listen((_request, response) => response.end(), port, address)]);
    } catch (error) {
      if (error instanceof PortTaken || address !== '::1') throw error;
    }
  }
}

/** The port that `PORT` asks for. @throws with the remedy where it is no port. */
export function portFrom(value: string | undefined, otherwise = 4321): number {
  if (value === undefined || value === '') return otherwise;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new Error(`PORT="${value}" is not a port; use a number from 0 to 65535, such as PORT=4322`);
  return port;
}

function listen(handler: (request: IncomingMessage, response: ServerResponse) => void, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error));
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

async function close(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}

async function answer(root: string, prefix: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD', 'content-type': TYPES['.txt'] }).end('Only GET and HEAD are answered.\n');
    return;
  }
  const [, rawPath = '/', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(request.url ?? '/')!;
  const wanted = decodePath(rawPath);
  if (wanted === undefined) {
    response.writeHead(400, { 'content-type': TYPES['.txt'] }).end('The address cannot be read.\n');
    return;
  }
  if (`${wanted}/` === prefix || (wanted === '/' && prefix !== '/')) return redirect(response, prefix, query);
  if (!wanted.startsWith(prefix)) return notFound(root, request, response);

  const file = await inside(root, wanted.slice(prefix.length));
  if (!file) return notFound(root, request, response);
  if (file.folder) {
    // The address is made from the cleaned path, so that `//host` cannot turn into a redirect to another host.
    if (!wanted.endsWith('/')) return redirect(response, `${encodeURI(wanted)}/`, query);
    const index = await inside(root, `${wanted.slice(prefix.length)}index.html`);
    return index && !index.folder ? send(request, response, index, 200) : notFound(root, request, response);
  }
  if (wanted.endsWith('/')) return notFound(root, request, response);
  return send(request, response, file, 200);
}

interface Found {
  readonly path: string;
  readonly folder: boolean;
  readonly size: number;
  readonly tag: string;
}

/** A decoded path with single slashes and without dot segments; undefined where it is malformed. */
function decodePath(raw: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(raw);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || /[\u0000-\u001F\\]/.test(decoded)) return undefined;
  return path.posix.normalize(decoded.replace(/\/{2,}/g, '/'));
}

/** The file or folder at a path below `root`; undefined where there is none, or where a link leads out of it. */
async function inside(root: string, relative: string): Promise<Found | undefined> {
  try {
    const real = await realpath(path.join(root, relative));
    if (real !== root && !real.startsWith(root + path.sep)) return undefined;
    const info = await stat(real);
    if (!info.isFile() && !info.isDirectory()) return undefined;
    return {
      path: real,
      folder: info.isDirectory(),
      size: info.size,
      tag: `W/"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`,
    };
  } catch {
    return undefined;
  }
}

function send(request: IncomingMessage, response: ServerResponse, file: Found, status: number): void {
  const type = TYPES[path.extname(file.path).toLowerCase()] ?? BYTES;
  const headers = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    etag: file.tag,
    ...(isText(type) ? { vary: 'accept-encoding' } : {}),
  };
  if (status === 200 && request.headers['if-none-match'] === file.tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const compressed =
    isText(type) && file.size > WORTH_COMPRESSING && /\bgzip\b(?!;q=0)/.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(status, { ...headers, ...(compressed ? { 'content-encoding': 'gzip' } : { 'content-length': file.size }) });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const steps = [createReadStream(file.path), ...(compressed ? [createGzip()] : []), response];
  pipeline(steps, (error) => {
    if (error) response.destroy();
  });
}

async function notFound(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await inside(root, '404.html');
  if (page && !page.folder) return send(request, response, page, 404);
  response.writeHead(404, { 'content-type': TYPES['.txt'], 'x-content-type-options': 'nosniff' }).end('There is no such page.\n');
}

function redirect(response: ServerResponse, to: string, query: string): void {
  response.writeHead(301, { location: `${to}${query}`, 'cache-control': 'no-cache' }).end();
}
