/** What is left to workers ends as it would have here: on one machine, and on servers that come and go. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listInputs } from '#inputs/list-inputs.js';
import { enqueue } from '#jobs/enqueue.js';
import { toIngestInput } from '#jobs/to-ingest-input.js';
import { type WorkQueueOptions, workQueue } from '#jobs/work-queue.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { BullQueues } from '#queue/bull-queue.js';
import { MemoryTurns } from '#queue/host-turns.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import { type Queue, queueNames, type Worker } from '#queue/queue.js';
import { BucketDocuments } from '#store/bucket-documents.js';
import { Store } from '#store/store.js';
import { openFetcher, openSite } from '../fetch/local-site.js';
import { makeCase } from '../generator/case.js';
import { type Servers, startServers } from '../servers/all.js';
import type { BucketServer } from '../servers/bucket.js';
import type { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';
import type { RedisServer } from '../servers/redis.js';
import { differences, dumpStore } from '../store/dump-store.js';
import { newFolder, runImport, silent } from './import-cases.js';
import { warmPool } from './warm-pool.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const given = join(newFolder(), 'given');
const count = 10;
let undisturbed: readonly string[];

const fetcher = {
  fetchDocument: () => Promise.reject(new Error('no address is given')),
  fetchIfChanged: () => Promise.reject(new Error('no site is given')),
  pauseOf: () => 0,
};

async function* listGiven() {
  for await (const input of listInputs([given])) yield toIngestInput(input, fetcher);
}

beforeAll(async () => {
  mkdirSync(given);
  for (let seed = 1; seed <= count; seed++) {
    const { name, bytes } = await makeCase(seed % 3 ? 'html' : 'docx', seed);
    writeFileSync(join(given, name), bytes);
  }
  for (const folder of [given, join(given, 'again')]) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'note.html'), '<p>关于召开会议的通知</p>');
  }
  const store = await Store.open(newFolder());
  const inputs = [];
  for await (const input of listGiven()) inputs.push(input);
  await runImport(store, inputs);
  undisturbed = await dumpStore(store);
  await store.close();
});

const now = (): string => new Date().toISOString();
const common = {
  ...{ now, jobs: 2, language: 'en' as const, limits: defaultProcessLimits, fetcher },
  ...{ engineVersion: '0', onResponse: () => undefined, onRunEnd: () => undefined },
  ...{ queues: queueNames, exportsFolder: join(newFolder(), 'exports'), ...silent },
};

type Inputs = Parameters<typeof enqueue>[0];

async function leave(store: Store, queue: Queue, inputs: Inputs = listGiven()): Promise<number> {
  const importId = await store.startImport([given], '0', now());
  const { left, ...counts } = await enqueue(inputs, {
    ...{ ...common, store, queue, importId, fingerprints: readFingerprints() },
  });
  await store.endListing(importId, { counts, listed: [given] }, now());
  return left;
}

function work(store: Store, queue: Queue, more: Partial<WorkQueueOptions> = {}): Worker {
  return workQueue({
    ...{ ...common, store, queue, turns: new MemoryTurns(), fingerprints: readFingerprints() },
    ...{ onError: () => undefined, ...more },
  });
}

async function untilEnded(store: Store): Promise<void> {
  for (;;) {
    const open = await store
      .ask((db) => db.selectFrom('imports').select('id').where('ended_at', 'is', null).execute())
      .catch(() => [undefined]);
    if (open.length === 0) return;
    await wait(100);
  }
}

async function expectWhole(store: Store): Promise<void> {
  expect(differences(undisturbed, await dumpStore(store)).slice(0, 6)).toEqual([]);
  expect(await store.db.selectFrom('work').select('id').execute()).toEqual([]);
}

describe('in one process', () => {
  test('comes to the same store, and counts how each ended', async () => {
    const [store, queue] = [await Store.open(newFolder()), new MemoryQueue()];
    expect(await leave(store, queue)).toBe(count + 2);
    const worker = work(store, queue, { pool: warmPool(2) });
    await untilEnded(store);
    await worker.stop();
    await expectWhole(store);
    const { counts } = await store.db.selectFrom('imports').select('counts').executeTakeFirstOrThrow();
    const { records, failed, known, ...others } = JSON.parse(counts ?? '');
    expect([records, failed + known]).toEqual([count, 2]);
    expect(others).toEqual({ unread: 0, unchanged: 0, unpacked: 0 });
    expect(await leave(store, queue)).toBe(0);
    await queue.close();
    await store.close();
  });

  test('fetches addresses: each once, and no two of a host at the same time', async () => {
    const [store, queue] = [await Store.open(newFolder()), new MemoryQueue()];
    let [open, most] = [0, 0];
    const serve: RequestListener = async ({ url }, response) => {
      most = Math.max(most, ++open);
      await wait(50);
      open--;
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${url}</p>`);
    };
    const site = await openSite({ '/a': serve, '/b': serve, '/c': serve });
    const polite = openFetcher([site.port]);
    async function* listAddresses() {
      for (const path of ['/a', '/b', '/c', '/gone'])
        yield toIngestInput({ kind: 'address', location: site.at(path), name: path }, polite);
    }
    expect(await leave(store, queue, listAddresses())).toBe(4);
    const worker = work(store, queue, { fetcher: polite, pool: warmPool(2) });
    await untilEnded(store);
    await worker.stop();
    expect(site.visits.map(({ path }) => path).sort()).toEqual(['/a', '/b', '/c', '/gone', '/robots.txt']);
    expect(most).toBe(1);
    const failures = await store.db.selectFrom('failures').select('code').orderBy('location').execute();
    expect(failures.map(({ code }) => code)).toEqual([
      ...['not-a-report', 'not-a-report', 'not-a-report', 'http-error'],
    ]);
    await queue.close();
    await store.close();
  });

  test('finds what waits in the store though the queue was lost', async () => {
    const [store, lost] = [await Store.open(newFolder()), new MemoryQueue()];
    await leave(store, lost);
    await lost.close();
    const queue = new MemoryQueue();
    const worker = work(store, queue, { pool: warmPool(2) });
    await untilEnded(store);
    await worker.stop();
    await expectWhole(store);
    await queue.close();
    await store.close();
  });
});

const areAllHere = areServersHere('redis', 'postgres');

describe.runIf(areAllHere)('on servers', () => {
  let servers: Servers;
  let redis: RedisServer;
  let postgres: PostgresServer;
  let bucket: BucketServer;
  const opened: { close(): Promise<void> }[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    servers = await startServers();
    ({ redis, postgres, bucket } = servers);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const thing of opened.splice(0).reverse()) await thing.close();
    await redis.flush();
  });
  afterAll(() => servers.stop());

  const retries = { attempts: 12, pause: 100 };
  const openQueue = (): Queue => {
    const queue = new BullQueues({ url: redis.url, retries });
    opened.push(queue);
    return queue;
  };
  async function openStore(url?: string): Promise<Store> {
    const store = await Store.connect(
      url ?? (await postgres.makeDatabase()),
      new BucketDocuments(bucket.url),
    );
    opened.push(store);
    return store;
  }

  test('two workers come to the same store', async () => {
    const [store, queue] = [await openStore(), openQueue()];
    await leave(store, queue);
    const workers = [work(store, queue), work(store, openQueue())];
    await untilEnded(store);
    for (const worker of workers) await worker.stop();
    await expectWhole(store);
  });

  test('the same list left twice at once is stored once', async () => {
    const url = await postgres.makeDatabase();
    const [one, other, queue] = [await openStore(url), await openStore(url), openQueue()];
    await Promise.all([leave(one, queue), leave(other, openQueue())]);
    const worker = work(one, queue);
    await untilEnded(one);
    await worker.stop();
    await expectWhole(one);
  });

  test('four processes open a new store at once', async () => {
    const url = await postgres.makeDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)));
    const fields = await stores[0]?.db.selectFrom('fields').select('path').execute();
    expect(new Set(fields?.map(({ path }) => path)).size).toBe(fields?.length);
  });

  test('an object store that answers 500 for a while', async () => {
    const [store, queue] = [await openStore(), openQueue()];
    await leave(store, queue);
    bucket.failures = 60;
    const worker = work(store, queue);
    await untilEnded(store);
    await worker.stop();
    expect(bucket.failures).toBe(0);
    await expectWhole(store);
  });

  test.each(['SIGINT', 'SIGQUIT'] as const)(
    'Postgres ended by %s and started again',
    async (signal) => {
      const [store, queue] = [await openStore(), openQueue()];
      await leave(store, queue);
      const worker = work(store, queue);
      await untilSome(store);
      await postgres.halt(signal);
      await wait(1500);
      await postgres.resume();
      await untilEnded(store);
      await worker.stop();
      await expectWhole(store);
    },
    120_000,
  );

  test.each([
    ['restarted', 'SIGTERM', 0],
    ['killed', 'SIGKILL', 0],
    ['gone for half a minute', 'SIGKILL', 30_000],
  ] as const)(
    'Redis %s',
    async (_, signal, milliseconds) => {
      const [store, queue] = [await openStore(), openQueue()];
      await leave(store, queue);
      const worker = work(store, queue);
      await untilSome(store);
      await redis.halt(signal);
      await wait(milliseconds);
      await redis.resume();
      await untilEnded(store);
      await worker.stop();
      await expectWhole(store);
    },
    180_000,
  );

  test('a worker killed in the middle of its jobs', async () => {
    const url = await postgres.makeDatabase();
    const [store, queue] = [await openStore(url), openQueue()];
    await leave(store, queue);
    const environment = {
      ...{ ...process.env, GOUJI_DATABASE_URL: url, GOUJI_BLOBS: bucket.url, GOUJI_REDIS_URL: redis.url },
      ...{ GOUJI_DATA: newFolder(), GOUJI_LANG: 'en' },
    };
    const startWorker = (): ChildProcess => {
      const child = spawn(process.execPath, [main, 'work', '--jobs', '2'], {
        ...{ env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
      });
      children.push(child);
      return child;
    };
    const first = startWorker();
    await untilSome(store);
    first.kill('SIGKILL');
    startWorker();
    await untilEnded(store);
    await expectWhole(store);
  });

  async function untilSome(store: Store): Promise<void> {
    while ((await store.db.selectFrom('results').select('id').execute()).length < 3) await wait(20);
  }
});
