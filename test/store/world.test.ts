/** What the world does to a store: a full disk, readers beside a writer, files that are none. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isIntact } from '#store/open-sqlite.js';
import { Store } from '#store/store.js';
import { StoreError, toStoreError } from '#store/store-error.js';
import { makeCase } from '../generator/case.js';
import { inputOf, newFolder, runImport } from '../jobs/import-cases.js';
import { dumpStore } from './dump-store.js';

const cases = await Promise.all(
  Array.from({ length: 24 }, (_, seed) => makeCase(seed % 2 ? 'html' : 'text', seed + 1)),
);
const reports = cases.map(({ name, bytes }) => inputOf(`/in/${name}`, bytes));

const codeOf = (error: unknown): string => (error instanceof StoreError ? error.code : String(error));

test('a full disk ends an import with a word on it, and what was told of is stored', async () => {
  const folder = newFolder();
  const store = await Store.open(folder, { mostPages: 120 });
  const told: string[] = [];
  const onEnd = ({ location }: { location: string }) => told.push(location);
  await expect(
    runImport(store, reports, { onEnd }).catch((error) => Promise.reject(codeOf(error))),
  ).rejects.toBe('full');
  await store.close();
  const opened = await Store.open(folder);
  expect(await isIntact(opened.db)).toBe(true);
  const stored = await opened.db.selectFrom('sources').select('location').execute();
  expect(stored.map(({ location }) => location)).toEqual(expect.arrayContaining(told));
  expect(stored.length).toBeLessThan(reports.length);
  const whole = await Store.open(newFolder());
  await runImport(whole, reports);
  await runImport(opened, reports);
  expect(await dumpStore(opened)).toEqual(await dumpStore(whole));
  await Promise.all([opened.close(), whole.close()]);
});

/** Counts the figures again and again until it is told to stop; gives how often, and whether the count ever fell. */
const reader = (folder: string) => `
  import Database from ${JSON.stringify(import.meta.resolve('libsql'))};
  const database = new Database(${JSON.stringify(join(folder, 'gouji.sqlite'))}, { readonly: true });
  const count = database.prepare('select count(*) as n, (select count(*) from sources) as s from figures');
  let [reads, last, fell] = [0, 0, false];
  const timer = setInterval(() => {
    const { s } = count.get();
    reads++;
    fell ||= s < last;
    last = s;
  }, 5);
  process.stdout.write('ready');
  // With the test, however that ends.
  process.stdin.on('close', () => process.exit()).resume();
  process.on('SIGTERM', () => { clearInterval(timer); process.stdout.write(JSON.stringify({ reads, fell })); process.exit(0); });
`;

test('another process reads while an import writes', async () => {
  const folder = newFolder();
  const store = await Store.open(folder);
  const child = spawn(process.execPath, ['--input-type=module', '-e', reader(folder)]);
  const said: string[] = [];
  child.stdout.on('data', (chunk) => said.push(String(chunk)));
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const { outcomes } = await runImport(store, reports);
  child.kill('SIGTERM');
  await once(child, 'exit');
  await store.close();
  expect(outcomes.filter((line) => !line.endsWith('records'))).toEqual([]);
  const { reads, fell } = JSON.parse(said.join('').replace('ready', ''));
  expect(reads).toBeGreaterThan(10);
  expect(fell).toBe(false);
});

test('a file that is no store, and a folder without one', async () => {
  const folder = newFolder();
  await expect(Store.open(folder, { readOnly: true }).catch((error) => codeOf(error))).resolves.toBe(
    'no-store',
  );
  writeFileSync(
    join(folder, 'gouji.sqlite'),
    'not a database, though long enough to look like one'.repeat(100),
  );
  await expect(Store.open(folder).catch((error) => codeOf(error))).resolves.toBe('not-a-store');
});

test('half of a store', async () => {
  const folder = newFolder();
  const store = await Store.open(folder);
  await runImport(store, reports.slice(0, 4));
  await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
  await store.close();
  const path = join(folder, 'gouji.sqlite');
  truncateSync(path, statSync(path).size / 2);
  const work = async () => {
    const half = await Store.open(folder);
    for (const { location } of reports) await half.findSource(location);
    await half.read((snapshot) => snapshot.selectFrom('figures').selectAll().execute());
  };
  await expect(work().catch(codeOf)).resolves.toBe('not-a-store');
});

const hash = 'ab'.repeat(32);
const putInto = async (folder: string): Promise<void> => {
  const store = await Store.open(folder);
  try {
    await store.documents.put(hash, Buffer.from('report'));
  } finally {
    await store.close();
  }
};

