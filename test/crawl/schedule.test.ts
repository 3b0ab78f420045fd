import { expect, test } from 'vitest';
import { findNextTime } from '#crawl/schedule.js';

test.each([
  [
    'every day at six in Shanghai',
    '0 6 * * *',
    'Asia/Shanghai',
    '2026-01-31T21:59:59Z',
    '2026-01-31T22:00:00.000Z',
  ],
  [
    'a time that is now is past',
    '0 6 * * *',
    'Asia/Shanghai',
    '2026-01-31T22:00:00Z',
    '2026-02-01T22:00:00.000Z',
  ],
  ['the season only', '30 2 * 1-3 *', 'Asia/Shanghai', '2026-03-31T20:00:00Z', '2026-12-31T18:30:00.000Z'],
  ['a clock put forward', '30 2 * * *', 'Europe/Berlin', '2026-03-29T00:00:00Z', '2026-03-29T01:00:00.000Z'],
])('%s', (_, schedule, timeZone, after, next) => {
  expect(findNextTime(schedule, timeZone, new Date(after))?.toISOString()).toBe(next);
});

test.each([
  ['no cron', 'daily', 'Asia/Shanghai'],
  ['seconds', '* * * * * *', 'Asia/Shanghai'],
  ['no time zone', '0 6 * * *', 'Asia/Nowhere'],
  ['a day that never comes', '0 0 30 2 *', 'Asia/Shanghai'],
])('no time: %s', (_, schedule, timeZone) => {
  expect(findNextTime(schedule, timeZone, new Date('2026-01-01T00:00:00Z'))).toBeUndefined();
});
