/** The filter in the address of the queue. */
import { expect, test } from 'vitest';
import { cursorToText, filterToQuery, parseCursor, parseFilter } from '#server/queue-address.js';

const parse = (query: string) => parseFilter(new URLSearchParams(query));

test('is read, and written as it was', () => {
  const filter = parse(
    'state=open&severity=error&severity=warning&year=2023&division=3201&key=%3Fx+1&agency=%E8%B4%A2%E6%94%BF&import=7&disputed=1&after=10-99&format=csv',
  );
  expect(filter).toEqual({
    ...{ state: ['open'], severity: ['error', 'warning'], year: [2023], import: [7] },
    ...{ agency: '财政', agencyKey: '?x 1', division: '3201', isDisputed: true },
  });
  expect(parseFilter(filterToQuery(filter))).toEqual(filter);
});

test.each([
  '',
  'year=soon',
  'import=-1',
  'import=1e9',
  'agency=+',
  'disputed=yes',
  'division=3',
  'division=x',
  'unknown=1',
])('nothing is filtered by %j, or by no more than it says', (query) => {
  const filter = parse(query);
  expect(filter.agency).toBeUndefined();
  expect(filter.division).toBeUndefined();
  expect(filter.import ?? []).toEqual([]);
  expect(filter.isDisputed).toBeUndefined();
  expect(filter.year ?? []).toEqual([]);
});

test('a cursor is read as it was written, and what is none is none', () => {
  expect(parseCursor(cursorToText({ weight: 10, anomalyId: 99 }))).toEqual({ weight: 10, anomalyId: 99 });
  for (const none of [undefined, '', '1', 'a-b', '1-2-3', '-1-2']) expect(parseCursor(none)).toBeUndefined();
});
