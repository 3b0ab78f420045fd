/** What the world does to an import, as its user meets it: one line that says what, and the same command goes on. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LogFile } from '#cli/log-file.js';
import { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';
import { skipUnless } from '../skip-unless.js';
import { dumpStore } from '../store/dump-store.js';
import { type Run, root, runGouji } from './run-gouji.js';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const sample = join(root, 'samples', 'clean-2024.html');
const given = [sample, join(root, 'samples', 'row-sum-2023.docx')];

/** By a shell that allows its programs no larger files than so many blocks. */
function runWithin(blocks: number, args: readonly string[]): Run {
  const program = ['-c', `ulimit -f ${blocks} && exec "$@"`, 'sh', process.execPath, main, ...args];
  const { status, stdout, stderr } = spawnSync('sh', program, { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

async function dumpOf(data: string): Promise<string[]> {
  const store = await Store.open(data);
  const lines = await dumpStore(store);
  await store.close();
  return lines;
}

describe('what stops an import', () => {
  test.each(['ingest', 'export'])('a file for a data folder: %s', (verb) => {
    const data = join(newFolder(), 'data');
    writeFileSync(data, '');
    const args = verb === 'ingest' ? [sample] : ['--format', 'csv', '--out', newFolder()];
    const { code, out, err } = runGouji([verb, ...args, '--data', data]);
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^gouji: \S+data\S*: a file stands where a folder is needed[^\n]*\n$/);
  });

  test('a limit on the size of files; without it the same command goes on', async () => {
    const data = newFolder();
    const args = ['ingest', ...given, '--quiet', '--data', data];
    const { code, out, err } = runWithin(200, args);
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^gouji: \S+: the disk failed to read or write, or allows no more [^\n]*\n$/m);
    expect(err).not.toMatch(/ at .*:\d+:\d+/);
    expect(runGouji(args)).toEqual({ code: 0, out: '', err: '' });
    const undisturbed = newFolder();
    runGouji(['ingest', ...given, '--quiet', '--data', undisturbed]);
    expect(await dumpOf(data)).toEqual(await dumpOf(undisturbed));
  });
});

const fullDevice = '/dev/full';
const hasFullDevice = existsSync(fullDevice);

describe('a log that cannot be written stops no import, and is told of', () => {
  const gap = (log: string, lines: number, why: string): string =>
    `gouji: ${log}: lines that could not be written: ${lines} (${why})\n`;

  test('where a folder has its name', () => {
    const data = newFolder();
    const log = join(data, 'ingest.log');
    mkdirSync(log);
    const run = runGouji(['ingest', ...given, '--quiet', '--data', data]);
    expect(run).toEqual({ code: 0, out: '', err: gap(log, 2, 'EISDIR: illegal operation on a directory') });
    const again = runGouji(['ingest', ...given, '--quiet', '--data', data]);
    expect(again).toEqual({ code: 0, out: '', err: '' });
  });

  skipUnless(hasFullDevice, 'a full disk for the log alone: no /dev/full here');
  test.runIf(hasFullDevice)('where its disk is full', () => {
    const data = newFolder();
    const log = join(data, 'ingest.log');
    symlinkSync(fullDevice, log);
    const run = runGouji(['ingest', ...given, '--data', data]);
    expect(run.code).toBe(0);
    expect(run.err.endsWith(gap(log, 2, 'ENOSPC: no space left on device'))).toBe(true);
    expect(run.out).toContain('2  records');
    const other = newFolder();
    symlinkSync(fullDevice, join(other, 'ingest.log'));
    const lines = runGouji(['ingest', ...given, '--json', '--data', other])
      .out.trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      ...{ event: 'log-gap', path: join(other, 'ingest.log'), lines: 2 },
      ...{ code: 'ENOSPC', detail: 'no space left on device' },
    });
  });

  test('where it was taken away', () => {
    const folder = newFolder();
    const log = new LogFile(join(folder, 'new', 'a.log'));
    log.write('one\n');
    unlinkSync(join(folder, 'new', 'a.log'));
    log.write('two\n');
    expect(log.close()).toMatchObject({ lines: 2, code: 'ENOENT' });
    expect(readdirSync(join(folder, 'new'))).toEqual([]);
  });

  test('and what could be written lacks nothing', () => {
    const path = join(newFolder(), 'a.log');
    writeFileSync(path, 'before\n');
    const log = new LogFile(path);
    for (const line of ['one\n', 'two\n']) log.write(line);
    expect(log.close()).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('before\none\ntwo\n');
  });
});

/** Room for 2 blocks of 512 or 1024 bytes; then there is room again. */
test('a line that a full disk cut in two does not spoil the next one', () => {
  const path = join(newFolder(), 'a.log');
  const module = new URL('../../dist/src/cli/log-file.js', import.meta.url).href;
  const program = `
    import { truncateSync } from 'node:fs';
    const { LogFile } = await import(${JSON.stringify(module)});
    const log = new LogFile(${JSON.stringify(path)});
    log.write('x'.repeat(3000) + '\\n');
    truncateSync(${JSON.stringify(path)}, 10);
    log.write('whole\\n');
    process.stdout.write(JSON.stringify(log.close()));
  `;
  const node = [process.execPath, '--input-type=module', '-e', program];
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 2 && exec "$@"', 'sh', ...node], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toMatchObject({ lines: 1, code: 'EFBIG' });
  expect(readFileSync(path, 'utf8')).toBe(`${'x'.repeat(10)}\nwhole\n`);
});
