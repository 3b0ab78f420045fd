/** What sites answered, exported as WARC and read back: by hand, and by the parser of a library. */
import { createReadStream, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WARCParser } from 'warcio';
import { truncations } from '#export/answer-records.js';
import { exportWarc, type WarcOptions } from '#export/export-warc.js';
import { fetchFailures } from '#fetch/failure.js';
import type { Ruling } from '#records/ruling.js';
import { type CrawlResponse, listResponses, parseHeaders, saveResponse } from '#store/crawl-responses.js';
import { type CrawlSite, findSite } from '#store/crawl-sites.js';
import { FolderDocuments, hashOf } from '#store/documents.js';
import { saveRulings } from '#store/rulings.js';
import { Store } from '#store/store.js';
import { StoreError } from '#store/store-error.js';
import { openFetcher, openSite } from '../fetch/local-site.js';
import { makeCase } from '../generator/case.js';
import { plainHtmlLayout } from '../generator/html.js';
import { zip } from '../inputs/archive-bytes.js';
import { addTestSite, crawlOnce, type Place, type PlaceKind, placeKinds } from '../jobs/crawling.js';
import { newFolder } from '../jobs/import-cases.js';
import { storeKinds } from '../store/store-kinds.js';
import { digestOf, type ReadRecord, readAnswer, readWarc } from './warc-members.js';

const reports = await Promise.all(
  [1, 2, 3].map(async (seed) => (await makeCase('html', seed, { layout: plainHtmlLayout })).bytes),
);
const [marked, packed, moved] = reports as [Uint8Array, Uint8Array, Uint8Array];
const html = { 'content-type': 'text/html; charset=utf-8' };
const send =
  (
    status: number,
    headers: Record<string, string | string[]>,
    body: string | Uint8Array = '',
  ): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const link = (path: string): string => `<a href="${path}">墨汀市${path}2023年政府信息公开年度报告</a>`;
const many = { ...html, 'x-name': ['\xd2\xbb', 'a,,,b'], 'set-cookie': 'id=7', 'warc-odd': 'a,,,b' };
const paths = ['/marked', '/packed', '/go', '/gone', '/picture', '/cut', '/a,,,b', '/secret'];
const list = `<html><body>${paths.map(link).join('')}</body></html>`;

const pages: Record<string, RequestListener> = {
  '/robots.txt': send(200, { 'content-type': 'text/plain' }, 'User-agent: *\nDisallow: /secret'),
  '/list': send(200, html, list),
  '/marked'(request, response) {
    const isSame = request.headers['if-none-match'] === '"1"';
    response.writeHead(isSame ? 304 : 200, { ...html, etag: '"1"' }).end(isSame ? undefined : marked);
  },
  '/packed': send(200, { ...html, 'content-encoding': 'gzip' }, gzipSync(packed)),
  '/go': send(302, { location: '/moved' }),
  '/moved': send(200, html, moved),
  '/gone': send(404, { 'x-why': 'gone' }, 'not here'),
  '/picture': send(200, { 'content-type': 'image/png', 'content-length': '0' }),
  '/cut': (_, response) =>
    void response.writeHead(200, { ...html, 'content-length': 99 }).write('half', () => response.destroy()),
  '/a,,,b': send(200, many, '<html><body><p>关于会议的通知</p></body></html>'),
};

/** Crawled twice, once for all tests; none changes it. */
let place: Place;
let store: Store;
let site: CrawlSite;
let runs: readonly [number, number];
let at: (path: string) => string;
beforeAll(async () => {
  place = await (placeKinds[0] as PlaceKind).open();
  store = await place.openStore();
  const served = await openSite(pages);
  const fetcher = openFetcher([served.port]);
  at = served.at;
  site = await addTestSite(store, at('/list'));
  const crawl = async (): Promise<number> => {
    expect((await crawlOnce(place, store, site, fetcher)).end).toBe('through');
    return (await findSite(store, site.id))?.run ?? 0;
  };
  runs = [await crawl(), await crawl()];
}, 60_000);
afterAll(async () => {
  await place.close();
  await store.close();
});

