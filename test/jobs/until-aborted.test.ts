import { expect, test } from 'vitest';
import { untilAborted } from '#jobs/until-aborted.js';

/** Gives what it holds, then waits for ever; tells what was asked of it. */
class Source implements AsyncIterableIterator<number> {
  asked = 0;
  isReturned = false;

  constructor(private readonly items: readonly number[]) {}

  next(): Promise<IteratorResult<number>> {
    const value = this.items[this.asked++];
    return value === undefined ? new Promise(() => undefined) : Promise.resolve({ value, done: false });
  }

  /** As a generator's does while it waits itself. */
  return(): Promise<IteratorResult<number>> {
    this.isReturned = true;
    return new Promise(() => undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

async function* generate(...items: readonly (number | Error)[]): AsyncGenerator<number> {
  for (const item of items)
    if (item instanceof Error) throw item;
    else yield item;
}

async function collect(items: AsyncIterable<number>, onItem = (_: number): void => undefined) {
  const collected: number[] = [];
  for await (const item of items) {
    collected.push(item);
    onItem(item);
  }
  return collected;
}

test('all items come where nobody aborts, and what the source throws', async () => {
  const { signal } = new AbortController();
  expect(await collect(untilAborted(generate(1, 2, 3), signal))).toEqual([1, 2, 3]);
  expect(await collect(untilAborted(generate(1, 2), undefined))).toEqual([1, 2]);
  await expect(collect(untilAborted(generate(1, new Error('torn')), signal))).rejects.toThrow('torn');
});

test('the end comes at once while the source is silent, and the source is told', async () => {
  const controller = new AbortController();
  const source = new Source([1, 2]);
  const collected = collect(untilAborted(source, controller.signal));
  while (source.asked < 3) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect(await collected).toEqual([1, 2]);
  expect(source.isReturned).toBe(true);
});

test('nothing more is asked for after the signal', async () => {
  const controller = new AbortController();
  const source = new Source([1, 2, 3]);
  const onItem = (item: number): void => {
    if (item === 2) controller.abort();
  };
  expect(await collect(untilAborted(source, controller.signal), onItem)).toEqual([1, 2]);
  expect(source.asked).toBe(2);
  expect(await collect(untilAborted(new Source([1]), controller.signal))).toEqual([]);
});

test('what the source throws too late is no error of anybody', async () => {
  const controller = new AbortController();
  let fail = (): void => undefined;
  async function* late(): AsyncGenerator<number> {
    await new Promise((_, reject) => {
      fail = () => reject(new Error('too late'));
    });
  }
  const collected = collect(untilAborted(late(), controller.signal));
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect(await collected).toEqual([]);
  // An unhandled rejection would fail the run.
  fail();
  await new Promise((resolve) => setImmediate(resolve));
});

test('whoever breaks off closes the source', async () => {
  let isClosed = false;
  async function* source(): AsyncGenerator<number> {
    try {
      yield* generate(1, 2);
    } finally {
      isClosed = true;
    }
  }
  for await (const _ of untilAborted(source(), undefined)) break;
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(true);
});
