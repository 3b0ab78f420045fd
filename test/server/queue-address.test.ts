/** The filter in the address of the queue. */
import { expect, test } from 'vitest';
import { filterToQuery, parseQueueAddress } from '#server/queue-address.js';

const parse = (query: string) => parseQueueAddress(new URLSearchParams(query));

test('is read, and written as it was', () => {
  const { filter, after, format } = parse(
    'state=open&severity=error&severity=warning&year=2023&province=32&agency=%E8%B4%A2%E6%94%BF&import=7&disputed=1&after=10-99&format=csv',
  );
  expect(filter).toEqual({
    ...{ state: ['open'], severity: ['error', 'warning'], year: [2023], province: ['32'] },
    ...{ agency: '财政', importId: 7, isDisputed: true },
  });
  expect([after, format]).toEqual([{ weight: 10, anomalyId: 99 }, 'csv']);
  expect(parseQueueAddress(filterToQuery(filter)).filter).toEqual(filter);
});

test.each(['', 'year=soon', 'import=-1', 'import=1e9', 'agency=+', 'disputed=yes', 'unknown=1'])(
  'nothing is filtered by %j, or by no more than it says',
  (query) => {
    const { filter } = parse(query);
    expect(filter.agency).toBeUndefined();
    expect(filter.importId).toBeUndefined();
    expect(filter.isDisputed).toBeUndefined();
    expect(filter.year ?? []).toEqual([]);
  },
);

test.each(['after=1', 'after=a-b', 'after=1-2-3', 'after=-1-2', 'format=html', 'format=xml'])(
  '%s begins at the beginning, as a page',
  (query) => {
    expect(parse(query)).toMatchObject({ after: undefined, format: 'html' });
  },
);
