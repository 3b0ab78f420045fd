/**
 * What a second worker gains over one, beside what a second process gains where nothing but parsing is done; what
 * the queue costs a job; and what a hundred thousand waiting jobs weigh.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { residentBytes } from '#processes/resident-bytes.js';
import { BullQueues } from '#queue/bull-queue.js';
import { BucketServer } from '../test/servers/bucket.js';
import { PostgresServer } from '../test/servers/postgres.js';
import { RedisServer } from '../test/servers/redis.js';
import { parseAll, writeDocuments } from './folder.js';

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
}

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const manyJobs = 100_000;

export async function measureWorkers(documents: number): Promise<WorkerSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-workers-'));
  const [redis, postgres, bucket] = await Promise.all([
    RedisServer.start(),
    PostgresServer.start(),
    BucketServer.start(),
  ]);
  try {
    const given = join(folder, 'in');
    await writeDocuments(given, documents);
    const work = async (count: number): Promise<number> => {
      const environment = {
        ...{ ...process.env, ...bucket.environment, GOUJI_REDIS_URL: redis.url },
        GOUJI_DATABASE_URL: await postgres.makeDatabase(),
        GOUJI_BLOBS: `${bucket.url}/${count}`,
        GOUJI_DATA: join(folder, `data-${count}`),
      };
      return workAll(given, count, documents, environment);
    };
    const bare = [await parseAll(given, 1), await parseAll(given, 2)] as const;
    const workers = [await work(1), await work(2)] as const;
    const job = await timeJob(redis.url);
    const weights = await weighJobs(redis);
    return {
      ...{ documents, bare, workers, job, ...weights },
      gain: workers[1] / workers[0] / (bare[1] / bare[0]),
      overhead: (job * bare[0]) / 1000,
    };
  } finally {
    await Promise.all([redis.stop(), postgres.stop(), bucket.stop()]);
    await rm(folder, { recursive: true });
  }
}

/** From the first result to the last: what starting costs, it costs once. */
async function workAll(
  given: string,
  count: number,
  documents: number,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  spawnSync(process.execPath, [main, 'ingest', given, '--queue', '--quiet'], { env, stdio: 'inherit' });
  const workers = Array.from({ length: count }, () =>
    spawn(process.execPath, [main, 'work', '--jobs', '1'], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    for (const { stdout } of workers)
      createInterface({ input: stdout }).on('line', (line) => {
        if (line.includes('"outcome"')) times.push(performance.now());
        if (times.length === documents) resolve();
      });
  });
  await Promise.all(workers.map(stop));
  return (1000 * (times.length - 1)) / (times.at(-1)! - times[0]!);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
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