const listStored = async (): Promise<CrawlResponse[]> =>
  (await Promise.all(runs.map((run) => listResponses(store, run)))).flat();

const opened: Store[] = [];
afterEach(async () => {
  for (const copy of opened.splice(0)) await copy.close();
});

/** Another store with the same answers, under other numbers. */
async function copyStore(opening: Promise<Store> = Store.open(newFolder())): Promise<Store> {
  const copy = await opening;
  opened.push(copy);
  for (let begun = 0; begun < 5; begun++) await copy.startImport([], '0', site.created_at);
  await addTestSite(copy, 'http://other.test/');
  const { id: site_id } = await addTestSite(copy, 'http://site.test/');
  const run = await copy.startImport([], '0', site.created_at);
  for (const { id: _, ...response } of await listStored()) {
    await saveResponse(copy, { ...response, site_id, run });
    const bytes = response.sha256 && (await store.documents.find(response.sha256));
    if (response.sha256 && bytes) await copy.documents.put(response.sha256, bytes);
  }
  return copy;
}

const silent = (): void => undefined;
const warcOf = () => join(newFolder(), 'crawls.warc.gz');
const write = (from: Store, out: string, options: Partial<WarcOptions> = {}) =>
  exportWarc(from, { out, software: 'Gouji/0', onLost: silent, onWithdrawn: silent, ...options });

async function recordsOf(from: Store, options: Partial<WarcOptions> = {}): Promise<ReadRecord[]> {
  const out = warcOf();
  await write(from, out, options);
  return readWarc(readFileSync(out));
}

const ofType = (records: readonly ReadRecord[], type: string): ReadRecord[] =>
  records.filter(({ fields }) => fields['WARC-Type'] === type);

/** The first one of the address. */
const responseTo = (records: readonly ReadRecord[], address: string): ReadRecord => {
  const found = ofType(records, 'response').find(({ fields }) => fields['WARC-Target-URI'] === address);
  if (!found) throw new Error(`no response to ${address}`);
  return found;
};

