/** `gouji queue` as a person meets it: what waits, what failed, and a Redis that is not there. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BullQueues } from '#queue/bull-queue.js';
import { findFreePort } from '../servers/free-port.js';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';
import { runGouji, startGouji } from './run-gouji.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gouji-queue-'));
const verbs = [
  ['status'],
  ['failed', 'ingest'],
  ['retry', 'ingest'],
  ['drop', 'ingest'],
  ['board', '--listen', '0'],
];
const oneLine = /^gouji: [^\n]+\n$/;

describe.each(verbs)('gouji queue %s', (...verb) => {
  test.each([
    ['no Redis', '', /no queue: set GOUJI_REDIS_URL/],
    ['what is no address of one', 'localhost:6379', /GOUJI_REDIS_URL is not of the form/],
  ])('asks for the queue where %s is set', (_, url, message) => {
    const { code, out, err } = runGouji(['queue', ...verb], {
      GOUJI_REDIS_URL: url,
      GOUJI_DATA: newFolder(),
    });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(oneLine);
    expect(err).toMatch(message);
  });
});

/** At the same time: each waits. */
test('no command waits for ever for a Redis that is not there', async () => {
  const commands = [
    ...verbs.map((verb) => ['queue', ...verb]),
    ['ingest', 'samples', '--queue'],
    ['crawl', 'run'],
    ['export', '--queue', '--format', 'csv', '--out', 'x'],
  ];
  const url = `redis://:secret@127.0.0.1:${await findFreePort()}/2`;
  const runs = commands.map((command) => {
    const environment = { GOUJI_REDIS_URL: url, GOUJI_DATA: newFolder() };
    return startGouji(command, environment).ended;
  });
  for (const { code, out, err } of await Promise.all(runs)) {
    expect(code).toBe(4);
    expect(out).toBe('');
    expect(err).toMatch(oneLine);
    expect(err).toMatch(/127\.0\.0\.1:\d+\/2: Redis does not answer/);
    expect(err).not.toContain('secret');
  }
});

describe.runIf(areServersHere('redis'))('on a Redis', () => {
  let redis: RedisServer;
  let environment: Record<string, string>;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.stop());

  const run = (...verb: readonly string[]) => {
    environment ??= { GOUJI_REDIS_URL: redis.url, GOUJI_DATA: newFolder() };
    return runGouji(['queue', ...verb], environment);
  };

  /** Jobs that failed for good, the first one first. */
  async function failJobs(...texts: readonly string[]): Promise<void> {
    const queue = new BullQueues({ url: redis.url });
    const handle = async (payload: unknown): Promise<void> => {
      throw new Error(`no such thing: ${JSON.stringify(payload)}`);
    };
    queue.work('crawl', handle, { jobs: 1 });
    for (const [index, text] of texts.entries()) {
      await queue.add([{ queue: 'crawl', id: idOf(text), payload: { text } }]);
      while ((await queue.counts('crawl')).failed <= index) await wait(10);
    }
    await queue.close();
  }

  test('tells what failed, gives it another chance, and throws it away', async () => {
    await failJobs('a', 'b', 'c');
    expect(run('status').out).toMatch(/^crawl +0 +0 +0 +3$/m);

    const { code, out } = run('failed', 'crawl');
    expect(code).toBe(0);
    const letters = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(letters.map(({ payload }) => payload.text)).toEqual(['c', 'b', 'a']);
    expect(letters[0]).toEqual({
      ...{ id: idOf('c'), queue: 'crawl', payload: { text: 'c' }, attempts: 1 },
      ...{ reason: 'no such thing: {"text":"c"}', failedAt: expect.stringMatching(/^20\d\d-.*Z$/) },
    });
    expect(run('failed', 'link')).toMatchObject({ code: 0, out: '' });

    expect(run('retry', 'crawl', idOf('b'), idOf('nowhere')).out).toBe('1 given another chance\n');
    expect(run('status').out).toMatch(/^crawl +1 +0 +0 +2$/m);
    expect(run('drop', 'crawl', idOf('a')).out).toBe('1 thrown away\n');
    expect(run('drop', 'crawl', idOf('a')).out).toBe('0 thrown away\n');
    expect(run('drop', 'crawl').out).toBe('1 thrown away\n');
    expect(run('status').out).toMatch(/^crawl +1 +0 +0 +0$/m);
  });

  test('tells of imports that are not through', () => {
    const left = runGouji(['ingest', 'samples', '--queue', '--json'], environment);
    expect(left.code).toBe(0);
    const { counts } = JSON.parse(left.out.trimEnd().split('\n').at(-1) ?? '');
    expect(counts.left).toBeGreaterThan(5);
    const { code, out } = run('status');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^ingest +${counts.left} +0 +0 +0$`, 'm'));
    expect(out).toMatch(new RegExp(`^import 1 of \\S+: 0 done, ${counts.left} to do$`, 'm'));
  });

  test.each(['failed', 'retry', 'drop'])('%s of a queue that there is not', (verb) => {
    expect(run(verb, 'parse')).toMatchObject({ code: 2, out: '' });
  });

  test('a Redis that does not let us in', async () => {
    const administrator = new Redis(redis.url);
    await administrator.config('SET', 'requirepass', 'right');
    try {
      for (const url of [redis.url, redis.url.replace('//', '//:wrong@')]) {
        const { code, err } = runGouji(['queue', 'status'], { GOUJI_REDIS_URL: url });
        expect(code).toBe(4);
        expect(err).toMatch(/^gouji: redis:[^\n]+: Redis does not let this user in: [^\n]+\n$/);
      }
      const url = redis.url.replace('//', '//:right@');
      expect(runGouji(['queue', 'status'], { ...environment, GOUJI_REDIS_URL: url }).code).toBe(0);
    } finally {
      await administrator.config('SET', 'requirepass', '');
      administrator.disconnect();
    }
  });

  const idOf = (text: string): string => Buffer.from(text).toString('hex');
});
