/** What failed, imported again: by the same steps, from the bytes that are held, else from its place. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Fetcher } from '#fetch/fetcher.js';
import { defaultFetchSettings } from '#fetch/settings.js';
import { canBeTried, tryAgain } from '#jobs/try-again.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { hashOf } from '#store/documents.js';
import type { Store } from '#store/store.js';
import { saveRecords } from '../export/export-cases.js';
import { makeCase } from '../generator/case.js';
import { zip } from '../inputs/archive-bytes.js';
import { inputOf, newFolder, pathOfHeld, runImport } from './import-cases.js';
import { newStore } from './new-store.js';

const report = Buffer.from((await makeCase('html', 7)).bytes);
const sha256 = hashOf(report);
let isDown = true;
const site = createServer((request, response) => {
  if (request.url === '/robots.txt') response.writeHead(404).end();
  else if (isDown) response.writeHead(404).end();
  else response.setHeader('content-type', 'text/html; charset=utf-8').end(report);
});
let fetcher: Fetcher;
let origin: string;

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

const now = (): string => new Date().toISOString();

async function again(store: Store, location: string): Promise<string[]> {
  const failed = await store.db
    .selectFrom('failures')
    .select(['location', 'sha256', 'code'])
    .where('location', '=', location)
    .executeTakeFirstOrThrow();
  const fingerprints = readFingerprints();
  const limits = defaultProcessLimits;
  const endings = await tryAgain(failed, { store, fetcher, fingerprints, limits, language: 'en', now });
  return endings.map(({ location, outcome, code = '' }) => `${location} ${outcome} ${code}`.trim());
}

async function note(store: Store, location: string, code: string): Promise<void> {
  const importId = await store.startImport([], '0', now());
  await store.save(now(), [{ importId, failure: { location, sha256: null, code, detail: null } }]);
}

const failures = async ({ db }: Store): Promise<string[]> =>
  (await db.selectFrom('failures').select(['location', 'code']).orderBy('location').execute()).map(
    ({ location, code }) => `${location} ${code}`,
  );
const reports = ({ db }: Store) => db.selectFrom('copies').select('sha256').execute();

/** As if an earlier version had not been able to read the report. */
async function saveUnread(store: Store, locations: readonly string[]): Promise<void> {
  await store.documents.put(sha256, report);
  const document = { sha256, name: 'a.html', format: 'html' as const, bytes: report.length };
  for (const location of locations)
    await saveRecords(
      store,
      [
        {
          ...{ schema: 'gouji/record@1', document, failure: { code: 'corrupt' } },
          engine: { version: '0', reading: 'html', judging: '0' },
        },
      ],
      { location },
    );
}

test('a document that is held is read anew, for all its places, whatever its failure was', async () => {
  const store = await newStore();
  await saveUnread(store, ['/one', '/two']);
  expect(await failures(store)).toEqual(['/one corrupt', '/two corrupt']);
  expect(await again(store, '/two')).toEqual(['/two records', '/one known']);
  expect(await failures(store)).toEqual([]);
  expect(await reports(store)).toEqual([{ sha256 }]);
  const imports = await store.db.selectFrom('imports').select(['arguments', 'counts', 'linked_at']).execute();
  expect(JSON.parse(imports.at(-1)?.counts ?? '')).toMatchObject({ records: 1, known: 1 });
  expect(imports.at(-1)).toMatchObject({ arguments: '["/two"]', linked_at: expect.any(String) });
});

test('what fails again says so, and stays', async () => {
  const store = await newStore();
  await runImport(store, [inputOf('/note', '<html><body><p>关于召开会议的通知</p></body></html>')]);
  const [before] = await failures(store);
  expect(before).toMatch(/^\/note /);
  const code = before?.split(' ')[1];
  expect(await again(store, '/note')).toEqual([`/note failed ${code}`]);
  expect(await failures(store)).toEqual([before]);
  const results = await store.db.selectFrom('results').select('is_current').execute();
  expect(results).toEqual([{ is_current: 1 }]);
});

test('where the bytes that were held are lost they are taken from the place', async () => {
  const store = await newStore();
  const file = join(newFolder(), 'a.html');
  await saveUnread(store, [file]);
  rmSync(await pathOfHeld(store, sha256));
  expect(await again(store, file)).toEqual([`${file} unread no-such-file`]);
  writeFileSync(file, report);
  await saveUnread(store, [file]);
  rmSync(await pathOfHeld(store, sha256));
  expect(await again(store, file)).toEqual([`${file} records`]);
});

test('a place without a document is looked at again', async () => {
  const store = await newStore();
  const file = join(newFolder(), '[a].html');
  await note(store, file, 'not-readable');
  expect(await again(store, file)).toEqual([`${file} unread no-match`]);
  expect(await failures(store)).toEqual([`${file} no-match`]);
  writeFileSync(file, report);
  expect(await again(store, file)).toEqual([`${file} records`]);
  expect(await failures(store)).toEqual([]);
});

test('of an archive only the entry that failed is taken; of one that failed, all', async () => {
  const store = await newStore();
  const archive = join(newFolder(), '[2024].zip');
  writeFileSync(
    archive,
    zip([
      { name: 'a.html', content: report },
      { name: 'b.html', content: (await makeCase('html', 8)).bytes },
    ]),
  );
  await note(store, `${archive}!/a.html`, 'entry-corrupt');
  expect(await again(store, `${archive}!/a.html`)).toEqual([`${archive}!/a.html records`]);
  expect(await reports(store)).toHaveLength(1);
  await note(store, `${archive}!/gone.html`, 'entry-corrupt');
  expect(await again(store, `${archive}!/gone.html`)).toEqual([]);
  expect(await failures(store)).toEqual([]);
  await note(store, archive, 'archive-corrupt');
  expect((await again(store, archive)).sort()).toEqual([
    ...[`${archive}!/a.html unchanged`, `${archive}!/b.html records`],
  ]);
  expect(await failures(store)).toEqual([]);
});

test('an entry of an archive that is gone fails as the archive does', async () => {
  const store = await newStore();
  const archive = join(newFolder(), 'a.zip');
  await note(store, `${archive}!/a.html`, 'entry-corrupt');
  expect(await again(store, `${archive}!/a.html`)).toEqual([`${archive} unread no-such-file`]);
});

test('a folder that could not be read is gone through with all in it', async () => {
  const store = await newStore();
  const folder = newFolder();
  await note(store, folder, 'not-readable');
  mkdirSync(join(folder, 'b'));
  const files = [join(folder, 'a.html'), join(folder, 'b', 'a.html')];
  for (const [index, file] of files.entries()) writeFileSync(file, (await makeCase('html', index + 8)).bytes);
  expect((await again(store, folder)).sort()).toEqual(files.map((file) => `${file} records`));
  expect(await failures(store)).toEqual([]);
});

test('an address is asked again', async () => {
  const store = await newStore();
  const address = `${origin}/report.html`;
  await note(store, address, 'timeout');
  expect(await again(store, address)).toEqual([expect.stringMatching(/report\.html unread [a-z-]+$/)]);
  isDown = false;
  expect(await again(store, address)).toEqual([`${address} records`]);
  expect(await failures(store)).toEqual([]);
});

test('a row of a manifest is read with the manifest, not alone', () => {
  expect(canBeTried({ code: 'bad-manifest-row' })).toBe(false);
  expect(canBeTried({ code: 'no-such-file' })).toBe(true);
});