describe('a file of two crawls', () => {
  test('tells every answer in its order, with digests that are right', async () => {
    const out = warcOf();
    const counts = await write(store, out);
    const records = readWarc(readFileSync(out));
    const stored = await listStored();
    const answered = stored.filter(({ status }) => status !== null);
    expect(counts).toEqual({
      ...{
        responses: answered.length - 1,
        revisits: 1,
        unanswered: stored.length - answered.length,
        ...{ lost: 0, withdrawn: 0 },
      },
    });
    expect(stored.filter(({ status }) => status === null).map(({ code }) => code)).toEqual([
      ...['robots-refused', 'robots-refused'],
    ]);

    expect(records[0]?.fields).toMatchObject({ 'WARC-Type': 'warcinfo', 'WARC-Date': stored[0]?.asked_at });
    expect(records[0]?.block.toString()).toContain('software: Gouji/0\r\nformat: WARC File Format 1.1\r\n');
    const told = records.slice(1).filter(({ fields }) => fields['WARC-Type'] !== 'metadata');
    expect(
      told.map(({ fields }) => [fields['WARC-Type'], fields['WARC-Target-URI'], fields['WARC-Date']]),
    ).toEqual(
      answered.map(({ status, final_address, asked_at }) => [
        status === 304 ? 'revisit' : 'response',
        ...[final_address, asked_at],
      ]),
    );
    for (const [index, record] of told.entries()) {
      const { statusLine } = readAnswer(record);
      expect(statusLine).toMatch(new RegExp(`^HTTP/1\\.1 ${answered[index]?.status} \\w`));
      expect(record.fields['Content-Type']).toBe('application/http; msgtype=response');
    }
    for (const record of records) {
      expect(record.version).toBe('WARC/1.1');
      expect(record.fields['WARC-Record-ID']).toMatch(/^<urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}>$/);
    }
    for (const { fields, block } of records.slice(1))
      expect(fields['WARC-Block-Digest']).toBe(digestOf(block));
    for (const record of ofType(records, 'response'))
      expect(record.fields['WARC-Payload-Digest']).toBe(digestOf(readAnswer(record).body));
    const ids = records.map(({ fields }) => fields['WARC-Record-ID']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is one that the parser of a library reads', async () => {
    const out = warcOf();
    await write(store, out);
    const bodies = new Map<string, string>();
    const types: (string | null)[] = [];
    for await (const record of WARCParser.iterRecords(createReadStream(out))) {
      types.push(record.warcType);
      const address = record.warcTargetURI ?? '';
      if (record.warcType === 'response' && !bodies.has(address))
        bodies.set(address, await record.contentText());
    }
    expect(types).toEqual(readWarc(readFileSync(out)).map(({ fields }) => fields['WARC-Type']));
    for (const [path, bytes] of [
      ...[
        ['/list', Buffer.from(list)],
        ['/marked', marked],
        ['/packed', packed],
        ['/moved', moved],
      ],
    ] as [string, Uint8Array][])
      expect(bodies.get(at(path)), path).toBe(Buffer.from(bytes).toString());
  });

  test('has headers as they came; what was true of the wire alone is told as such', async () => {
    const records = await recordsOf(store);
    const linesOf = (path: string): readonly string[] => readAnswer(responseTo(records, at(path))).lines;
    expect(linesOf('/packed')).toEqual(
      expect.arrayContaining(['x-orig-content-encoding: gzip', `content-length: ${packed.length}`]),
    );
    expect(linesOf('/packed').filter((line) => /^(content|transfer)-encoding/.test(line))).toEqual([]);
    expect(linesOf('/a,,,b')).toEqual(
      expect.arrayContaining(['x-name: \xd2\xbb', 'x-name: a,,,b', 'warc-odd: a,,,b']),
    );
    expect(linesOf('/a,,,b').join()).not.toContain('cookie');
  });

  test('says of what had not changed which response still holds', async () => {
    const records = await recordsOf(store);
    const [revisit] = ofType(records, 'revisit');
    const before = responseTo(records, at('/marked'));
    expect(revisit?.fields).toMatchObject({
      'WARC-Profile': 'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
      'WARC-Target-URI': at('/marked'),
      'WARC-Refers-To': before.fields['WARC-Record-ID'],
      'WARC-Refers-To-Target-URI': before.fields['WARC-Target-URI'],
      'WARC-Refers-To-Date': before.fields['WARC-Date'],
      'WARC-Payload-Digest': digestOf(marked),
    });
    expect(readAnswer(revisit as ReadRecord)).toMatchObject({
      ...{ statusLine: 'HTTP/1.1 304 Not Modified', lines: expect.arrayContaining(['etag: "1"']) },
      body: Buffer.alloc(0),
    });
  });

  test('names the response itself where nothing has changed for long', async () => {
    const copy = await copyStore();
    const unchanged = (await listStored()).find(({ status }) => status === 304) as CrawlResponse;
    const { id: _, ...again } = { ...unchanged, site_id: 1, run: 1, asked_at: '2099-01-01T00:00:00.000Z' };
    await saveResponse(copy, again);
    const records = await recordsOf(copy);
    const named = ofType(records, 'revisit').map(({ fields }) => fields['WARC-Refers-To']);
    const { fields } = responseTo(records, at('/marked'));
    expect(named).toEqual([fields['WARC-Record-ID'], fields['WARC-Record-ID']]);
  });

  test('tells from which address a redirect came', async () => {
    const records = await recordsOf(store);
    const response = responseTo(records, at('/moved'));
    expect(readAnswer(response).body).toEqual(Buffer.from(moved));
    const [metadata] = ofType(records, 'metadata');
    expect(metadata?.fields).toMatchObject({
      'WARC-Refers-To': response.fields['WARC-Record-ID'],
      'Content-Type': 'application/warc-fields',
    });
    expect(metadata?.block.toString()).toBe(`via: ${at('/go')}\r\n`);
  });

  test.each([
    ['/gone', '404 Not Found', 'x-why: gone', 'unspecified'],
    ['/cut', '200 OK', 'content-length: 99', 'disconnect'],
    ['/picture', '200 OK', 'content-type: image/png', undefined],
  ])('has the head of an answer that gave nothing: %s', async (path, status, line, truncated) => {
    const record = responseTo(await recordsOf(store), at(path));
    expect(record.fields['WARC-Truncated']).toBe(truncated);
    const { statusLine, lines, body } = readAnswer(record);
    expect(statusLine).toBe(`HTTP/1.1 ${status}`);
    expect(lines).toContain(line);
    expect(body).toHaveLength(0);
  });
});

