/** `gouji work` as a process: what it says of itself, and how it ends. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BullQueues } from '#queue/bull-queue.js';
import { BucketDocuments } from '#store/bucket-documents.js';
import { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { ask } from '../monitor/ask.js';
import { type Servers, startServers } from '../servers/all.js';
import type { BucketServer } from '../servers/bucket.js';
import { findFreePort } from '../servers/free-port.js';
import type { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';
import type { RedisServer } from '../servers/redis.js';
import { differences, dumpStore } from '../store/dump-store.js';
import { root, runGouji, type Started, startGouji } from './run-gouji.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gouji-work-'));
const count = 24;
const given = join(newFolder(), 'given');

interface Working extends Started {
  readonly url: string;
}

interface Line {
  readonly event?: string;
  readonly outcome?: string;
  readonly location?: string;
}

const linesOf = ({ out }: { readonly out: string }): Line[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20);
}

/** Of one worker, as docs/deploy.md has it. */
const connections = { redis: 10, postgres: 8 };

describe.runIf(areServersHere('redis', 'postgres'))('a worker', { timeout: 300_000 }, () => {
  let servers: Servers;
  let redis: RedisServer;
  let postgres: PostgresServer;
  let bucket: BucketServer;
  let environment: Record<string, string>;
  const working: Started[] = [];

  beforeAll(async () => {
    mkdirSync(given);
    for (let seed = 1; seed <= count; seed++) {
      const { name, bytes } = await makeCase('html', 70_000 + seed);
      writeFileSync(join(given, name), bytes);
    }
    servers = await startServers();
    ({ redis, postgres, bucket } = servers);
  });
  afterEach(async () => {
    for (const { child } of working.splice(0)) {
      for (const pid of childrenOf(child.pid)) process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
    }
    await redis.flush();
  });
  afterAll(() => servers.stop());

  async function prepare(): Promise<void> {
    environment = {
      ...{ GOUJI_REDIS_URL: redis.url, GOUJI_DATABASE_URL: await postgres.makeDatabase() },
      ...{ GOUJI_BLOBS: bucket.url, GOUJI_DATA: newFolder() },
    };
  }

  async function leave(what = given): Promise<void> {
    const { code } = await startGouji(['ingest', what, '--queue', '--quiet'], environment).ended;
    expect(code).toBe(0);
  }

  async function start(...more: readonly string[]): Promise<Working> {
    const started = startGouji(['work', '--jobs', '1', '--listen', '0', ...more], environment);
    working.push(started);
    await until(() => started.said.out.includes('"ready"') || started.child.exitCode !== null);
    const [ready] = linesOf(started.said) as { listens?: string }[];
    return { ...started, url: ready?.listens ?? '' };
  }

  /** In the middle of its jobs, and there it stays: its child, which has done one document, is held. */
  async function startBusy(): Promise<{ worker: Working; child: number }> {
    await prepare();
    const worker = await start();
    await leave(join(given, 'html-70001.html'));
    await until(() => linesOf(worker.said).some(({ outcome }) => outcome));
    const [child = 0] = childrenOf(worker.child.pid);
    process.kill(child, 'SIGSTOP');
    await leave();
    await until(async () =>
      /^gouji_queue_jobs\{queue="ingest",state="active"\} [1-9]/m.test((await read(worker, 'metrics')).text),
    );
    return { worker, child };
  }

  const openStore = (): Promise<Store> =>
    Store.connect(environment['GOUJI_DATABASE_URL'] ?? '', new BucketDocuments(bucket.url));

  async function read(worker: Working, page: string): Promise<{ status: number; text: string }> {
    const { status, text } = await ask(`${worker.url}${page}`);
    return { status, text: text.trim() };
  }

  const untilWell = (worker: Working) =>
    until(
      async () =>
        (await read(worker, 'ready')).status === 200 && (await read(worker, 'health')).status === 200,
    );

  test('says that it is well, and what it has done', async () => {
    await prepare();
    await leave();
    const worker = await start();
    await until(() => linesOf(worker.said).some(({ event }) => event === 'import-ended'));
    await untilWell(worker);
    expect(await read(worker, 'health')).toEqual({ status: 200, text: '{"status":"ok"}' });
    const { status, headers, text } = await ask(`${worker.url}metrics`);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await redis.countConnections()).toBe(connections.redis);
    expect(await postgres.countConnections(environment['GOUJI_DATABASE_URL'] ?? '')).toBeLessThanOrEqual(
      connections.postgres,
    );
    const store = await openStore();
    const figures = await store.db
      .selectFrom('figures')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    await store.close();
    expect(sampleOf(text, 'gouji_documents_total{outcome="records"}')).toBe(count);
    expect(sampleOf(text, 'gouji_document_seconds_count{format="html"}')).toBe(count);
    expect(sampleOf(text, 'gouji_figures_total')).toBe(figures.count);
    expect(sampleOf(text, 'gouji_children_started_total')).toBe(1);
    expect(sampleOf(text, 'gouji_children_ended_total{reason="timeout"}')).toBe(0);
    expect(sampleOf(text, 'gouji_children')).toBe(1);
    expect(sampleOf(text, 'gouji_children_resident_bytes')).toBeGreaterThan(2 ** 24);
    expect(sampleOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(2 ** 24);
    expect(sampleOf(text, 'gouji_queue_jobs{queue="ingest",state="waiting"}')).toBe(0);
    expect(sampleOf(text, 'gouji_store_transaction_seconds_count{outcome="stored"}')).toBeGreaterThan(0);
    for (const part of ['redis', 'store', 'documents'])
      expect(sampleOf(text, `gouji_reachable{part="${part}"}`)).toBe(1);
    const described = [...text.matchAll(/^# HELP (gouji_\w+) \S/gm)].map(([, name]) => name);
    const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8');
    const listed = [...page.matchAll(/^\| (`gouji_.*?) \|/gm)].flatMap(([, names = '']) =>
      names.replaceAll('`', '').split(', '),
    );
    expect(described.sort()).toEqual(listed.sort());
  });

  test('answers only what it has, only under its own name and those it was told', async () => {
    await prepare();
    const worker = await start('--host', 'worker.example');
    const { port } = new URL(worker.url);
    const statusAs = async (host: string) =>
      (await ask(`${worker.url}metrics`, { headers: { host } })).status;
    expect(await statusAs(`localhost:${port}`)).toBe(200);
    expect(await statusAs('worker.example')).toBe(200);
    expect(await statusAs('rebound.example')).toBe(421);
    expect((await ask(`${worker.url}health?why`)).status).not.toBe(404);
    expect((await ask(`${worker.url}other`)).status).toBe(404);
    expect((await ask(`${worker.url}toString`)).status).toBe(404);
    expect((await ask(`${worker.url}health`, { method: 'POST' })).status).toBe(405);
    const second = await start('--listen', `${port}`);
    expect(await second.ended).toMatchObject({
      code: 4,
      err: expect.stringMatching(/cannot listen on http/),
    });
  });

  test('says what does not answer, and that it does again', async () => {
    await prepare();
    const worker = await start();
    await untilWell(worker);
    for (const [part, server] of [
      ['redis', redis],
      ['store', postgres],
    ] as const) {
      await server.halt('SIGINT');
      await until(async () => (await read(worker, 'health')).status === 503);
      const { text } = await read(worker, 'health');
      expect(JSON.parse(text)).toEqual({ status: 'unwell', reasons: { [part]: expect.any(String) } });
      expect((await read(worker, 'ready')).status).toBe(503);
      const metrics = await read(worker, 'metrics');
      expect(metrics.status).toBe(200);
      expect(sampleOf(metrics.text, `gouji_reachable{part="${part}"}`)).toBe(0);
      expect(/^gouji_queue_jobs\{/m.test(metrics.text)).toBe(part !== 'redis');
      await server.resume();
      await untilWell(worker);
    }
    bucket.failures = Number.POSITIVE_INFINITY;
    await until(async () => (await read(worker, 'health')).text.includes('"documents"'));
    bucket.failures = 0;
    await untilWell(worker);
  });

  test('ends with what it has stored when it is told to stop, and another one does the rest', async () => {
    const { worker: first, child } = await startBusy();
    first.child.kill('SIGTERM');
    await until(() => first.said.out.includes('"stopping"'));
    expect(await read(first, 'health')).toEqual({ status: 503, text: '{"status":"stopping"}' });
    expect((await read(first, 'ready')).status).toBe(503);
    expect(sampleOf((await read(first, 'metrics')).text, 'gouji_children')).toBe(1);
    process.kill(child, 'SIGCONT');

    expect((await first.ended).code).toBe(0);
    const lines = linesOf(first.said);
    expect(lines.at(-1)).toMatchObject({ event: 'stopped' });
    const told = lines.flatMap(({ outcome, location }) => (outcome ? [location] : []));
    const store = await openStore();
    const stored = await store.db.selectFrom('sources').select('location').execute();
    expect(stored.map(({ location }) => location).sort()).toEqual(told.sort());
    expect(told.length).toBeLessThan(count);
    const queue = new BullQueues({ url: redis.url });
    expect(await queue.counts('ingest')).toMatchObject({
      active: 0,
      waiting: count - told.length,
      failed: 0,
    });
    await queue.close();

    const second = await start();
    await until(() => linesOf(second.said).some(({ event }) => event === 'import-ended'));
    const both = [first, second].flatMap(({ said }) => linesOf(said).filter(({ outcome }) => outcome));
    expect(both).toHaveLength(count);
    expect(differences(await dumpStore(store), await dumpUndisturbed())).toEqual([]);
    await store.close();
  });

  test('ends with what it has stored when it is told to stop while Redis is away', async () => {
    const { worker, child } = await startBusy();
    await redis.halt('SIGKILL');
    worker.child.kill('SIGTERM');
    await until(() => worker.said.out.includes('"stopping"'));
    process.kill(child, 'SIGCONT');
    expect((await worker.ended).code).toBe(0);
    expect(linesOf(worker.said).at(-1)).toMatchObject({ event: 'stopped', missing: 'redis' });
    await redis.resume();
    const told = linesOf(worker.said).flatMap(({ outcome, location }) => (outcome ? [location] : []));
    const store = await openStore();
    const stored = await store.db.selectFrom('sources').select('location').execute();
    expect(stored.map(({ location }) => location)).toEqual(expect.arrayContaining(told));
    expect(told).not.toEqual([]);
    await store.close();
  });

  test('ends when it is told to stop before Redis was ever there', async () => {
    await prepare();
    environment['GOUJI_REDIS_URL'] = `redis://127.0.0.1:${await findFreePort()}`;
    const worker = await start();
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 0, err: '' });
  });

  test('ends at once when it is told to a second time', async () => {
    const { worker, child } = await startBusy();
    worker.child.kill('SIGTERM');
    await until(() => worker.said.out.includes('"stopping"'));
    worker.child.kill('SIGTERM');
    // Its child still stands: it waited for nothing.
    expect((await worker.ended).code).toBe(130);
    process.kill(child, 'SIGKILL');
  });

  async function dumpUndisturbed(): Promise<readonly string[]> {
    const folder = newFolder();
    expect(runGouji(['ingest', given, '--quiet', '--data', folder]).code).toBe(0);
    const store = await Store.open(folder);
    const dump = await dumpStore(store);
    await store.close();
    return dump;
  }
});

test('a worker without a store ends, and says why in one line', async () => {
  const environment = {
    GOUJI_REDIS_URL: 'redis://127.0.0.1:1',
    GOUJI_DATABASE_URL: `postgres://gouji@127.0.0.1:${await findFreePort()}/gouji`,
  };
  const { code, err } = await startGouji(['work', '--listen', '0'], environment).ended;
  expect(code).toBe(4);
  expect(err).toMatch(/^gouji: postgres:[^\n]+\n$/);
});

/** The child processes of a process; Linux tells. */
function childrenOf(pid = 0): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

/** Of a series, as Prometheus writes it. */
function sampleOf(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? Number.NaN);
}
