/** Archives at addresses: in one import, left to workers, and behind the pages of a site. */
import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { crc32, gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { readResponses } from '#export/stored-responses.js';
import { listInputs } from '#inputs/list-inputs.js';
import { enqueue } from '#jobs/enqueue.js';
import type { IngestFailure, IngestInput } from '#jobs/ingest-input.js';
import { toIngestInput } from '#jobs/to-ingest-input.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { MemoryTurns } from '#queue/host-turns.js';
import { MemoryQueue } from '#queue/memory-queue.js';
import { listResponses } from '#store/crawl-responses.js';
import { findSite } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import { openFetcher, openSite, type Site } from '../fetch/local-site.js';
import { makeCase } from '../generator/case.js';
import { encodeGb18030 } from '../generator/gb18030.js';
import { tar, type ZipPart, zip } from '../inputs/archive-bytes.js';
import { differences, dumpStore } from '../store/dump-store.js';
import { addTestSite, crawlOnce, type Place, placeKinds, startCrawler } from './crawling.js';
import { newFolder, runImport } from './import-cases.js';
import { newStore } from './new-store.js';

const reports: Uint8Array[] = [];
beforeAll(async () => {
  for (const [format, seed] of [
    ['html', 1],
    ['docx', 2],
    ['html', 3],
  ] as const)
    reports.push((await makeCase(format, seed)).bytes);
});
const part = (name: string, report: number): ZipPart => ({
  name: encodeGb18030(name),
  content: reports[report] ?? '',
});
const broken: ZipPart = { name: 'broken.html', content: 'cut', crc: 1 };
const bomb: ZipPart = { name: '../../bomb.html', content: Buffer.alloc(2 ** 21) };

/** Asked for again it says so where it is the same. */
const send =
  (file: { bytes: Uint8Array }, type = 'application/zip; charset=utf-16le'): RequestListener =>
  (request, response) => {
    const etag = `"${crc32(file.bytes)}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': type, etag }).end(file.bytes);
  };

async function list(given: readonly string[], site: Site): Promise<(IngestInput | IngestFailure)[]> {
  const [inputs, fetcher] = [[] as (IngestInput | IngestFailure)[], openFetcher([site.port])];
  for await (const input of listInputs(given)) inputs.push(toIngestInput(input, fetcher));
  return inputs;
}

const pathsOf = (lines: readonly string[], site: Site): string[] =>
  lines.map((line) => line.replace(site.at(''), ''));
const documentsAsked = ({ visits }: Site): string[] =>
  visits.map(({ path }) => path).filter((path) => path !== '/robots.txt');
const failuresOf = async ({ db }: Store): Promise<string[]> => {
  const rows = await db.selectFrom('failures').select(['location', 'code']).execute();
  return rows.map(({ location, code }) => `${location} ${code}`).sort();
};

async function openReports(): Promise<Site> {
  const packed = { bytes: gzipSync(await tar([{ name: 'c.html', content: reports[2] ?? '' }])) };
  return openSite({
    '/a.zip': send({ bytes: zip([part('报告/甲.html', 0), broken, part('乙.docx', 1), bomb]) }),
    '/down.do?id=1': send(packed, 'application/gzip'),
    '/cut.zip': send({ bytes: zip([part('d.html', 0)]).subarray(0, -30) }),
  });
}

test('what is in them is imported once, and read by another engine without asking again', async () => {
  const [store, site] = [await newStore(), await openReports()];
  const inputs = await list([site.at('/a.zip'), site.at('/down.do?id=1'), site.at('/cut.zip')], site);
  const found = [
    '/a.zip unpacked',
    '/a.zip!/bomb.html unread bomb',
    '/a.zip!/broken.html unread entry-corrupt',
    '/cut.zip unpacked',
    '/cut.zip unread archive-corrupt',
    '/down.do?id=1 unpacked',
  ];
  const first = await runImport(store, inputs);
  expect(pathsOf(first.outcomes, site).filter((line) => !/ (records|known)$/.test(line))).toEqual(found);
  const read = pathsOf(first.outcomes, site).filter((line) => / (records|known)$/.test(line));
  expect(read.map((line) => line.split(' ')[0])).toEqual([
    '/a.zip!/乙.docx',
    '/a.zip!/报告/甲.html',
    '/cut.zip!/d.html',
    '/down.do?id=1!/c.html',
  ]);
  expect(documentsAsked(site)).toHaveLength(3);
  expect(pathsOf(await failuresOf(store), site)).toEqual([
    '/a.zip!/bomb.html bomb',
    '/a.zip!/broken.html entry-corrupt',
    '/cut.zip archive-corrupt',
  ]);
  const held = await store.db
    .selectFrom('sources')
    .select(['kind', 'address', 'charset', 'sha256'])
    .where('name', 'in', ['a.zip', '甲.html'])
    .orderBy('kind')
    .execute();
  expect(held).toMatchObject([
    { kind: 'address', address: site.at('/a.zip'), charset: null },
    { kind: 'entry', address: site.at('/a.zip'), charset: null },
  ]);
  expect(await store.documents.find(held[0]?.sha256 ?? '')).toBeDefined();

  const again = await runImport(store, inputs);
  expect(pathsOf(again.outcomes, site)).toEqual(
    [...found, ...read.map((line) => line.replace(/ \w+$/, ' unchanged'))].sort(),
  );
  const fingerprints = { readingOf: () => 'other', judging: 'other' };
  const other = await runImport(store, inputs, { fingerprints });
  expect(other.outcomes.filter((line) => line.endsWith(' records')).length).toBeGreaterThanOrEqual(3);
  expect(documentsAsked(site)).toHaveLength(3);
});

test('broken off in the middle of one, the next import goes on from what is held', async () => {
  const [store, site] = [await newStore(), await openReports()];
  const inputs = await list([site.at('/a.zip')], site);
  const stopping = new AbortController();
  const first = await runImport(store, inputs, {
    ...{ jobs: 1, signal: stopping.signal },
    onEnd: () => stopping.abort(),
  });
  expect(first.outcomes).not.toContain(`${site.at('/a.zip')} unpacked`);
  const second = await runImport(store, inputs);
  expect(second.outcomes).toContain(`${site.at('/a.zip')} unpacked`);
  const results = await store.db.selectFrom('results').select('outcome').execute();
  expect(results).toEqual([{ outcome: 'report' }, { outcome: 'report' }]);
  expect(documentsAsked(site)).toEqual(['/a.zip']);
});

test('what a manifest says of one holds for what is in it', async () => {
  const [store, site] = [await newStore(), await openReports()];
  const manifest = join(newFolder(), 'list.csv');
  writeFileSync(manifest, `url,agency,charset\n${site.at('/a.zip')},墨汀市教育局,gbk\n`);
  await runImport(store, await list([manifest], site));
  const said = await store.db
    .selectFrom('sources')
    .select(['agency', 'charset'])
    .where('kind', '=', 'entry')
    .execute();
  expect(said).toEqual([
    { agency: '墨汀市教育局', charset: 'gbk' },
    { agency: '墨汀市教育局', charset: 'gbk' },
  ]);
});

test('left to workers they come to the same store and the same counts', async () => {
  const [here, there, site] = [await newStore(), await newStore(), await openReports()];
  const given = [site.at('/a.zip'), site.at('/down.do?id=1')];
  const inputs = await list(given, site);
  await runImport(here, inputs);

  const [queue, now] = [new MemoryQueue(), () => new Date().toISOString()];
  const importId = await there.startImport(given, '0', now());
  const common = { store: there, now, jobs: 2, language: 'en' as const, limits: defaultProcessLimits };
  const stream = (async function* () {
    yield* inputs;
  })();
  const { left, ...counts } = await enqueue(stream, {
    ...{ ...common, importId, queue, fingerprints: readFingerprints(), onEnd: () => undefined },
  });
  expect(left).toBe(2);
  await there.endListing(importId, { counts, listed: [] }, now());
  const worker = startCrawler(there, queue, new MemoryTurns(), openFetcher([site.port]));
  const ended = () =>
    there.db.selectFrom('imports').select('counts').where('ended_at', 'is not', null).executeTakeFirst();
  while (!(await ended())) await wait(20);
  await worker.stop();
  expect(worker.errors).toEqual([]);
  expect(differences(await dumpStore(here), await dumpStore(there))).toEqual([]);
  const countsOf = async (store: Store) =>
    JSON.parse((await store.db.selectFrom('imports').select('counts').executeTakeFirst())?.counts ?? '');
  const { left: _, ...expected } = await countsOf(here);
  expect(await countsOf(there)).toEqual(expected);
  expect(expected).toEqual({ records: 3, failed: 0, unread: 2, unchanged: 0, known: 0, unpacked: 2 });
  await queue.close();
});

test('behind the pages of a site: new, unchanged, and changed', async () => {
  const place = await (placeKinds[0]?.open() as Promise<Place>);
  const store = await newStore(() => place.openStore());
  const file = { bytes: zip([part('甲.html', 0), part('乙.docx', 1), broken, bomb]) };
  const served = await openSite({
    '/list': '<h1>墨汀市2023年政府信息公开年度报告</h1><a href="/a.zip">附件下载</a>',
    '/a.zip': (request, response) => send(file)(request, response),
  });
  const fetcher = openFetcher([served.port]);
  const site = await addTestSite(store, served.at('/list'));
  const crawl = () => crawlOnce(place, store, site, fetcher);
  const entriesOf = async (): Promise<string[]> => {
    const responses = await listResponses(store, (await findSite(store, site.id))?.run ?? 0);
    const news = responses.map(({ address, kind, news }) => `${address} ${kind} ${news ?? ''}`.trim());
    return pathsOf(news, served).sort();
  };
  const answers = ['/a.zip archive', '/list attachments'];

  expect(await crawl()).toMatchObject({ end: 'through', found: 2, changed: [] });
  expect(await entriesOf()).toEqual([
    answers[0],
    '/a.zip!/乙.docx entry new',
    '/a.zip!/甲.html entry new',
    answers[1],
  ]);
  const failures = ['/a.zip!/bomb.html bomb', '/a.zip!/broken.html entry-corrupt'];
  expect(pathsOf(await failuresOf(store), served)).toEqual(failures);

  const answered = await store.read(async (snapshot) => {
    const kinds: string[] = [];
    for await (const { kind } of readResponses(snapshot, {})) kinds.push(kind);
    return kinds.sort();
  });
  expect(answered).toEqual(['archive', 'attachments']);

  expect(await crawl()).toMatchObject({ end: 'through', found: 0, changed: [] });
  expect(await entriesOf()).toEqual(answers);

  file.bytes = zip([part('甲.html', 2), part('乙.docx', 1)]);
  const location = served.at('/a.zip!/甲.html');
  expect(await crawl()).toMatchObject({ end: 'through', found: 1, changed: [location] });
  expect(await entriesOf()).toEqual([answers[0], '/a.zip!/甲.html entry changed', answers[1]]);
  const copies = await store.db
    .selectFrom('sources')
    .select(['is_current', 'charset'])
    .where('location', '=', location)
    .orderBy('id')
    .execute();
  expect(copies).toEqual([
    { is_current: 0, charset: null },
    { is_current: 1, charset: null },
  ]);
  expect(await failuresOf(store)).toEqual([]);
  await place.close();
});
