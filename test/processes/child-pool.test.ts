/** A document that takes too much costs its own limit and no more, whatever it takes. */
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { ChildPool, PoolClosed } from '#processes/child-pool.js';

const greedy = fileURLToPath(new URL('./children/greedy.mjs', import.meta.url));
const limits = { milliseconds: 3000, bytes: 400 * 2 ** 20, documents: 500 };

const pools: ChildPool<{ wish: string }, { answer: string }>[] = [];
const newPool = (size: number): (typeof pools)[0] => {
  const pool = new ChildPool<{ wish: string }, { answer: string }>(greedy, size, limits);
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
  const pool = newPool(1);
  const [first, ...others] = await Promise.all([wish, 'a', 'b'].map((each) => pool.run({ wish: each })));
  expect(first).toMatchObject({ failure: { code } });
  expect(others).toEqual([{ answer: 'a' }, { answer: 'b' }]);
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
