import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '#checks/index.js';
import { allFields } from '#records/fields.js';
import { outputRecordSchema } from '#records/schema.js';
import { type Run, root, runGouji } from './run-gouji.js';

const folder = mkdtempSync(join(tmpdir(), 'gouji-'));
const sample = (name: string): string => join('samples', name);

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const recordsOf = ({ out }: Run) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => outputRecordSchema.parse(JSON.parse(line)));

describe('gouji parse', () => {
  test('gives one line per file, in input order, and a failed file does not stop the others', () => {
    const broken = write('broken.pdf', '%PDF-1.7\nnothing more');
    const empty = write('empty.txt', '');
    const run = runGouji(['parse', sample('clean-2024.html'), broken, sample('row-sum-2023.docx'), empty]);
    const records = recordsOf(run);
    expect(records.map(({ document }) => document.name)).toEqual([
      ...['clean-2024.html', 'broken.pdf', 'row-sum-2023.docx', 'empty.txt'],
    ]);
    expect(records.map((record) => ('failure' in record ? record.failure.code : 'record'))).toEqual([
      ...['record', 'corrupt', 'record', 'empty'],
    ]);
    expect(run.code).toBe(3);
  });

  test('exits with 0 when every file became a record, and reads mislabelled files by their content', () => {
    const mislabelled = write('report.pdf', readFileSync(join(root, sample('row-sum-2023.docx'))));
    const run = runGouji(['parse', mislabelled]);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out).document.format).toBe('docx');
  });

  test.each([
    ['no file', ['parse']],
    ['a file that is not there', ['parse', 'nowhere.pdf']],
    ['a folder', ['parse', 'samples']],
    ['an unknown option', ['parse', '--fast', sample('clean-2024.html')]],
    ['an unknown verb', ['pars']],
  ])('exits with 2 on %s', (_, args) => {
    const run = runGouji(args);
    expect(run.code).toBe(2);
    expect(run.out).toBe('');
    expect(run.err).not.toBe('');
  });

  test('asks both readings of every document where told to', () => {
    const files = ['clean-2024.html', 'row-sum-2023.docx', 'blank-totals-2022.pdf'].map(sample);
    const run = runGouji(['parse', '--second-reading', 'always', ...files]);
    const records = recordsOf(run);
    expect(records).toHaveLength(3);
    for (const record of records) {
      expect(record.engine.reading).toMatch(/\+/);
      if ('failure' in record) throw new Error(record.failure.code);
      expect(record.anomalies.filter(({ code }) => code === 'readings-differ')).toEqual([]);
    }
  });

  test('speaks the language asked for', () => {
    const english = JSON.parse(runGouji(['parse', '--lang', 'en', sample('row-sum-2023.docx')]).out);
    const chinese = JSON.parse(runGouji(['parse', sample('row-sum-2023.docx')], { GOUJI_LANG: 'zh' }).out);
    expect(english.anomalies[0].message).toMatch(/row sum/);
    expect(chinese.anomalies[0].message).toMatch(/横向不平/);
    expect(english.anomalies[0].fingerprint).toBe(chinese.anomalies[0].fingerprint);
  });
});

describe('gouji read', () => {
  test.each([
    ['csv', /^信息内容,本年制发件数,本年废止件数,现行有效件数$/m],
    ['md', /^\| 信息内容 \| 本年制发件数 \|/m],
    ['html', /<td colspan="7">申请人情况<\/td>/],
  ])('gives the tables as %s', (format, pattern) => {
    const run = runGouji(['read', '--tables', format, sample('row-sum-2023.docx')]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(pattern);
  });

  test('shows a DOCX as HTML', () => {
    const run = runGouji(['read', '--preview', sample('row-sum-2023.docx')]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/<table>[\s\S]*colspan="7"/);
    expect(runGouji(['read', '--preview', sample('clean-2024.html')]).code).toBe(3);
  });

  test('gives the model of a file that is no report', () => {
    const model = JSON.parse(runGouji(['read', sample('list-page.html')]).out);
    expect(model.blocks.length).toBeGreaterThan(3);
    expect(model.blocks[0].at.kind).toBe('html');
  });
});

describe('gouji inspect', () => {
  test('writes a page, of a report and of what is none', () => {
    for (const [name, pattern] of [
      ['row-sum-2023.docx', /numbers 200\/200, anomalies 1/],
      ['list-page.html', /no record: list-page/],
    ] as const) {
      const out = join(folder, `${name}.page.html`);
      const run = runGouji(['inspect', sample(name), '--out', out, '--lang', 'en']);
      expect(run.code).toBe(0);
      expect(run.out).toContain(out);
      expect(run.out).toMatch(pattern);
      expect(readFileSync(out, 'utf8')).toMatch(
        /^<!doctype html>[\s\S]*Content-Security-Policy[\s\S]*<\/html>\n$/,
      );
    }
  });

  test('names the page after the file, in the working directory', () => {
    const run = runGouji(['inspect', join(root, sample('list-page.html'))], {}, folder);
    expect(run.code).toBe(0);
    expect(readFileSync(join(folder, 'list-page.html.inspect.html'), 'utf8')).toContain('list-page');
  });

  test('does not look into a file that is too large', () => {
    const large = write('large.txt', new Uint8Array(64 * 2 ** 20 + 1));
    const out = join(folder, 'large.html');
    const run = runGouji(['inspect', large, '--out', out]);
    expect(run.out).toContain('no record: too-large');
    expect(readFileSync(out, 'utf8')).toContain('too-large');
  });

  test.each([
    ['a file that is not there', ['inspect', 'nowhere.pdf']],
    ['a folder', ['inspect', 'samples']],
    [
      'a page that cannot be written',
      ['inspect', sample('list-page.html'), '--out', join(folder, 'none', 'x.html')],
    ],
    [
      'a page in the place of the file',
      ['inspect', sample('list-page.html'), '--out', sample('list-page.html')],
    ],
  ])('exits with 2 on %s', (_, args) => {
    const run = runGouji(args);
    expect(run.code).toBe(2);
    expect(run.out).toBe('');
    expect(run.err).toMatch(/^gouji: /);
  });
});

describe('what the program knows', () => {
  test('lists every field, check and form', () => {
    const fields = runGouji(['fields']).out;
    for (const field of allFields) expect(fields).toContain(`\t${field}\t`);
    const listed = runGouji(['checks']).out;
    for (const { codes } of checks) for (const code of codes) expect(listed).toContain(code);
    expect(runGouji(['forms']).out).toMatch(/^2019\t2019–2020\t198 fields/m);
  });

  test('publishes a JSON Schema', () => {
    expect(JSON.parse(runGouji(['schema']).out).$schema).toMatch(/2020-12/);
  });

  test.each(['parse', 'read', 'inspect', 'forms', 'fields', 'checks', 'schema'])(
    'the help of %s has an example',
    (verb) => {
      expect(runGouji([verb, '--help']).out).toMatch(new RegExp(`Example:\\n\\s+gouji ${verb}`));
    },
  );
});
