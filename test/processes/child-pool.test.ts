/** A document that takes too much costs its own limit and no more, whatever it takes. */
import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { ChildPool, NoChild, PoolClosed } from '#processes/child-pool.js';

const greedy = fileURLToPath(new URL('./children/greedy.mjs', import.meta.url));
const limits = { milliseconds: 3000, bytes: 400 * 2 ** 20, documents: 500 };
/** Where it is not the time that is to end: a busy machine may take long over the rest. */
const patient = { ...limits, milliseconds: 60_000 };

const pools: ChildPool<{ wish: string }, { answer: string }>[] = [];
const newPool = (size: number, own = limits): (typeof pools)[0] => {
  const pool = new ChildPool<{ wish: string }, { answer: string }>(greedy, size, own);
  pools.push(pool);
  return pool;
};
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

test.each([
  ['loop', 'timeout'],
  ['buffers', 'out-of-memory'],
  ['webassembly', 'out-of-memory'],
  ['end', 'corrupt'],
])('%s ends in %s, and the documents after it are answered', async (wish, code) => {
  const pool = newPool(1, code === 'timeout' ? limits : patient);
  const [first, ...others] = await Promise.all([wish, 'a', 'b'].map((each) => pool.run({ wish: each })));
  expect(first).toMatchObject({ failure: { code } });
  expect(others).toEqual([{ answer: 'a' }, { answer: 'b' }]);
});

test('who watches is told of every child, and what it died of', async () => {
  const [started, ended]: [Set<number>, [number, string][]] = [new Set(), []];
  const watch = {
    onStart: (pid: number) => void started.add(pid),
    onEnd: (pid: number, end: string) => void ended.push([pid, end]),
  };
  for (const [own, wishes] of [
    [limits, ['loop']],
    [patient, ['buffers', 'end', 'a']],
  ] as const) {
    const pool = new ChildPool<{ wish: string }, { answer: string }>(greedy, 1, own, watch);
    pools.push(pool);
    for (const wish of wishes) await pool.run({ wish });
    pool.close();
  }
  // A child that held much is gone later than one killed after it.
  while (ended.length < 4) await wait(10);
  const ends = ['corrupt', 'out-of-memory', 'retired', 'timeout'];
  expect(ended.map(([, end]) => end).sort()).toEqual(ends);
  expect(new Set(ended.map(([pid]) => pid))).toEqual(started);
});

test('the others go on beside it', async () => {
  const pool = newPool(2);
  const looping = pool.run({ wish: 'loop' });
  const answers = await Promise.all(['a', 'b', 'c'].map((wish) => pool.run({ wish })));
  expect(answers).toEqual([{ answer: 'a' }, { answer: 'b' }, { answer: 'c' }]);
  expect(await looping).toMatchObject({ failure: { code: 'timeout' } });
});

test('a pool that is closed answers nobody any more', async () => {
  const pool = newPool(1);
  const runs = [pool.run({ wish: 'loop' }), pool.run({ wish: 'a' })];
  const settled = Promise.allSettled(runs);
  pool.close();
  const [first, second] = await settled;
  expect(first).toMatchObject({ status: 'fulfilled', value: { failure: { code: 'out-of-memory' } } });
  expect(second).toMatchObject({ status: 'rejected', reason: expect.any(PoolClosed) });
  await expect(pool.run({ wish: 'b' })).rejects.toThrow(PoolClosed);
});

/** Opens all the files it may, but for so many; then asks a pool. */
const asker = (free: number) => `
  import { closeSync, openSync } from 'node:fs';
  const { ChildPool } = await import(${JSON.stringify(new URL('../../dist/src/processes/child-pool.js', import.meta.url).href)});
  const pool = new ChildPool(${JSON.stringify(greedy)}, 1, ${JSON.stringify({ ...limits, milliseconds: 60_000 })});
  const held = [];
  try {
    for (;;) held.push(openSync('/dev/null'));
  } catch {
    for (let count = 0; count < ${free}; count++) closeSync(held.pop());
  }
  const runs = ['a', 'b'].map((wish) => pool.run({ wish }).then(({ answer }) => answer, ({ name }) => name));
  process.stdout.write((await Promise.all(runs)).join(), () => process.exit());
`;

test.each([
  [0, 'NoChild,NoChild'],
  [2, 'NoChild,NoChild'],
  [50, 'a,b'],
])('where %i more files may be opened two documents come to %s', (free, outcomes) => {
  const program = ['-c', 'ulimit -n 512 && exec "$@"', 'sh', process.execPath, '--input-type=module', '-e'];
  const { stdout, stderr } = spawnSync('sh', [...program, asker(free)], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual([outcomes, '']);
});

test('a child that cannot be started is the fault of no document', async () => {
  const pool = newPool(1);
  const path = process.execPath;
  process.execPath = '/nowhere/node';
  try {
    await expect(Promise.all(['a', 'b'].map((wish) => pool.run({ wish })))).rejects.toThrow(NoChild);
  } finally {
    process.execPath = path;
  }
  expect(await pool.run({ wish: 'c' })).toEqual({ answer: 'c' });
});
