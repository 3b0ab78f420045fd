/** `gouji crawl`: sites, their schedules, and who is missing. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { engineVersion } from '#pipeline/version.js';
import { saveResponse } from '#store/crawl-responses.js';
import { hashOf } from '#store/documents.js';
import { Store } from '#store/store.js';
import { addTestSite } from '../jobs/crawling.js';
import { type Run, runGouji } from './run-gouji.js';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'gouji-crawl-'));
});
const crawl = (...args: string[]): Run => runGouji(['crawl', ...args, '--data', data]);
const linesOf = ({ out }: Run): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const list = (): Record<string, unknown>[] => linesOf(crawl('list', '--format', 'jsonl'));
const address = 'https://www.moting.gov.cn/xxgk/ndbg/';

describe('a site', () => {
  test('is added under one address, is listed, paused, resumed and removed', () => {
    expect(crawl('add', `${address}#top`, '--cron', '0 6 * * *', '--name', '墨汀').code).toBe(0);
    expect(crawl('add', address)).toMatchObject({ code: 2, err: expect.stringContaining(address) });
    const next = expect.stringMatching(/T22:00:00\.000Z$/);
    const line = { site: 1, name: '墨汀', address, state: 'new', next, lastSuccess: null, found: 0 };
    expect(list()).toMatchObject([line]);
    expect(crawl('list').out).toContain('墨汀');
    expect(crawl('pause', '墨汀').code).toBe(0);
    expect(list()).toMatchObject([{ state: 'paused', next: null }]);
    expect(crawl('resume', address).code).toBe(0);
    expect(list()).toMatchObject([line]);
    expect(crawl('remove', '1').code).toBe(0);
    expect(list()).toEqual([]);
  });

  test('whose certificates need not verify is listed with the reason', () => {
    crawl('add', address, '--tls-exception', ' expired,\nwritten to them ');
    crawl('add', 'https://www.gov.cn/', '--name', 'strict');
    const tlsException = 'expired, written to them';
    expect(list()).toMatchObject([{ tlsException }, { tlsException: null }]);
    const [, excepted, strict] = crawl('list').out.split('\n');
    expect(excepted).toContain(`TLS exception: ${tlsException}`);
    expect(strict).toMatch(/strict .*gov\.cn\/$/);
  });

  test.each([
    ['a TLS exception without a reason', ['add', address, '--tls-exception', ' ']],
    ['no address', ['add', 'ftp://a.gov.cn/']],
    ['no schedule', ['add', address, '--cron', 'daily']],
    ['no time zone', ['add', address, '--cron', '0 6 * * *', '--time-zone', 'Asia/Nowhere']],
    ['too short a pause', ['add', address, '--pause', '0.1']],
    ['a site that is not there', ['run', '7']],
    ['watching one site', ['run', '7', '--watch']],
    ['no year', ['missing', '--year', 'last']],
    ['a WARC file by another name', ['warc', '--out', 'crawls.zip']],
  ])('exits with 2 on %s', (_, args) => {
    const run = crawl(...args);
    expect(run.code).toBe(2);
    expect(run.err).not.toBe('');
  });

  test('that may not be asked ends its run with exit code 3, and says why', () => {
    crawl('add', 'http://127.0.0.1/');
    const run = crawl('run', '1');
    expect(run.code).toBe(3);
    expect(linesOf(run).at(-1)).toMatchObject({
      event: 'run-ended',
      end: 'unreachable',
      code: 'address-refused',
    });
    expect(list()).toMatchObject([{ state: 'unreachable', lastSuccess: null }]);
  });
});

describe('what sites answered', () => {
  const asked = { final_address: address, asked_at: '2026-01-31T22:00:00.000Z', charset: null, news: null };
  const answer = { ...asked, status: 200, code: null, headers: '{"vary":["a","b"]}', kind: 'list' };
  const validators = { etag: null, last_modified: null };
  const body = Buffer.from('<p>list</p>');
  const fill = async (isHeld: boolean): Promise<void> => {
    const store = await Store.open(data);
    await addTestSite(store, address);
    const run = await store.startImport([address], '0', asked.asked_at);
    if (isHeld) await store.documents.put(hashOf(body), body);
    await saveResponse(store, { ...answer, ...validators, address, site_id: 1, run, sha256: hashOf(body) });
    await store.close();
  };

  test('is written as a WARC file, of a site or of all', async () => {
    await fill(true);
    const files = [join(data, 'one', 'a.warc.gz'), join(data, 'all.warc.gz')] as const;
    expect(crawl('warc', '1', '--run', '1', '--out', files[0])).toMatchObject({
      ...{ code: 0, err: '', out: `${files[0]}\t1 responses, 0 unchanged since; 0 not answered\n` },
    });
    expect(crawl('warc', '--out', files[1]).code).toBe(0);
    const [one, all] = files.map((file) => readFileSync(file));
    expect(one?.equals(all ?? Buffer.alloc(0))).toBe(true);
    const text = gunzipSync(one ?? Buffer.alloc(0)).toString();
    expect(text).toContain(`software: Gouji/${engineVersion}\r\n`);
    expect(text).toContain('\r\nvary: a\r\nvary: b\r\ncontent-length: 11\r\n\r\n<p>list</p>\r\n\r\n');
  });

  test('and is not held any more is named, with exit code 3', async () => {
    await fill(false);
    const run = crawl('warc', '--out', join(data, 'all.warc.gz'));
    expect(run.code).toBe(3);
    expect(run.out).toContain(`${hashOf(body)} of ${address}\n`);
  });

  test('is nothing where nothing was asked', async () => {
    await fill(true);
    const out = join(data, 'all.warc.gz');
    expect(crawl('warc', '--run', '2', '--out', out)).toMatchObject({ code: 2, out: '' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('missing are', () => {
  test('those who reported within two years and not of this one', async () => {
    const store = await Store.open(data);
    const report = (agency: string, year: number, more: object = {}) => ({
      ...{
        agency_key: `320100 ${agency}`,
        agency,
        division_code: '320100',
        level: 'prefecture',
        year,
        scope: '',
      },
      ...more,
    });
    await store.db
      .insertInto('reports')
      .values([
        ...[2023, 2024, 2025].map((year) => report('墨汀市教育局', year)),
        ...[2024].map((year) => report('墨汀市民政局', year)),
        ...[2022, 2023].map((year) => report('墨汀市人民政府', year)),
        report('墨汀市粮食局', 2022),
        report('某局', 2024, { agency_key: '?某局 0123456789ab' }),
      ])
      .execute();
    await store.close();
    expect(linesOf(crawl('missing', '--year', '2025', '--format', 'jsonl'))).toMatchObject([
      { agency: '墨汀市民政局', lastYear: 2024, deadline: '2026-01-31' },
      { agency: '墨汀市人民政府', lastYear: 2023, deadline: '2026-03-31' },
    ]);
    expect(linesOf(crawl('missing', '--year', '2090', '--format', 'jsonl'))).toEqual([]);
    const open = linesOf(crawl('missing', '--year', '2025', '--format', 'jsonl')).map(
      ({ isOverdue }) => isOverdue,
    );
    const today = new Date().toISOString().slice(0, 10);
    expect(open).toEqual(['2026-01-31' < today, '2026-03-31' < today]);
  });
});
