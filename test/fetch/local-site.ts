/** Real servers on this machine, and a fetcher that is permitted to reach the one on 127.0.0.1. */
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { afterEach } from 'vitest';
import { type Fetched, Fetcher, type FetchOutcome } from '#fetch/fetcher.js';
import { defaultFetchSettings, type FetchLimits, type FetchSettings } from '#fetch/settings.js';

const cleanups: (() => unknown)[] = [];

/** At the end of a test everything it opened is closed. */
afterEach(async () => {
  for (const close of cleanups.splice(0).reverse()) await close();
});

export interface Site {
  readonly port: number;
  /** `http://site.test:<port>/path`, or of another host or scheme. */
  readonly at: (path: string, host?: string) => string;
  /** Host and path of every request, with the time it came, in milliseconds. */
  readonly visits: { readonly host: string; readonly path: string; readonly time: number }[];
}

type Pages = Readonly<Record<string, Page>>;
type Page = string | http.RequestListener;

/** Text is served as a page of HTML; what is not listed, robots.txt with it, is a 404. */
export async function openSite(pages: Pages, address = '127.0.0.1', port = 0): Promise<Site> {
  return openServer((listener) => http.createServer(listener), 'http', pages, address, port);
}

export async function openSecureSite(pages: Pages, certificate = 'site.pem'): Promise<Site> {
  const options = { cert: readPem(certificate), key: readPem('site-key.pem') };
  return openServer((listener) => https.createServer(options, listener), 'https', pages, '127.0.0.1', 0);
}

export function readPem(name: string): string {
  return readFileSync(new URL(`./certificates/${name}`, import.meta.url), 'utf8');
}

async function openServer(
  create: (listener: http.RequestListener) => http.Server,
  scheme: string,
  pages: Pages,
  address: string,
  port: number,
): Promise<Site> {
  const visits: Site['visits'] = [];
  const server = create((request, response) => {
    const path = request.url ?? '';
    visits.push({ host: request.headers.host ?? '', path, time: performance.now() });
    answer(pages[path], request, response);
  });
  const opened = await listen(server, address, port);
  return { port: opened, visits, at: (path, host = 'site.test') => `${scheme}://${host}:${opened}${path}` };
}

function answer(page: Page | undefined, request: http.IncomingMessage, response: http.ServerResponse): void {
  if (typeof page === 'function') page(request, response);
  else if (page === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

/** A server that speaks no HTTP unless it is told to, byte by byte. */
export async function openSocketServer(onSocket: (socket: net.Socket) => void): Promise<number> {
  return listen(net.createServer(onSocket), '127.0.0.1', 0);
}

async function listen(server: net.Server, address: string, port: number): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(port, address, resolve);
  });
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const opened = server.address();
  if (opened === null || typeof opened === 'string') throw new Error('no port');
  return opened.port;
}

type Changes = Partial<Omit<FetchSettings, 'limits'>> & { readonly limits?: Partial<FetchLimits> };

/** Names under `.test` lead to 127.0.0.1, which is permitted; nothing else is. No pause between requests. */
export function openFetcher(ports: readonly number[], changes: Changes = {}): Fetcher {
  const fetcher = new Fetcher({
    ...defaultFetchSettings,
    userAgent: 'Gouji/0 (+https://gouji.test/)',
    ports,
    permittedRanges: ['127.0.0.1/32'],
    politeness: { delayMilliseconds: 0, longestDelayMilliseconds: 0 },
    resolve: async () => ['127.0.0.1'],
    ...changes,
    limits: { ...defaultFetchSettings.limits, ...changes.limits },
  });
  cleanups.push(() => fetcher.close());
  return fetcher;
}

export function documentOf(outcome: FetchOutcome): Fetched {
  if ('failure' in outcome) throw new Error(`${outcome.failure.code}: ${outcome.failure.detail}`);
  return outcome;
}

/** The whole failure, so that a test names what it wants of it. */
export function failureOf(outcome: FetchOutcome): unknown {
  return 'failure' in outcome ? outcome.failure : `${outcome.bytes.length} bytes`;
}

/** The failure, or what made robots.txt fail: on a slow machine a short limit may already end that. */
export function causeOf(outcome: FetchOutcome): unknown {
  if (!('failure' in outcome)) return `${outcome.bytes.length} bytes`;
  return outcome.failure.code === 'robots-unreachable' ? outcome.failure.cause : outcome.failure;
}

export function textOf(outcome: FetchOutcome): string {
  return new TextDecoder().decode(documentOf(outcome).bytes);
}
