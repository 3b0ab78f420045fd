/** `gouji ingest` as its users meet it: broken off, killed, twice at once, and what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { isIntact } from '#store/open-sqlite.js';
import { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { newFolder } from '../jobs/import-cases.js';
import { dumpStore } from '../store/dump-store.js';
import { runGouji } from './run-gouji.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const given = join(newFolder(), 'given');
const count = 6;
let undisturbed: string[];
/** How long an undisturbed import takes, in milliseconds. */
let whole: number;

beforeAll(async () => {
  mkdirSync(given);
  for (let seed = 1; seed <= count; seed++) {
    const { name, bytes } = await makeCase(seed % 3 ? 'html' : 'docx', seed);
    writeFileSync(join(given, name), bytes);
  }
  writeFileSync(join(given, 'note.html'), '<p>关于召开会议的通知</p>');
  const data = newFolder();
  const started = performance.now();
  await finished(startIngest(data));
  whole = performance.now() - started;
  undisturbed = await dumpOf(data);
});

const startIngest = (data: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [main, 'ingest', given, '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function finished(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

async function dumpOf(data: string): Promise<string[]> {
  const store = await Store.open(data);
  expect(await isIntact(store.db)).toBe(true);
  const lines = await dumpStore(store);
  await store.close();
  return lines;
}

/** What the log told of. */
function toldOf(data: string): string[] {
  const log = join(data, 'ingest.log');
  if (!existsSync(log)) return [];
  return readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).location);
}

async function storedIn(data: string): Promise<string[]> {
  if (!existsSync(join(data, 'gouji.sqlite'))) return [];
  const store = await Store.open(data);
  const sources = await store.db.selectFrom('sources').select('location').execute();
  await store.close();
  return sources.map(({ location }) => location);
}

/** Twice each: also what goes on after a kill is killed. */
const kills = 20;

describe('killed at a random moment', () => {
  test.each(Array.from({ length: kills / 2 }, (_, time) => time))(
    'it has what it told of, and goes on to the same store (%i)',
    async (time) => {
      const data = newFolder();
      const moments: number[] = [];
      for (const part of [time, kills - 1 - time]) {
        const child = startIngest(data, '--quiet');
        const ending = finished(child);
        // Evenly over the import, and at random within each part of it.
        const moment = (whole * (part + Math.random())) / kills;
        moments.push(moment);
        await wait(moment);
        child.kill('SIGKILL');
        await ending;
        expect(await storedIn(data), `killed after ${moments} ms`).toEqual(
          expect.arrayContaining(toldOf(data)),
        );
      }
      const { err } = await finished(startIngest(data, '--quiet', '--jobs', '1'));
      expect(err).toBe('');
      expect(await dumpOf(data), `killed after ${moments} ms`).toEqual(undisturbed);
    },
  );
});

test('Ctrl-C ends it with a word, and the next run goes on', async () => {
  const data = newFolder();
  const child = startIngest(data);
  const ending = finished(child);
  while (toldOf(data).length === 0) await wait(20);
  child.kill('SIGINT');
  const { code, out } = await ending;
  expect([code, out]).toEqual([130, expect.stringContaining('broken off: run the same command again')]);
  await finished(startIngest(data, '--quiet'));
  expect(await dumpOf(data)).toEqual(undisturbed);
});

test('twice at once into one store it makes what one makes', async () => {
  const data = newFolder();
  const runs = await Promise.all([startIngest(data, '--quiet'), startIngest(data, '--quiet')].map(finished));
  expect(runs.map(({ err }) => err)).toEqual(['', '']);
  expect(await dumpOf(data)).toEqual(undisturbed);
});

test('what it says', () => {
  const data = newFolder();
  const first = runGouji(['ingest', given, '--data', data]);
  expect(first.out).toContain(`${count}  records`);
  expect(first.out).toContain(' 1  failed');
  expect(first.out).toContain('what was wrong: not-a-report 1');
  expect(readFileSync(join(data, 'failures.csv'), 'utf8')).toMatch(
    /^location,code,.*\n.*note\.html,not-a-report,/,
  );
  const again = runGouji(['ingest', given, '--data', data, '--json']);
  expect(JSON.parse(again.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
    event: 'end',
    counts: { records: 0, unchanged: count + 1 },
  });
  expect(again.code).toBe(0);
  expect(runGouji(['ingest', given, '--data', data, '--quiet'])).toEqual({ code: 0, out: '', err: '' });
  expect(runGouji(['ingest']).code).toBe(2);
});