test('what is said to be truncated is so by reasons that there are', () => {
  expect(Object.keys(fetchFailures)).toEqual(expect.arrayContaining(Object.keys(truncations)));
});

describe('what is exported', () => {
  test('is a site, or a run, or all', async () => {
    const all = await recordsOf(store);
    expect(await recordsOf(store, { site: site.id })).toEqual(all);
    const [first, second] = [
      await recordsOf(store, { run: runs[0] }),
      await recordsOf(store, { run: runs[1] }),
    ];
    expect([...first, ...second.slice(1)]).toEqual(all);
    expect(second.some(({ fields }) => fields['WARC-Target-URI'] === at('/packed'))).toBe(false);
    // It names the response of the first run.
    expect(ofType(second, 'revisit')[0]?.fields['WARC-Refers-To']).toBe(
      responseTo(all, at('/marked')).fields['WARC-Record-ID'],
    );
    const out = warcOf();
    expect(await write(store, out, { run: 1000 })).toBeUndefined();
    expect(await write(store, out, { site: 1000 })).toBeUndefined();
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  describe.each(storeKinds)('from an equal store $name', (kind) => {
    afterAll(() => kind.stop());

    test('is the same to the byte', async () => {
      const [out, same] = [warcOf(), warcOf()];
      await write(store, out);
      await write(await copyStore(kind.open()), same);
      expect(readFileSync(same).equals(readFileSync(out))).toBe(true);
    }, 60_000);
  });

  test('without a document that is not held any more, which is told', async () => {
    const copy = await copyStore();
    const sha256 = digestOf(packed).slice('sha256:'.length);
    rmSync((copy.documents as FolderDocuments).pathOf(sha256));
    const lost: string[] = [];
    const out = warcOf();
    const counts = await write(copy, out, { onLost: ({ address }) => lost.push(address) });
    expect(counts?.lost).toBe(1);
    expect(lost).toEqual([at('/packed')]);
    const record = responseTo(readWarc(readFileSync(out)), at('/packed'));
    expect(record.fields['WARC-Truncated']).toBe('unspecified');
    const { lines, body } = readAnswer(record);
    expect(lines).toContain('content-encoding: gzip');
    expect(body).toHaveLength(0);
  });

  describe('without what was withdrawn by hand, which is told', () => {
    const sha256 = digestOf(packed).slice('sha256:'.length);
    const withdraw = (copy: Store, document: string, undone = false) => {
      const said = {
        what: 'withdrawn',
        reason: '撤回',
        by: 'a',
        at: `2026-01-0${undone ? 2 : 1}T00:00:00.000Z`,
      };
      return saveRulings(copy, [{ ...said, document, undone, value: undone ? null : true } as Ruling]);
    };
    const has = (record: ReadRecord, bytes: Uint8Array): boolean => record.block.includes(Buffer.from(bytes));

    test('as the body itself, as long as nobody takes that back', async () => {
      const copy = await copyStore();
      await withdraw(copy, sha256);
      const told: string[] = [];
      const out = warcOf();
      const counts = await write(copy, out, { onWithdrawn: ({ address }) => told.push(address) });
      expect(counts).toMatchObject({ withdrawn: 1, lost: 0 });
      expect(told).toEqual([at('/packed')]);
      const records = readWarc(readFileSync(out));
      expect(records.filter((record) => has(record, packed))).toEqual([]);
      const record = responseTo(records, at('/packed'));
      expect(record.fields['WARC-Truncated']).toBe('unspecified');
      expect(readAnswer(record)).toMatchObject({ statusLine: 'HTTP/1.1 200 OK', body: Buffer.alloc(0) });
      await withdraw(copy, sha256, true);
      expect(has(responseTo(await recordsOf(copy), at('/packed')), packed)).toBe(true);
    });

    test('as an archive in which it lies', async () => {
      const copy = await copyStore();
      const archive = zip([{ name: 'a.html', content: packed, stored: true }]);
      const [address, asked_at] = ['http://site.test/a.zip', '2026-01-01T00:00:00.000Z'];
      const archived = hashOf(archive);
      await copy.documents.put(archived, archive);
      const [model] = (await listStored()).filter(({ address: one }) => one === at('/packed'));
      const { id: _, ...like } = model as CrawlResponse;
      const response = { ...like, address, final_address: address, asked_at, sha256: archived };
      await saveResponse(copy, { ...response, kind: 'archive', site_id: 1, run: 1 });
      const source = { name: 'a.zip', stamp: null, charset: null, address: null };
      const found = { sha256: archived, bytes: archive.length };
      const entry = { ...source, kind: 'entry' as const, location: `${address}!/a.html`, name: 'a.html' };
      await copy.save(asked_at, [
        { importId: 1, document: { ...found, source: { ...source, kind: 'address', location: address } } },
        { importId: 1, document: { sha256, bytes: packed.length, source: entry } },
      ]);
      expect(has(responseTo(await recordsOf(copy), address), packed)).toBe(true);
      await withdraw(copy, sha256);
      const told: (string | null)[] = [];
      const records = await recordsOf(copy, { onWithdrawn: (answer) => told.push(answer.sha256) });
      expect(records.filter((record) => has(record, packed))).toEqual([]);
      expect(told).toEqual([sha256, archived]);
    });
  });

  test('without the response that still holds, where it was removed', async () => {
    const copy = await copyStore();
    await copy.db
      .deleteFrom('crawl_responses')
      .where('address', '=', at('/marked'))
      .where('status', '=', 200)
      .execute();
    const [revisit] = ofType(await recordsOf(copy), 'revisit');
    expect(revisit?.fields).toMatchObject({ 'WARC-Target-URI': at('/marked') });
    expect(revisit?.fields).not.toHaveProperty('WARC-Refers-To');
  });
});

test('a file that cannot be finished leaves what stood there before', async () => {
  class FailingDocuments extends FolderDocuments {
    override async find(sha256: string): Promise<Uint8Array | undefined> {
      if (digestOf(packed).endsWith(sha256)) throw new StoreError('disk', this.pathOf(sha256));
      return super.find(sha256);
    }
  }
  const documents = new FailingDocuments(newFolder());
  const copy = await copyStore(Store.open(newFolder(), { documents }));
  const out = warcOf();
  writeFileSync(out, 'before');
  await expect(write(copy, out)).rejects.toMatchObject({ name: 'StoreError', code: 'disk' });
  expect(readFileSync(out, 'utf8')).toBe('before');
  expect(readdirSync(dirname(out))).toEqual(['crawls.warc.gz']);
  const below = join(out, 'below.warc.gz');
  await expect(write(copy, below)).rejects.toMatchObject({ name: 'ExportError', code: 'not-a-folder' });
  const long = join(dirname(out), `${'x'.repeat(250)}.warc.gz`);
  await expect(write(copy, long)).rejects.toMatchObject({ name: 'ExportError', code: 'long-name' });
});

test('headers are stored as a site answered, those of failures too', async () => {
  const stored = await listStored();
  const headersTo = (path: string) =>
    parseHeaders(stored.find(({ address }) => address === at(path))?.headers ?? '');
  expect(headersTo('/gone')).toContainEqual(['x-why', 'gone']);
  expect(headersTo('/a,,,b').filter(([name]) => name === 'x-name')).toEqual([
    ...[
      ['x-name', '\xd2\xbb'],
      ['x-name', 'a,,,b'],
    ],
  ]);
  expect(headersTo('/a,,,b').map(([name]) => name)).not.toContain('set-cookie');
  expect(headersTo('/secret')).toEqual([]);
  expect(parseHeaders('{"__proto__":"x","vary":["a","b"]}')).toEqual([
    ...[
      ['__proto__', 'x'],
      ['vary', 'a'],
      ['vary', 'b'],
    ],
  ]);
});
