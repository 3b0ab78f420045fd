/** What `failures.csv` lists is what is wrong now, however often and from wherever reports were imported. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { makeCase } from '../generator/case.js';
import { newFolder } from '../jobs/import-cases.js';
import { runGouji } from './run-gouji.js';

const [one, other] = await Promise.all([makeCase('html', 1), makeCase('html', 2)]);
const note = '<p>关于召开会议的通知</p>';

/** `location code`, below the folder; the exit code with it. */
function ingest(folder: string, ...given: string[]): { code: number | null; failures: string[] } {
  const data = join(folder, 'data');
  const paths = given.map((name) => join(folder, name));
  const { code } = runGouji(['ingest', ...paths, '--data', data, '--quiet']);
  const rows = parse<Record<'location' | 'code', string>>(readFileSync(join(data, 'failures.csv')), {
    columns: true,
  });
  return {
    code,
    failures: rows.map(({ location, code }) => `${location.replace(`${folder}/`, '')} ${code}`),
  };
}

test('a folder that was not there yet', () => {
  const folder = newFolder();
  expect(ingest(folder, 'in')).toEqual({ code: 3, failures: ['in no-such-file'] });
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/report.html'), one.bytes);
  expect(ingest(folder, 'in')).toEqual({ code: 0, failures: [] });
});

test('a pattern that matched nothing yet', () => {
  const folder = newFolder();
  expect(ingest(folder, '*.html').failures).toEqual(['*.html no-match']);
  writeFileSync(join(folder, 'report.html'), one.bytes);
  expect(ingest(folder, '*.html').failures).toEqual([]);
});

test('an archive that was cut short, and what was wrong in it', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'report.html'), one.bytes);
  execFileSync('tar', ['-czf', 'in.tar.gz', 'report.html'], { cwd: folder });
  const whole = readFileSync(join(folder, 'in.tar.gz'));
  writeFileSync(join(folder, 'in.tar.gz'), whole.subarray(0, 200));
  expect(ingest(folder, 'in.tar.gz').failures.length).toBeGreaterThan(0);
  writeFileSync(join(folder, 'in.tar.gz'), whole);
  expect(ingest(folder, 'in.tar.gz').failures).toEqual([]);
});

test('broken rows of a manifest stand side by side, until they are mended', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'report.html'), one.bytes);
  const list = join(folder, 'list.csv');
  writeFileSync(list, 'path,year\nreport.html,2021\n,2020\n,2019\n');
  expect(ingest(folder, 'list.csv').failures).toEqual([
    'list.csv:3 bad-manifest-row',
    'list.csv:4 bad-manifest-row',
  ]);
  writeFileSync(list, 'path,year\nreport.html,2021\n');
  expect(ingest(folder, 'list.csv').failures).toEqual([]);
});

test('what another import could not take stays, and so does what a document was refused for', () => {
  const folder = newFolder();
  for (const name of ['a', 'b']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'a/note.html'), note);
  writeFileSync(join(folder, 'b/report.html'), other.bytes);
  expect(ingest(folder, 'a', 'c').failures).toEqual(['a/note.html not-a-report', 'c no-such-file']);
  expect(ingest(folder, 'b')).toEqual({
    code: 0,
    failures: ['a/note.html not-a-report', 'c no-such-file'],
  });
  expect(ingest(folder, 'a')).toEqual({
    code: 0,
    failures: ['a/note.html not-a-report', 'c no-such-file'],
  });
});

test('a file that was away for a while and comes back as it was', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'report.html'), one.bytes);
  expect(ingest(folder, 'report.html').failures).toEqual([]);
  renameSync(join(folder, 'report.html'), join(folder, 'kept'));
  expect(ingest(folder, 'report.html')).toEqual({ code: 3, failures: ['report.html no-such-file'] });
  renameSync(join(folder, 'kept'), join(folder, 'report.html'));
  expect(ingest(folder, 'report.html')).toEqual({ code: 0, failures: [] });
});

test('a lost file is not listed any more once its folder was gone through without it', () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'report.html'), one.bytes);
  execFileSync('tar', ['-czf', 'in/broken.tar.gz', 'report.html'], { cwd: folder });
  truncateSync(join(folder, 'in/broken.tar.gz'), 200);
  expect(ingest(folder, 'in').failures.length).toBeGreaterThan(0);
  rmSync(join(folder, 'in/broken.tar.gz'));
  expect(ingest(folder, 'in').failures).toEqual([]);
});

test('the same bytes elsewhere are refused for the same reason, with all that is known of it', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.pdf'), '%PDF-1.4 and nothing else');
  ingest(folder, 'a.pdf');
  writeFileSync(join(folder, 'b.pdf'), '%PDF-1.4 and nothing else');
  expect(ingest(folder, 'b.pdf').failures).toEqual(['a.pdf corrupt', 'b.pdf corrupt']);
  const details = parse<{ detail: string }>(readFileSync(join(folder, 'data/failures.csv')), {
    columns: true,
  });
  expect(details[0]?.detail).not.toBe('');
  expect(details[1]?.detail).toBe(details[0]?.detail);
});

test('an import that changes nothing still says what gave no record', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'note.html'), note);
  const args = ['ingest', join(folder, 'note.html'), '--data', join(folder, 'data')];
  runGouji(args);
  expect(runGouji(args).out).toContain('what was wrong: not-a-report 1');
  appendFileSync(join(folder, 'note.html'), ' ');
  const { code, out } = runGouji([...args, '--json']);
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({
    event: 'end',
    codes: { 'not-a-report': 1 },
    passedOver: {},
    store: { documents: 2, reports: 0, agencies: 0, first: null },
  });
});
