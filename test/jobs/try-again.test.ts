/** What failed, imported again: by the same steps, from the bytes that are held, else from its place. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Fetcher } from '#fetch/fetcher.js';
import { defaultFetchSettings } from '#fetch/settings.js';
import { canBeTried, tryAgain } from '#jobs/try-again.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { FolderDocuments, hashOf } from '#store/documents.js';
import { Store } from '#store/store.js';
import { StoreError } from '#store/store-error.js';
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

const secretFile = (folder: string): string => join(folder, 'a.html');
const secretFolder = (folder: string): string => folder;

const now = (): string => new Date().toISOString();

async function again(store: Store, location: string): Promise<string[]> {
  const failed = await store.db
    .selectFrom('failures')
    .select(['location', 'sha256', 'code'])
    .where('location', '=', location)
    .executeTakeFirstOrThrow();
  const fingerprints = readFingerprints();
  const limits = defaultProcessLimits;
  const tried = await tryAgain(failed, { store, fetcher, fingerprints, limits, language: 'en', now });
  if ('barrier' in tried) return [tried.barrier];
  return tried.endings.map(({ location, outcome, code = '' }) => `${location} ${outcome} ${code}`.trim());
}

/** `given`: what the import was given that met it. */
async function note(
  store: Store,
  location: string,
  code: string,
  given: readonly string[] = [],
): Promise<void> {
  const importId = await store.startImport(given, '0', now());
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
  expect(await again(store, file)).toEqual([`${file} unread no-such-file`]);
  expect(await failures(store)).toEqual([`${file} no-such-file`]);
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

test('a manifest that was not there is imported with all its rows, wherever they lead', async () => {
  const store = await newStore();
  const [folder, elsewhere] = [newFolder(), join(newFolder(), 'a.html')];
  const manifest = join(folder, 'list.csv');
  await note(store, manifest, 'no-such-file', [relative(process.cwd(), manifest)]);
  writeFileSync(elsewhere, report);
  const rows = [`${elsewhere},墨汀市,2023`, 'gone.html,墨汀市,2023', `${elsewhere},墨汀市,20x3`];
  writeFileSync(manifest, ['path,agency,year', ...rows, ''].join('\n'));
  expect((await again(store, manifest)).sort()).toEqual(
    [
      ...[`${elsewhere} records`, `${elsewhere} known`, `${join(folder, 'gone.html')} unread no-such-file`],
      `${manifest}:4 unread bad-manifest-value`,
    ].sort(),
  );
  expect(await failures(store)).toEqual(
    [`${join(folder, 'gone.html')} no-such-file`, `${manifest}:4 bad-manifest-value`].sort(),
  );
  expect(await reports(store)).toEqual([{ sha256 }]);
});

test('a manifest that was only found in a folder is not read as one', async () => {
  const store = await newStore();
  const manifest = join(newFolder(), 'list.csv');
  await note(store, manifest, 'not-readable', [dirname(manifest)]);
  expect(await again(store, manifest)).toEqual(['manifest']);
  writeFileSync(manifest, `path,agency,year\n${join(newFolder(), 'a.html')},墨汀市,2023\n`);
  expect(await again(store, manifest)).toEqual(['manifest']);
  expect(await failures(store)).toEqual([`${manifest} not-readable`]);
});

test('a pattern that matched nothing takes what matches now', async () => {
  const store = await newStore();
  const folder = newFolder();
  const pattern = join(folder, '*.html');
  await note(store, pattern, 'no-match', [pattern]);
  expect(await again(store, pattern)).toEqual([`${pattern} unread no-match`]);
  writeFileSync(join(folder, 'a.html'), report);
  expect(await again(store, pattern)).toEqual([`${join(folder, 'a.html')} records`]);
  expect(await failures(store)).toEqual([]);
  // A file of that name is no pattern.
  const file = join(folder, '[a].html');
  await note(store, file, 'not-readable', [folder]);
  for (const _ of [1, 2]) expect(await again(store, file)).toEqual([`${file} unread no-such-file`]);
});

describe('a symbolic link that was put there later', () => {
  const secret = newFolder();
  writeFileSync(join(secret, 'a.html'), report);

  test.each([
    ['in the place of a file', 'a.html', '', secretFile],
    ['in the place of an archive', 'x.zip', '', secretFile],
    ['in the place of an archive, of an entry', 'x.zip', '!/a.html', secretFile],
    ['in the place of a folder', 'b', '', secretFolder],
    ['in the place of a folder above', 'b', '/a.html', secretFolder],
  ])('leads nowhere: %s', async (_, name, rest, target) => {
    const store = await newStore();
    const folder = newFolder();
    const place = join(folder, name) + rest;
    await note(store, place, 'not-readable', [folder]);
    symlinkSync(target(secret), join(folder, name));
    // A try before it was a link names nothing.
    await store.startImport([place], '0', now());
    const before = await store.db.selectFrom('imports').select('id').execute();
    expect(await again(store, place)).toEqual(['link']);
    expect(await failures(store)).toEqual([`${place} not-readable`]);
    expect(await reports(store)).toEqual([]);
    expect(await store.db.selectFrom('imports').select('id').execute()).toEqual(before);
  });

  test('leads nowhere: where the bytes that were held are lost', async () => {
    const store = await newStore();
    const file = join(newFolder(), 'a.html');
    await saveUnread(store, [file]);
    rmSync(await pathOfHeld(store, sha256));
    symlinkSync(join(secret, 'a.html'), file);
    expect(await again(store, file)).toEqual([`${file} unread not-readable`]);
    expect(await reports(store)).toEqual([]);
  });

  test('is not one that leads to what was imported', async () => {
    const store = await newStore();
    const [folder, real] = [newFolder(), newFolder()];
    symlinkSync(real, join(folder, 'link'));
    const given = join(folder, 'link', 'given');
    mkdirSync(given);
    const file = join(given, 'a.html');
    await note(store, file, 'not-readable', [given]);
    writeFileSync(file, report);
    expect(await again(store, file)).toEqual([`${file} records`]);
  });
});

test('its import has ended also where the store took no more of it', async () => {
  class FullDocuments extends FolderDocuments {
    override put(): Promise<never> {
      return Promise.reject(new StoreError('disk', 'documents'));
    }
  }
  const store = await Store.open(newFolder(), { documents: new FullDocuments(newFolder()) });
  const folder = newFolder();
  await note(store, folder, 'not-readable', [folder]);
  writeFileSync(join(folder, 'a.html'), report);
  await expect(again(store, folder)).rejects.toMatchObject({ name: 'StoreError', code: 'disk' });
  const imports = await store.db.selectFrom('imports').select(['ended_at', 'arguments']).execute();
  expect(imports.at(-1)).toEqual({ ended_at: expect.any(String), arguments: JSON.stringify([folder]) });
  expect(await failures(store)).toEqual([`${folder} not-readable`]);
  await store.close();
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
