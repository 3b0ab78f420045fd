/** Ctrl-C while `gouji ingest` waits, lists or parses: it ends soon, with a word, and the store is whole. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { isIntact } from '#store/open-sqlite.js';
import { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { newFolder } from '../jobs/import-cases.js';
import { dumpStore } from '../store/dump-store.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const reports = newFolder();
const names: string[] = [];
let undisturbed: readonly string[];

interface Run {
  readonly data: string;
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<unknown>;
}

/** In a process group of its own, as a shell starts it. */
function startIngest(given: string, data = newFolder()): Run {
  const child = spawn(process.execPath, [main, 'ingest', given, '--data', data], { detached: true });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  return { data, child, said, ended: once(child, 'close') };
}

function toldOf(data: string): string[] {
  const log = join(data, 'ingest.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  return lines.slice(0, -1).map((line) => JSON.parse(line).location);
}

async function untilTold({ data, child }: Run, count: number): Promise<void> {
  while (child.exitCode === null && toldOf(data).length < count) await wait(5);
}

/** Its log is there before the first input is asked for. */
async function untilBegun({ data, child }: Run): Promise<void> {
  while (child.exitCode === null && !existsSync(join(data, 'ingest.log'))) await wait(5);
}

async function readStore(data: string) {
  const store = await Store.open(data);
  expect(await isIntact(store.db)).toBe(true);
  const sources = await store.db.selectFrom('sources').select('location').execute();
  const imports = await store.db.selectFrom('imports').select(['ended_at', 'counts']).execute();
  const dump = await dumpStore(store);
  await store.close();
  return { locations: sources.map(({ location }) => location), imports, dump };
}

/** It has what it told of, and counts as broken off. */
async function expectBrokenOff({ child, data, said, ended }: Run): Promise<void> {
  expect(await ended).toEqual([130, null]);
  expect(child.exitCode).toBe(130);
  expect(said.err).toMatch(/^ending: what is done is stored; once more, and it ends at once\n/);
  const { locations, imports } = await readStore(data);
  expect(locations).toEqual(expect.arrayContaining(toldOf(data)));
  expect(imports).toEqual([{ ended_at: null, counts: null }]);
}

const isToldWhole = expect.stringMatching(/\nbroken off: run the same command again to go on\n$/);

beforeAll(async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { name, bytes } = await makeCase('html', seed);
    names.push(name);
    writeFileSync(join(reports, name), bytes);
  }
  const whole = startIngest(reports);
  expect(await whole.ended).toEqual([0, null]);
  undisturbed = (await readStore(whole.data)).dump;
});

describe('standard input', () => {
  test('that is silent from the beginning is left', async () => {
    const run = startIngest('-');
    await untilBegun(run);
    run.child.kill('SIGINT');
    await expectBrokenOff(run);
    expect(run.said.out).toEqual(isToldWhole);
    expect(run.said.out).toMatch(/^0 inputs /);
  });

  test('that falls silent is left, and what it named is stored', async () => {
    const run = startIngest('-');
    run.child.stdin?.write(`${join(reports, 'html-1.html')}\n`);
    await untilTold(run, 1);
    run.child.kill('SIGINT');
    await expectBrokenOff(run);
    expect(run.said.out).toEqual(isToldWhole);
    expect(run.said.out).toMatch(/^1 input [^\n]+\n *1 {2}records/);
    expect(toldOf(run.data)).toEqual([join(reports, 'html-1.html')]);
  });
});

describe('a folder of many files', () => {
  const folderOf = (many: number, extension: string): string => {
    const folder = newFolder();
    for (let count = 0; count < many; count++) writeFileSync(join(folder, `${count}.${extension}`), '');
    return folder;
  };

  test('that are imported is left in the middle', async () => {
    const many = 20_000;
    const run = startIngest(folderOf(many, 'html'));
    await untilTold(run, 1);
    run.child.kill('SIGINT');
    await expectBrokenOff(run);
    expect(run.said.out).toEqual(isToldWhole);
    expect(run.said.out).toContain('what was wrong: empty ');
    expect(toldOf(run.data).length).toBeLessThan(many);
  });

  // How long it took is compared with the same machine a moment before.
  test('that are all passed over is left without listing the rest', { retry: 3 }, async () => {
    const folder = folderOf(50_000, 'png');
    const time = async (work: (run: Run) => Promise<unknown>): Promise<number> => {
      const run = startIngest(folder);
      await untilBegun(run);
      const started = performance.now();
      await work(run);
      return performance.now() - started;
    };
    const whole = await time(({ ended }) => ended);
    const left = await time((run) => {
      run.child.kill('SIGINT');
      return expectBrokenOff(run);
    });
    expect(left).toBeLessThan(whole / 2);
  });
});

/** All reports from a list that does not end. */
function startEndless(): Run {
  const run = startIngest('-');
  run.child.stdin?.write(names.map((name) => `${join(reports, name)}\n`).join(''));
  return run;
}

async function expectToGoOn({ data }: Run): Promise<void> {
  expect(await startIngest(reports, data).ended).toEqual([0, null]);
  expect((await readStore(data)).dump).toEqual(undisturbed);
}

test('a second Ctrl-C ends it at once', async () => {
  const run = startEndless();
  await untilTold(run, 1);
  run.child.kill('SIGINT');
  run.child.kill('SIGINT');
  await expectBrokenOff(run);
  await expectToGoOn(run);
});

test.each([2, 8])(
  'Ctrl-C reaches the children too, and no document fails by that (after %i)',
  async (count) => {
    const run = startEndless();
    await untilTold(run, count);
    process.kill(-(run.child.pid ?? 0), 'SIGINT');
    await expectBrokenOff(run);
    expect(run.said.out).not.toContain('what was wrong');
    await expectToGoOn(run);
  },
);

test('Ctrl-C ends gouji parse after what is told', async () => {
  const heavy = join(newFolder(), 'heavy.html');
  writeFileSync(heavy, `<html><body>${'<table><tr><td>1</td>'.repeat(400_000)}`);
  const first = join(reports, names[0] ?? '');
  const child = spawn(process.execPath, [main, 'parse', '--jobs', '1', first, heavy]);
  const lines: string[] = [];
  child.stdout.on('data', (chunk) => {
    lines.push(...String(chunk).split('\n').slice(0, -1));
    child.kill('SIGINT');
  });
  expect(await once(child, 'close')).toEqual([130, null]);
  expect(lines).toHaveLength(1);
});
