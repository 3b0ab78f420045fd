/** Addresses and manifests through the import: what is fetched, what is said of a document, and what comes of it. */
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Fetcher } from '#fetch/fetcher.js';
import { defaultFetchSettings } from '#fetch/settings.js';
import { listInputs } from '#inputs/list-inputs.js';
import { toIngestInput } from '#jobs/to-ingest-input.js';
import { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { newFolder, pathOfHeld, runImport } from './import-cases.js';

const { bytes } = await makeCase('html', 7);
let asked: string[] = [];
const site = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /inner/\n');
  else response.setHeader('content-type', 'text/html; charset=utf-8').end(bytes);
});
let origin: string;
let fetcher: Fetcher;

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const { port } = site.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  fetcher = new Fetcher({
    ...defaultFetchSettings,
    ...{ userAgent: 'Gouji/0 (+test)', permittedRanges: ['127.0.0.0/8'], ports: [port] },
    politeness: { delayMilliseconds: 0, longestDelayMilliseconds: 0 },
  });
});
afterAll(() => {
  fetcher.close();
  site.close();
});

async function importGiven(store: Store, given: readonly string[], options = {}): Promise<readonly string[]> {
  const inputs = [];
  const listed: string[] = [];
  const onListed = (location: string) => void listed.push(location);
  for await (const input of listInputs(given, { onListed })) inputs.push(toIngestInput(input, fetcher));
  asked = [];
  return (await runImport(store, inputs, { ...options, listed })).outcomes;
}

test('an address is fetched once; another engine parses what is held', async () => {
  const store = await Store.open(newFolder());
  const given = [`${origin}/report.html`, `${origin}/inner/report.html`];
  expect(await importGiven(store, given)).toEqual([
    `${origin}/inner/report.html unread robots-refused`,
    `${origin}/report.html records`,
  ]);
  expect(asked).toContain('/report.html');
  expect(await importGiven(store, given.slice(0, 1))).toEqual([`${origin}/report.html unchanged`]);
  const fingerprints = { readingOf: () => 'other', judging: 'other' };
  expect(await importGiven(store, given.slice(0, 1), { fingerprints })).toEqual([
    `${origin}/report.html records`,
  ]);
  expect(asked).toEqual([]);
  const source = await store.db
    .selectFrom('sources')
    .select(['address', 'charset', 'kind'])
    .executeTakeFirst();
  expect(source).toEqual({ address: `${origin}/report.html`, charset: 'utf-8', kind: 'address' });
  await store.close();
});

test.each<[string, (path: string) => void]>([
  ['was damaged', (path) => writeFileSync(path, Buffer.alloc(bytes.length))],
  ['was lost', (path) => rmSync(path)],
])('what is held of an address and %s is fetched again', async (_, damage) => {
  const store = await Store.open(newFolder());
  const address = `${origin}/report.html`;
  await importGiven(store, [address]);
  const { sha256 } = await store.db.selectFrom('documents').select('sha256').executeTakeFirstOrThrow();
  damage(await pathOfHeld(store, sha256));
  const fingerprints = { readingOf: () => 'other', judging: 'other' };
  expect(await importGiven(store, [address], { fingerprints })).toEqual([`${address} records`]);
  expect(asked).toContain('/report.html');
  expect(Buffer.from(bytes).equals((await store.documents.find(sha256)) ?? Buffer.alloc(0))).toBe(true);
  expect(await store.db.selectFrom('results').select('outcome').execute()).toEqual([
    { outcome: 'report' },
    { outcome: 'report' },
  ]);
  await store.close();
});

