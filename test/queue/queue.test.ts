/** What every queue does, whichever it is. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BullQueues } from '#queue/bull-queue.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import { type Job, Postponed, type Queue, TryLater } from '#queue/queue.js';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';

const retries = { attempts: 3, pause: 20 };
let redis: RedisServer | undefined;
let opened = 0;

const kinds: [string, () => Queue][] = [['in this process', () => new MemoryQueue(retries)]];
if (areServersHere('redis'))
  kinds.push([
    'on Redis',
    () => new BullQueues({ url: redis?.url ?? '', retries, prefix: `test-${opened++}` }),
  ]);

beforeAll(async () => {
  if (areServersHere('redis')) redis = await RedisServer.start();
});
afterAll(() => redis?.stop());

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const jobOf = (text: string, more: Partial<Job> = {}): Job => ({
  ...{ queue: 'ingest', id: idOf(text), payload: { text } },
  ...more,
});
const textOf = (payload: unknown): string => (payload as { text: string }).text;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(10);
}

describe.each(kinds)('a queue %s', (_, open) => {
  let queue: Queue;
  beforeAll(() => {
    queue = open();
  });
  afterEach(async () => {
    await queue.close();
    queue = open();
  });
  afterAll(() => queue.close());

  test('hands every job to a worker once', async () => {
    const done: string[] = [];
    await queue.add(Array.from({ length: 200 }, (_, index) => jobOf(`${index}`)));
    queue.work('ingest', async (payload) => void done.push(textOf(payload)), { jobs: 4 });
    queue.work('ingest', async (payload) => void done.push(textOf(payload)), { jobs: 4 });
    await until(() => done.length >= 200);
    await wait(50);
    expect(new Set(done).size).toBe(200);
    expect(done).toHaveLength(200);
    await until(async () => (await queue.counts('ingest')).active === 0);
    expect(await queue.counts('ingest')).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test('does not add what is there, and adds again what was done', async () => {
    await queue.add([jobOf('a'), jobOf('a')]);
    await queue.add([jobOf('a')]);
    expect((await queue.counts('ingest')).waiting).toBe(1);
    const done: string[] = [];
    queue.work('ingest', async (payload) => void done.push(textOf(payload)), { jobs: 1 });
    await until(async () => done.length === 1 && (await queue.counts('ingest')).active === 0);
    await queue.add([jobOf('a')]);
    await until(() => done.length === 2);
  });

  test('keeps as many at work as are asked for', async () => {
    let [now, most] = [0, 0];
    let done = 0;
    await queue.add(Array.from({ length: 12 }, (_, index) => jobOf(`${index}`)));
    const handle = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await wait(20);
      now--;
      done++;
    };
    queue.work('ingest', handle, { jobs: 3 });
    await until(() => done === 12);
    expect(most).toBe(3);
  });

  test('goes by priority, then by the order of coming', async () => {
    const done: string[] = [];
    await queue.add([
      jobOf('late', { priority: 9 }),
      jobOf('soon', { priority: 2 }),
      jobOf('too', { priority: 2 }),
      jobOf('first'),
    ]);
    queue.work('ingest', async (payload) => void done.push(textOf(payload)), { jobs: 1 });
    await until(() => done.length === 4);
    expect(done).toEqual(['first', 'soon', 'too', 'late']);
  });

  test('tries again what may pass, after a pause, and then no more', async () => {
    const attempts: [number, boolean, number][] = [];
    const handle = async (_: unknown, { number, isLast }: { number: number; isLast: boolean }) => {
      attempts.push([number, isLast, performance.now()]);
      throw new TryLater('the server is away');
    };
    await queue.add([jobOf('a')]);
    queue.work('ingest', handle, { jobs: 1 });
    await until(async () => (await queue.counts('ingest')).failed === 1);
    expect(attempts.map(([number, isLast]) => [number, isLast])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(attempts[2]![2] - attempts[1]![2]).toBeGreaterThan(25);
    const [letter] = await queue.listDead('ingest', 10);
    expect(letter).toMatchObject({ ...jobOf('a'), reason: 'the server is away', attempts: 3 });
  });

  test('waits as long as it is told', async () => {
    const times: number[] = [];
    const handle = async (): Promise<void> => {
      times.push(performance.now());
      if (times.length === 1) throw new TryLater('busy', 300);
    };
    await queue.add([jobOf('a')]);
    queue.work('ingest', handle, { jobs: 1 });
    await until(() => times.length === 2);
    expect(times[1]! - times[0]!).toBeGreaterThan(290);
  });

  test('what is postponed comes again later, and that was no attempt', async () => {
    const came: [number, number][] = [];
    const handle = async (_: unknown, { number }: { number: number }): Promise<void> => {
      came.push([number, performance.now()]);
      if (came.length <= retries.attempts + 1) throw new Postponed(60);
    };
    await queue.add([jobOf('a')]);
    queue.work('ingest', handle, { jobs: 1 });
    await until(() => came.length === retries.attempts + 2);
    expect(came.map(([number]) => number)).toEqual(came.map(() => 1));
    for (const [index, [, at]] of came.entries())
      if (index > 0) expect(at - came[index - 1]![1]).toBeGreaterThan(50);
    await until(async () => (await queue.counts('ingest')).active === 0);
    expect(await queue.counts('ingest')).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test('what cannot pass is a dead letter at once: listed, given another chance, thrown away', async () => {
    let isMended = false;
    const done: string[] = [];
    const handle = async (payload: unknown): Promise<void> => {
      // Those that fail in the same millisecond are listed in any order.
      await wait(5);
      if (!isMended) throw new RangeError('no such thing');
      done.push(textOf(payload));
    };
    await queue.add([jobOf('a'), jobOf('b'), jobOf('c')]);
    queue.work('ingest', handle, { jobs: 1 });
    await until(async () => (await queue.counts('ingest')).failed === 3);
    expect((await queue.listDead('ingest', 2)).map(({ payload }) => textOf(payload))).toEqual(['c', 'b']);
    await queue.add([jobOf('a')]);
    expect((await queue.counts('ingest')).waiting).toBe(0);
    isMended = true;
    expect(await queue.replay('ingest', [idOf('b'), idOf('unknown')])).toBe(1);
    await until(() => done.length === 1);
    expect(await queue.drop('ingest', [idOf('a')])).toBe(1);
    expect(await queue.replay('ingest')).toBe(1);
    await until(() => done.length === 2);
    expect(done).toEqual(['b', 'c']);
    await until(async () => (await queue.counts('ingest')).active === 0);
    expect(await queue.counts('ingest')).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test('stops when what is at work is done, and leaves the rest', async () => {
    const done: string[] = [];
    await queue.add([jobOf('a'), jobOf('b')]);
    let began = false;
    const handle = async (payload: unknown): Promise<void> => {
      began = true;
      await wait(100);
      done.push(textOf(payload));
    };
    const worker = queue.work('ingest', handle, { jobs: 1 });
    await until(() => began);
    await worker.stop();
    expect(done).toEqual(['a']);
    expect(await queue.counts('ingest')).toMatchObject({ waiting: 1, active: 0 });
  });

  test('holds a job back for a while', async () => {
    const started = performance.now();
    let done = 0;
    await queue.add([jobOf('a', { delay: 200 })]);
    expect(await queue.counts('ingest')).toMatchObject({ waiting: 0, delayed: 1 });
    queue.work('ingest', async () => void done++, { jobs: 1 });
    await until(() => done === 1);
    expect(performance.now() - started).toBeGreaterThan(190);
  });
});
