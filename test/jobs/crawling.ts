/** What a crawl needs: a store, a queue and turns, in this process or on servers; and a worker that is watched. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clockAt } from '#jobs/crawl-schedule.js';
import { runToJob } from '#jobs/crawl-site.js';
import { parseRemark, type RunRemark } from '#jobs/run-remark.js';
import type { SiteRunOptions } from '#jobs/site-run.js';
import { workQueue } from '#jobs/work-queue.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { BullQueues } from '#queue/bull-queue.js';
import { type HostTurns, MemoryTurns } from '#queue/host-turns.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import { type Queue, queueNames } from '#queue/queue.js';
import { RedisTurns } from '#queue/redis-turns.js';
import type { NewResponse } from '#store/crawl-responses.js';
import { addSite, type CrawlSite, findSite, type NewSite, startRun } from '#store/crawl-sites.js';
import { FolderDocuments } from '#store/documents.js';
import { Store } from '#store/store.js';
import { PostgresServer } from '../servers/postgres.js';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';
import { newFolder, silent } from './import-cases.js';
import { warmPool } from './warm-pool.js';

/** Somewhere to crawl: every store of it is the same store. */
export interface Place {
  openStore(): Promise<Store>;
  openQueue(): Queue;
  readonly turns: HostTurns;
  close(): Promise<void>;
}

export interface PlaceKind {
  readonly name: string;
  open(): Promise<Place>;
  stop(): Promise<void>;
}

const retries = { attempts: 8, pause: 50 };

const embedded: PlaceKind = {
  name: 'in one process',
  async open() {
    // Two of one process would wait for each other for ever: its driver does not let go of the process.
    const [store, queue] = [await Store.open(newFolder()), new MemoryQueue(retries)];
    return {
      ...{ openStore: async () => store, openQueue: () => queue, turns: new MemoryTurns() },
      close: () => queue.close(),
    };
  },
  stop: async () => undefined,
};

function onServers(): PlaceKind {
  let servers: Promise<[PostgresServer, RedisServer]> | undefined;
  return {
    name: 'on servers',
    async open() {
      servers ??= Promise.all([PostgresServer.start(), RedisServer.start()]);
      const [postgres, redis] = await servers;
      await redis.flush();
      const [url, turns, queues] = [await postgres.makeDatabase(), new RedisTurns(redis.url), [] as Queue[]];
      const documents = new FolderDocuments(join(newFolder(), 'documents'));
      return {
        openStore: () => Store.connect(url, documents),
        openQueue() {
          const queue = new BullQueues({ url: redis.url, retries });
          queues.push(queue);
          return queue;
        },
        turns,
        async close() {
          for (const queue of queues) await queue.close();
          turns.close();
        },
      };
    },
    stop: async () => {
      for (const server of (await servers) ?? []) await server.stop();
    },
  };
}

export const placeKinds: readonly PlaceKind[] = [
  embedded,
  ...(areServersHere('postgres', 'redis') ? [onServers()] : []),
];

export const now = (): string => new Date().toISOString();

export interface Crawler {
  readonly errors: unknown[];
  stop(): Promise<void>;
}

export function startCrawler(
  store: Store,
  queue: Queue,
  turns: HostTurns,
  fetcher: SiteRunOptions['fetcher'],
  onResponse: (response: NewResponse) => void = () => undefined,
  clock: () => string = now,
): Crawler {
  const errors: unknown[] = [];
  const worker = workQueue({
    ...{ store, queue, turns, fetcher, now: clock, jobs: 2, language: 'en', limits: defaultProcessLimits },
    pool: warmPool(2),
    ...{ fingerprints: readFingerprints(), engineVersion: '0', onRunEnd: () => undefined },
    ...{ queues: queueNames, exportsFolder: newFolder(), ...silent },
    onResponse: (_, response) => onResponse(response),
    onError: (error) => errors.push(error),
  });
  return { errors, stop: () => worker.stop() };
}

export async function addTestSite(
  store: Store,
  address: string,
  changes: Partial<NewSite> = {},
): Promise<CrawlSite> {
  const site = await addSite(
    store,
    {
      ...{ address, name: 'test', schedule: null, timeZone: 'Asia/Shanghai', scope: 'path', pause: 0 },
      ...{ mostPages: 1000, tlsException: null, nextAt: null, ...changes },
    },
    now(),
  );
  if (!site) throw new Error(`${address} is a site already`);
  return site;
}

export async function begin(store: Store, queue: Queue, { id }: CrawlSite): Promise<number> {
  const run = await startRun(store, id, clockAt(new Date(), '0'));
  if (!run) throw new Error('no such site');
  await queue.add([runToJob(run)]);
  return run.run;
}

export async function untilEnded(store: Store, { id }: CrawlSite): Promise<RunRemark> {
  for (;;) {
    const site = await findSite(store, id);
    const remark = site?.ended_at ? parseRemark(site.remark) : undefined;
    if (remark) return remark;
    await wait(20);
  }
}

/** A run from its beginning to its end, by a worker of its own. */
export async function crawlOnce(
  place: Place,
  store: Store,
  site: CrawlSite,
  fetcher: SiteRunOptions['fetcher'],
  clock: () => string = now,
): Promise<RunRemark> {
  const queue = place.openQueue();
  const crawler = startCrawler(store, queue, place.turns, fetcher, undefined, clock);
  await begin(store, queue, site);
  const remark = await untilEnded(store, site);
  await crawler.stop();
  if (crawler.errors.length > 0) throw crawler.errors[0];
  return remark;
}
