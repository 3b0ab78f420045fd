import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeRounds } from '#jobs/rounds.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('looks that could not be made while one lasted are not made up for', async () => {
  let [looks, end] = [0, (): void => undefined];
  const look = (): Promise<void> => {
    looks++;
    return new Promise((resolve) => {
      end = resolve;
    });
  };
  const rounds = makeRounds(look, 1000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toBe(2);
  end();
  await rounds.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(2);
});
