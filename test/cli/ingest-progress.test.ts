import { expect, test } from 'vitest';
import { progressToText, RecentRate } from '#cli/ingest-progress.js';

const counts = { records: 11_980, failed: 20, unread: 0, unchanged: 0, known: 0, unpacked: 0, left: 0 };

test.each([
  [
    { counts, total: 50_000, rate: 61.4 },
    '12,000 of 50,000 · 61/s · 10 min left · 11,980 records · 20 failed',
  ],
  [{ counts, total: undefined, rate: 61.4 }, '12,000 · 61/s · 11,980 records · 20 failed'],
  [{ counts, total: 12_010, rate: 0.5 }, '12,000 of 12,010 · 0.5/s · 20 s left · 11,980 records · 20 failed'],
  [{ counts, total: 50_000, rate: 0 }, '12,000 of 50,000 · 0.0/s · 11,980 records · 20 failed'],
  [{ counts, total: 11_000, rate: 1 }, '12,000 of 12,000 · 1.0/s · 0 s left · 11,980 records · 20 failed'],
])('progress for people', (progress, text) => {
  expect(progressToText(progress)).toBe(text);
});

test('the rate is that of late, not of the inputs that were passed over', () => {
  const rate = new RecentRate();
  rate.note(0, 0);
  expect(rate.note(5_000, 30_000)).toBe(6000);
  let last = 0;
  for (let second = 6; second <= 60; second++) last = rate.note(1000 * second, 30_000 + 40 * (second - 5));
  expect(last).toBeCloseTo(40, 0);
});
