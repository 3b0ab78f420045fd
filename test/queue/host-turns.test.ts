/** Whoever keeps the turns: one request at a time to a host, a pause after each, and nobody in line is forgotten. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HostTurns, MemoryTurns, usualPause } from '#queue/host-turns.js';
import { RedisTurns } from '#queue/redis-turns.js';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';

let redis: RedisServer | undefined;
const opened: RedisTurns[] = [];
const kinds: [string, () => HostTurns][] = [['in this process', () => new MemoryTurns()]];
if (areServersHere('redis')) {
  kinds.push([
    'on Redis',
    () => {
      const turns = new RedisTurns(redis?.url ?? '');
      opened.push(turns);
      return turns;
    },
  ]);
}
beforeAll(async () => {
  if (areServersHere('redis')) redis = await RedisServer.start();
});
afterAll(async () => {
  for (const turns of opened) turns.close();
  await redis?.stop();
});

describe.each(kinds)('turns %s', (_, open) => {
  let turns: HostTurns;
  beforeAll(() => {
    turns = open();
  });

  test('are for one at a time, with a pause after each', async () => {
    const asked: { from: number; to: number }[] = [];
    const ask = async (job: string): Promise<void> => {
      for (let left = await turns.take('a.test', job); left > 0; left = await turns.take('a.test', job))
        await wait(Math.min(left, 50));
      const from = performance.now();
      await wait(30);
      asked.push({ from, to: performance.now() });
      await turns.giveBack('a.test', job, 60);
    };
    await ask('first');
    await Promise.all(['1', '2', '3', '4', '5'].map(ask));
    expect(asked).toHaveLength(6);
    for (const [index, { from }] of asked.entries())
      if (index > 0) expect(from - asked[index - 1]!.to).toBeGreaterThan(50);
  });

  test('of hosts have nothing to do with each other', async () => {
    expect(await turns.take('b.test', 'x')).toBe(0);
    expect(await turns.take('c.test', 'x')).toBe(0);
  });

  test('say how long the line is, and keep the place', async () => {
    expect(await turns.take('d.test', '0')).toBe(0);
    const waits = [];
    for (const job of ['1', '2', '3']) waits.push(await turns.take('d.test', job));
    for (const [index, left] of waits.entries()) {
      expect(left).toBeGreaterThan(usualPause * (index + 1) - 200);
      expect(left).toBeLessThanOrEqual(usualPause * (index + 1) + 1);
    }
    expect(await turns.take('d.test', '2')).toBeLessThanOrEqual(waits[1]!);
    await turns.giveBack('d.test', '1', 0);
    expect(await turns.take('d.test', '4'), 'only who has it gives it back').toBeGreaterThan(3 * usualPause);
  });

  test("of a job whose worker died are its own when it is handed out again, and nobody else's", async () => {
    const untilTaken = async (job: string): Promise<void> => {
      for (let left = await turns.take('e.test', job); left > 0; left = await turns.take('e.test', job))
        await wait(left);
    };
    await untilTaken('dead');
    await turns.giveBack('e.test', 'dead', 20);
    await untilTaken('dead');
    expect(await turns.take('e.test', 'other')).toBeGreaterThan(0);
    await untilTaken('dead');
    await turns.giveBack('e.test', 'dead', 20);
    await untilTaken('other');
  });
});
