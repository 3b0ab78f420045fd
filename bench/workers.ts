/**
 * What a second worker gains over one, beside what a second process gains where nothing but parsing is done; what
 * the queue costs a job; what a hundred thousand waiting jobs weigh; and what servers must have room for.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { residentBytes } from '#processes/resident-bytes.js';
import { BullQueues } from '#queue/bull-queue.js';
import { startServers } from '../test/servers/all.js';
import type { RedisServer } from '../test/servers/redis.js';
import { parseAll, writeDocuments } from './folder.js';
import { treeBytes } from './tree-bytes.js';

export interface WorkerSpeed {
  readonly documents: number;
  /** Documents a second, by one and by two. */
  readonly bare: readonly [number, number];
  readonly workers: readonly [number, number];
  /** What two workers gain over one, to what two bare processes gain over one. */
  readonly gain: number;
  /** Milliseconds of a job that does nothing. */
  readonly job: number;
  /** Of that, to one document. */
  readonly overhead: number;
  /** MiB more that a hundred thousand waiting jobs cost: whoever adds them, and Redis. */
  readonly adding: number;
  readonly waiting: number;
  readonly sizing: Sizing;
}

/** What the servers and the machines of workers must have room for. */
export interface Sizing {
  /** By two workers on the cores of this machine, at most two of them. */
  readonly reportsPerHourAndCore: number;
  /** Bytes. */
  readonly redisPer100000Jobs: number;
  readonly postgresPerDocument: number;
  readonly documentsPerDocument: number;
  /** The most of one worker at a time. */
  readonly postgresConnections: number;
  readonly redisConnections: number;
  /** Bytes: the most of one worker, without and with its only child. */
  readonly worker: number;
  readonly child: number;
}

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const manyJobs = 100_000;

export async function measureWorkers(documents: number): Promise<WorkerSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-workers-'));
  const { redis, postgres, bucket, stop: stopServers } = await startServers();
  try {
    const given = join(folder, 'in');
    await writeDocuments(given, documents);
    const database = await postgres.makeDatabase();
    const empty = await postgres.sizeOf(database);
    const most = { postgresConnections: 0, redisConnections: 0, worker: 0, child: 0 };
    const look = async (pid: number): Promise<void> => {
      const worker = residentBytes(pid);
      const found = {
        ...{ worker, child: treeBytes(pid) - worker },
        postgresConnections: await postgres.countConnections(database),
        redisConnections: await redis.countConnections(),
      };
      for (const name of ['postgresConnections', 'redisConnections', 'worker', 'child'] as const)
        most[name] = Math.max(most[name], found[name]);
    };
    const work = async (count: number, database: string, look?: Look): Promise<number> => {
      const environment = {
        ...{ ...process.env, GOUJI_REDIS_URL: redis.url },
        GOUJI_DATABASE_URL: database,
        GOUJI_BLOBS: `${bucket.url}/${count}${look ? '-looked-at' : ''}`,
        GOUJI_DATA: join(folder, `data-${count}`),
      };
      return workAll(given, { count, documents, env: environment, look });
    };
    const bare = [await parseAll(given, 1), await parseAll(given, 2)] as const;
    const workers = [
      await work(1, await postgres.makeDatabase()),
      await work(2, await postgres.makeDatabase()),
    ] as const;
    const job = await timeJob(redis.url);
    const weights = await weighJobs(redis);
    await redis.flush();
    // Looking takes time: this run counts for nothing else.
    await work(1, database, look);
    const sizing = {
      ...most,
      reportsPerHourAndCore: (3600 * workers[1]) / Math.min(2, availableParallelism()),
      redisPer100000Jobs: weights.waiting * 2 ** 20,
      postgresPerDocument: ((await postgres.sizeOf(database)) - empty) / documents,
      documentsPerDocument: (await bytesOf(given)) / documents,
    };
    return {
      ...{ documents, bare, workers, job, ...weights, sizing },
      gain: workers[1] / workers[0] / (bare[1] / bare[0]),
      overhead: (job * bare[0]) / 1000,
    };
  } finally {
    await stopServers();
    await rm(folder, { recursive: true });
  }
}

type Look = (pid: number) => Promise<void>;

interface WorkAll {
  readonly count: number;
  readonly documents: number;
  readonly env: NodeJS.ProcessEnv;
  readonly look?: Look | undefined;
}

/** From the first result to the last: what starting costs, it costs once. */
async function workAll(given: string, { count, documents, env, look }: WorkAll): Promise<number> {
  // Beside this process, which is the object store.
  await once(
    spawn(process.execPath, [main, 'ingest', given, '--queue', '--quiet'], { env, stdio: 'inherit' }),
    'exit',
  );
  const workers = Array.from({ length: count }, () =>
    spawn(process.execPath, [main, 'work', '--jobs', '1'], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  let looking = look !== undefined;
  const looks = (async () => {
    for (; looking; await wait(250)) for (const { pid = 0 } of workers) await look?.(pid);
  })();
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    for (const { stdout } of workers)
      createInterface({ input: stdout }).on('line', (line) => {
        if (line.includes('"outcome"')) times.push(performance.now());
        if (times.length === documents) resolve();
      });
  });
  looking = false;
  await looks;
  await Promise.all(workers.map(stop));
  return (1000 * (times.length - 1)) / (times.at(-1)! - times[0]!);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function bytesOf(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  return sum;
}

const jobOf = (index: number) => ({
  ...{ queue: 'export' as const, payload: { work: index } },
  id: index.toString(16).padStart(64, '0'),
});

async function timeJob(url: string): Promise<number> {
  const queue = new BullQueues({ url, prefix: 'bench-job' });
  const count = 5000;
  await queue.add(Array.from({ length: count }, (_, index) => jobOf(index)));
  const started = performance.now();
  await new Promise<void>((resolve) => {
    let done = 0;
    const handle = async (): Promise<void> => {
      if (++done === count) resolve();
    };
    queue.work('export', handle, { jobs: 18 });
  });
  const milliseconds = performance.now() - started;
  await queue.close();
  return milliseconds / count;
}

async function weighJobs(redis: RedisServer): Promise<{ adding: number; waiting: number }> {
  const queue = new BullQueues({ url: redis.url, prefix: 'bench-weight' });
  await queue.add([jobOf(manyJobs)]);
  globalThis.gc?.();
  const before = [residentBytes(process.pid), await redis.usedBytes()] as const;
  let most = before[0];
  for (let first = 0; first < manyJobs; first += 500) {
    await queue.add(Array.from({ length: 500 }, (_, index) => jobOf(first + index)));
    most = Math.max(most, residentBytes(process.pid));
  }
  const waiting = (await redis.usedBytes()) - before[1];
  await queue.close();
  return { adding: (most - before[0]) / 2 ** 20, waiting: waiting / 2 ** 20 };
}
