/** What the world does to a store: a full disk, readers beside a writer, files that are none. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isIntact } from '#store/open-sqlite.js';
import { Store } from '#store/store.js';
import { StoreError } from '#store/store-error.js';
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