test.each<[string, string, (folder: string) => string]>([
  ['a file for a data folder', 'in-the-way', (folder) => fileIn(folder, 'data')],
  ['a file on the way to it', 'in-the-way', (folder) => join(fileIn(folder, 'data'), 'deeper')],
  ['a folder for a store', 'in-the-way', (folder) => folderIn(folder, 'gouji.sqlite')],
  ['a file for the documents', 'in-the-way', (folder) => dirname(fileIn(folder, 'documents'))],
  ['a folder for a document', 'in-the-way', (folder) => folderIn(folder, 'documents', 'ab', hash, 'in')],
  ['a link to nowhere', 'gone', (folder) => linkIn(folder, 'to', '/nowhere/at/all')],
  ['a name of 300 letters', 'long-name', (folder) => join(folder, 'x'.repeat(300))],
])('%s is %s', async (_, code, prepare) => {
  await expect(putInto(prepare(newFolder())).catch(codeOf)).resolves.toBe(code);
});

const fileIn = (folder: string, name: string): string => {
  writeFileSync(join(folder, name), '');
  return join(folder, name);
};
const linkIn = (folder: string, name: string, to: string): string => {
  symlinkSync(to, join(folder, name));
  return join(folder, name);
};
const folderIn = (folder: string, ...names: string[]): string => {
  mkdirSync(join(folder, ...names), { recursive: true });
  return folder;
};

/** Nothing is forbidden to the one whom tests in containers are run by. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test.each<[string, number, string]>([
  ['may be read only', 0o555, ''],
  ['may not be entered', 0o444, ''],
  ['cannot be made', 0o555, 'data'],
])('a folder that %s', async (_, mode, name) => {
  const folder = newFolder();
  chmodSync(folder, mode);
  await asNobody(() => expect(putInto(join(folder, name)).catch(codeOf)).resolves.toBe('not-writable'));
});

test('a folder of documents that may be read only, and one that may not even be looked into', async () => {
  const folder = newFolder();
  await (await Store.open(folder)).close();
  for (const mode of [0o555, 0o000]) {
    const store = await Store.open(folder);
    mkdirSync(join(folder, 'documents'), { recursive: true });
    chmodSync(join(folder, 'documents'), mode);
    chmodSync(folder, 0o755);
    await asNobody(() =>
      expect(store.documents.put(hash, Buffer.from('report')).catch(codeOf)).resolves.toBe('not-writable'),
    );
    await store.close();
  }
});

/** Opens all the files it may, but for so many; then a store. */
const opener = (free: number) => `
  import { closeSync, openSync } from 'node:fs';
  const { Store } = await import(${JSON.stringify(new URL('../../dist/src/store/store.js', import.meta.url).href)});
  const held = [];
  try {
    for (;;) held.push(openSync('/dev/null'));
  } catch {
    for (let count = 0; count < ${free}; count++) closeSync(held.pop());
  }
  const said = await Store.open(process.argv[1]).then(() => 'opened', ({ code }) => code);
  process.stdout.write(said, () => process.exit());
`;

test.each([
  [0, 'too-many-files'],
  [1, 'too-many-files'],
  [3, 'too-many-files'],
  [12, 'too-many-files'],
  [100, 'opened'],
])('where %i more files may be opened it is %s', (free, code) => {
  const program = ['--input-type=module', '-e', opener(free), newFolder()];
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 512 && exec "$@"', 'sh', process.execPath, ...program],
    { encoding: 'utf8' },
  );
  expect([stdout, stderr]).toEqual([code, '']);
});

test.each([
  [{ code: 'ENOSPC' }, 'full'],
  [{ code: 'EDQUOT' }, 'full'],
  [{ code: 'EIO' }, 'disk'],
  [{ code: 'EPERM' }, 'not-writable'],
  [{ code: 'EROFS' }, 'not-writable'],
  [{ code: 'ENFILE' }, 'too-many-files'],
  [{ code: 'SQLITE_IOERR', rawCode: 10 }, 'disk'],
  [{ code: 'SQLITE_IOERR_FSYNC', rawCode: 1034 }, 'disk'],
  // What SQLite says of EIO; the driver has no name for it.
  [{ code: 'UNKNOWN_SQLITE_ERROR_SQL', rawCode: 8458 }, 'disk'],
  [{ code: 'SQLITE_CORRUPT_VTAB', rawCode: 267 }, 'not-a-store'],
  [{ code: 'SQLITE_BUSY_RECOVERY', rawCode: 261 }, 'locked'],
])('%j is %s', (properties, code) => {
  expect(toStoreError(Object.assign(new Error('as the system says'), properties), '/data')).toMatchObject({
    name: 'StoreError',
    code,
    path: '/data',
  });
});

test('a fault of the program stays what it is', () => {
  for (const error of [new TypeError('x'), Object.assign(new Error(), { rawCode: 19 }), 'x'])
    expect(toStoreError(error, '/data')).toBe(error);
});

test('half of a document that a killed process left is thrown away, later', async () => {
  const folder = newFolder();
  const store = await Store.open(folder);
  const incoming = join(folder, 'documents', 'incoming');
  mkdirSync(incoming, { recursive: true });
  for (const name of ['old', 'young']) writeFileSync(join(incoming, name), 'half');
  utimesSync(join(incoming, 'old'), 0, 0);
  await store.documents.tidy(Date.now());
  expect(readdirSync(incoming)).toEqual(['young']);
  await store.close();
});
