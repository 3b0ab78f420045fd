/** Crawls of a site of the tests by processes that may be killed at any moment, and what is left of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { addSite } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import type { Site } from '../fetch/local-site.js';
import { column } from '../jobs/crawled-site.js';
import { differences, dumpStore } from '../store/dump-store.js';
import { root } from './run-gouji.js';

const program = fileURLToPath(new URL('./hasty-gouji.mjs', import.meta.url));

export interface Crawling {
  readonly child: ChildProcess;
  readonly said: { readonly out: string; readonly err: string };
  readonly ended: Promise<unknown>;
}

export function startHasty(
  verb: 'crawl' | 'work',
  command: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string>> = {},
): Crawling {
  const child = spawn(process.execPath, [program, verb, JSON.stringify(command)], {
    ...{ cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, said, ended: once(child, 'close') };
}

interface Line {
  readonly event?: string;
  readonly address?: string;
  readonly kind?: string;
}

/** What it logged; the last line of one that was killed may be half a line. */
export const linesOf = ({ said }: Crawling): Line[] =>
  said.out
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

/** The paths of the answers that it said to have stored. */
export const pathsOf = (crawling: Crawling): string[] =>
  linesOf(crawling).flatMap(({ kind, address }) => (kind && address ? [pathOf(address)] : []));

export const hasEnded = (crawling: Crawling): boolean =>
  linesOf(crawling).some(({ event }) => event === 'run-ended');

export async function untilSo(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(10);
}

/** Throws what it said where it ended instead. */
export async function untilTold(crawling: Crawling, isTold: () => boolean): Promise<void> {
  await untilSo(() => isTold() || crawling.child.exitCode !== null);
  if (!isTold()) throw new Error(`ended: ${crawling.said.err}${crawling.said.out}`);
}

export async function kill(crawling: Crawling): Promise<void> {
  crawling.child.kill('SIGKILL');
  await crawling.ended;
}

/** `nextAt`: where it is crawled by schedule, when it is due. */
export const addServed = (store: Store, served: Site, nextAt: string | null = null) =>
  addSite(
    store,
    {
      ...{ address: addressOf(served), name: 'test', schedule: nextAt && '0 0 1 1 *', nextAt, scope: 'path' },
      ...{ timeZone: 'Asia/Shanghai', pause: 0, mostPages: 1000, tlsException: null },
    },
    new Date().toISOString(),
  );

/** Under the address itself: a process of its own asks the name servers of the machine. */
const addressOf = (served: Site): string => served.at(column, '127.0.0.1');

/** How often each path was asked for. robots.txt is asked by each process. */
export function visitsOf({ visits }: Site): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of visits) if (path !== '/robots.txt') counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}

/** As often as expected, and once more each time somebody was killed over it. */
export function expectAsked(
  served: Site,
  expected: ReadonlyMap<string, number>,
  killed: readonly Crawling[],
): void {
  const asked = visitsOf(served);
  const underWay = findUnderWay(served, killed);
  expect([...asked.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [path, count] of asked) {
    const least = expected.get(path) ?? 0;
    const most = least + underWay.filter((each) => each === path).length;
    expect(count, path).toBeGreaterThanOrEqual(least);
    expect(count, path).toBeLessThanOrEqual(most);
  }
}

/** What each of them asked for and did not say to have stored. The first that a process asks for is robots.txt. */
function findUnderWay({ visits }: Site, killed: readonly Crawling[]): string[] {
  const paths = visits.map(({ path }) => path);
  const begins = paths.flatMap((path, index) => (path === '/robots.txt' ? [index] : []));
  return killed.flatMap((crawling, index) => {
    const told = pathsOf(crawling);
    return paths.slice(begins[index], begins[index + 1]).filter((path) => {
      const at = told.indexOf(path);
      if (at >= 0) told.splice(at, 1);
      return at < 0;
    });
  });
}

/** Of the site: it answers only the second time. */
export const busy = '/art/busy.html';

/** Of what two crawls left. */
export function expectSame(one: Left, other: Left): void {
  const { dump, ...rest } = one;
  const { dump: otherDump, ...otherRest } = other;
  expect(rest).toEqual(otherRest);
  expect(differences(dump, otherDump)).toEqual([]);
  expect(dump).toHaveLength(otherDump.length);
}

type Left = Awaited<ReturnType<typeof leftOf>>;

/** What a crawl left in the store, whatever the port of its site, and when, and in which order it came. */
export async function leftOf(store: Store, { port }: Site) {
  const { db } = store;
  const dump = (await dumpStore(store)).map((line) => line.replaceAll(`:${port}`, '')).sort();
  const responses = await db.selectFrom('crawl_responses').selectAll().execute();
  const sites = await db.selectFrom('crawl_sites').select(['remark', 'run']).execute();
  const imports = await db.selectFrom('imports').select(['id', 'counts']).execute();
  return {
    dump,
    responses: responses
      .map(({ address, status, code, kind, news }) => [pathOf(address), status, code, kind, news].join(' '))
      .sort(),
    // The order of what is counted in them is that in which it came.
    remarks: sites.map(({ remark }) => JSON.parse(remark?.replaceAll(`:${port}`, '') ?? 'null')),
    runs: imports.map(({ counts }) => JSON.parse(counts ?? 'null')),
  };
}

const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address);
  return pathname + search;
};