test('what a manifest says stands where the document says nothing, and is stored when it changes', async () => {
  const [folder, store] = [newFolder(), await Store.open(newFolder())];
  const page = '<html><body><h1>朝阳区人民政府2021年政府信息公开工作年度报告</h1>';
  const body = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^[\s\S]*?<body[^>]*>/, '')
    .replace(/<h1[\s\S]*?<\/h1>/, '');
  writeFileSync(join(folder, 'report.html'), page + body);
  const manifest = join(folder, 'list.csv');
  const identity = () =>
    store.db.selectFrom('reports').select(['agency_key', 'division_code', 'year', 'level']).execute();

  writeFileSync(manifest, 'path,level\nreport.html,区县\n');
  await importGiven(store, [manifest]);
  const [vague] = await identity();
  expect(vague?.agency_key).toMatch(/^\?/);

  writeFileSync(manifest, 'path,division_code,level,year\nreport.html,220104,区县,2020\n');
  const outcomes = await importGiven(store, [manifest]);
  expect(outcomes).toEqual([`${join(folder, 'report.html')} known`]);
  expect(await importGiven(store, [manifest])).toEqual([`${join(folder, 'report.html')} unchanged`]);
  expect(await importGiven(store, [join(folder, 'report.html')])).toEqual([
    `${join(folder, 'report.html')} unchanged`,
  ]);
  expect(await identity()).toEqual([
    { agency_key: '220104:人民政府', division_code: '220104', year: 2021, level: 'county' },
  ]);
  const [contradiction, ...others] = await store.db
    .selectFrom('manifest_contradictions')
    .selectAll()
    .execute();
  expect(contradiction).toMatchObject({ what: 'year', manifest: 2020, document: 2021 });
  expect(others).toEqual([]);
  await store.close();
});

test('a code of another year is that of the same place, and stands among what was said as it was given', async () => {
  const [folder, store] = [newFolder(), await Store.open(newFolder())];
  const body = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^[\s\S]*?<body[^>]*>/, '')
    .replace(/<h1[\s\S]*?<\/h1>/, '');
  const page = (agency: string, year: number): string =>
    `<html><body><h1>${agency}${year}年政府信息公开工作年度报告</h1>${body}`;
  writeFileSync(join(folder, 'a.html'), page('教育局', 2020));
  writeFileSync(join(folder, 'b.html'), page('沈阳市辽中区教育局', 2021));
  const manifest = join(folder, 'list.csv');
  writeFileSync(manifest, 'path,division_code\na.html,210122000000\nb.html,\n');
  await importGiven(store, [manifest]);
  expect(await store.db.selectFrom('reports').select(['agency_key', 'division_code']).execute()).toEqual([
    { agency_key: '210115:教育局', division_code: '210115' },
    { agency_key: '210115:教育局', division_code: '210115' },
  ]);
  const said = await store.db.selectFrom('sources').select('division_code').orderBy('location').execute();
  expect(said).toEqual([{ division_code: '210122000000' }, { division_code: null }]);
  await store.close();
});

test('a value that means nothing is a failure of its row until it is mended, and costs only itself', async () => {
  const [folder, store] = [newFolder(), await Store.open(newFolder())];
  const [report, manifest] = [join(folder, 'report.html'), join(folder, 'list.csv')];
  writeFileSync(report, bytes);
  const failures = () => store.db.selectFrom('failures').select(['location', 'code', 'detail']).execute();
  const bad = { location: `${manifest}:2`, code: 'bad-manifest-value', detail: 'level' };

  writeFileSync(manifest, 'path,agency,level\nreport.html,甲局,甲级\n');
  const outcomes = [`${manifest}:2 unread bad-manifest-value`, `${report} records`];
  expect(await importGiven(store, [manifest])).toEqual(outcomes.sort());
  const said = await store.db.selectFrom('sources').select(['agency', 'level']).execute();
  expect(said).toEqual([{ agency: '甲局', level: null }]);
  expect(await failures()).toEqual([bad]);
  await importGiven(store, [manifest]);
  expect(await failures()).toEqual([bad]);

  writeFileSync(manifest, 'path,agency,level\nreport.html,甲局,區縣級\n');
  await importGiven(store, [manifest]);
  expect(await failures()).toEqual([]);
  expect(await store.db.selectFrom('sources').select('level').execute()).toEqual([{ level: 'county' }]);
  await store.close();
});

test('the address of a page decides between places of one name', async () => {
  const [folder, store] = [newFolder(), await Store.open(newFolder())];
  const body = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^[\s\S]*?<body[^>]*>/, '')
    .replace(/<h1[\s\S]*?<\/h1>/, '');
  writeFileSync(
    join(folder, 'report.html'),
    `<html><body><h1>鼓楼区人民政府2021年政府信息公开工作年度报告</h1>${body}`,
  );
  const manifest = join(folder, 'list.csv');
  writeFileSync(manifest, 'path,url\nreport.html,http://www.njgl.gov.cn/report.html\n');
  await importGiven(store, [manifest]);
  expect(await store.db.selectFrom('reports').select('division_code').execute()).toEqual([
    { division_code: '320106' },
  ]);
  await store.close();
});
