/** The table of failure codes, its page, and which of them are worth another try. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FetchReason, fetchFailures, isTemporary, reasonToDetail } from '#fetch/failure.js';
import { parseRetryAfter } from '#fetch/retry-after.js';
import { defaultFetchSettings } from '#fetch/settings.js';

const page = readFileSync(new URL('../../docs/fetching.md', import.meta.url), 'utf8');

describe('docs/fetching.md', () => {
  test('lists the failure codes as they are', () => {
    const rows = Object.entries(fetchFailures).map(
      ([code, { about, later }]) => `| \`${code}\` | ${about} | ${later} |`,
    );
    expect(page.split('\n').filter((line) => /^\| `[a-z-]+` \|/.test(line))).toEqual(rows);
  });

  test('lists the limits as they are', () => {
    const { limits, politeness, robots } = defaultFetchSettings;
    const numbers = { ...limits, ...politeness, robotsBytes: robots.bytes };
    const listed = [...page.matchAll(/^\| [^|]+ \| `(\w+)` \| ([\d.,]+) ?(\w*) \|/gm)].map(
      ([, name, value, unit]) => [
        ...[name, Number(value?.replace(/,/g, '')) * (factors[unit ?? ''] ?? Number.NaN)],
      ],
    );
    expect(Object.fromEntries(listed)).toEqual(numbers);
  });
});

const factors: Readonly<Record<string, number>> = { '': 1, s: 1000, KiB: 2 ** 10, MiB: 2 ** 20 };

describe('a failure', () => {
  test.each([
    [{ code: 'dns-failed', host: 'a.test', cause: 'EAI_AGAIN' }, true],
    [{ code: 'too-slow', phase: 'idle', milliseconds: 1 }, true],
    [{ code: 'http-error', status: 503, retryAfterSeconds: 4 }, true],
    [{ code: 'http-error', status: 429 }, true],
    [{ code: 'http-error', status: 404 }, false],
    [{ code: 'bomb', ratio: 200 }, false],
    [{ code: 'robots-unreachable', cause: { code: 'http-error', status: 500 } }, true],
    [{ code: 'robots-refused', line: 2 }, false],
  ] satisfies [FetchReason, boolean][])('%j is temporary: %s', (reason, temporary) => {
    expect(isTemporary(reason)).toBe(temporary);
  });

  test('is told in a sentence', () => {
    expect(reasonToDetail({ code: 'http-error', status: 503, retryAfterSeconds: 4 })).toBe(
      'status 503, again in 4 s',
    );
    expect(reasonToDetail({ code: 'robots-unreachable', cause: { code: 'bomb', ratio: 200 } })).toBe(
      'bomb: inflates more than 200 times',
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2025-02-03T00:00:00Z');
  test.each([
    ['120', 120],
    [' 0 ', 0],
    ['Mon, 03 Feb 2025 00:01:00 GMT', 60],
    ['Sun, 02 Feb 2025 00:00:00 GMT', 0],
    ['-5', undefined],
    ['1e9', undefined],
    ['99999999999', undefined],
    ['soon', undefined],
    ['2025', 2025],
    [undefined, undefined],
  ])('%j is %j s', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
