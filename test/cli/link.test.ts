/** `gouji link`, and the data set as a worker writes it. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';
import { root, runGouji, startGouji } from './run-gouji.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'gouji-link-'));

/** Two copies of one report that differ in one figure, imported. */
function importCopies(): string {
  const folder = newFolder();
  const page = readFileSync(join(root, 'samples', 'clean-2024.html'), 'utf8');
  writeFileSync(join(folder, 'a.html'), page);
  writeFileSync(join(folder, 'b.html'), page.replace(/(?<=行政处罚<\/td>\s*<td colspan="3">)7/, '9'));
  writeFileSync(join(folder, 'list.csv'), 'path,division_code\na.html,320100\nb.html,320100\n');
  const data = join(folder, 'data');
  const { code, out } = runGouji(['ingest', join(folder, 'list.csv'), '--data', data]);
  expect([code, out]).toEqual([0, expect.any(String)]);
  expect(out).toContain('2 documents, 1 report of 1 agency, 2024, 0 errors and 1 warning to look at');
  return data;
}

test('an import ends with the comparison of copies; by hand it is made again', () => {
  const data = importCopies();
  expect(runGouji(['link', '--data', data]).out).toBe('0 reports looked at: 0 anomalies between copies\n');
  expect(runGouji(['link', '--all', '--data', data]).out).toBe(
    '1 report looked at: 1 anomaly between copies\n',
  );
  const out = join(data, 'csv');
  expect(runGouji(['export', '--format', 'csv', '--out', out, '--data', data]).code).toBe(0);
  expect(readFileSync(join(out, 'anomalies.csv'), 'utf8')).toMatch(/,copies-differ,E-M05,warning,source,/);
});

describe.runIf(areServersHere('redis'))('an export that is left to a worker', () => {
  test('is written in its data folder', async () => {
    const redis = await RedisServer.start();
    try {
      const environment = { GOUJI_REDIS_URL: redis.url, GOUJI_DATA: importCopies() };
      const exportTo = (out: string) =>
        runGouji(['export', '--queue', '--format', 'jsonl', '--out', out], environment);
      expect(exportTo('../elsewhere')).toMatchObject({ code: 2, err: expect.stringContaining('no path') });
      expect(exportTo('2024').code).toBe(0);
      const worker = startGouji(['work', '--queues', 'export'], environment);
      while (!worker.said.out.includes('"exported"') && worker.child.exitCode === null) await wait(20);
      worker.child.kill('SIGTERM');
      expect((await worker.ended).code).toBe(0);
      expect(existsSync(join(environment.GOUJI_DATA, 'exports', '2024', 'export.json'))).toBe(true);
    } finally {
      await redis.stop();
    }
  });
});
