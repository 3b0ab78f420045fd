/** Published and torture files, where the shared corpus lies beside the checkout. */
import { describe, expect, test } from 'vitest';
import { findTables } from '#model/document.js';
import { isThere, readCorpus, readExpected } from '../../corpus/folder.js';
import { skipUnless } from '../../skip-unless.js';
import { failureOf } from '../reading.js';
import { paragraphsOf, readDocument, readers, tablesOf } from './both-readers.js';

skipUnless(isThere, 'the corpus is not beside this checkout: published files are not read');

describe.runIf(isThere).each(readers)('%s', (name, read) => {
  test.each([
    ['reports/huaian-2024.pdf', 'huaian-2024.pdf'],
    ['derived/pingtan-2024-libreoffice.pdf', 'pingtan-2024.html'],
  ])('%s: every figure in its place, tables whole', async (path, truth) => {
    const { figures } = readExpected(truth);
    const document = await readDocument(read, readCorpus(path));
    const tables = [...findTables(document.blocks)];
    const texts = tables.flatMap(({ cells }) => cells.map(({ text }) => text));
    expect(texts.filter((text) => /^[\d.]+$/.test(text))).toEqual(Object.values(figures));
    expect(tables.map(({ columns }) => columns)).toEqual([4, 10, 15]);
    expect(document.remarks).toEqual([]);
  });

  test.each([
    ['pdf.js__bug1020226.pdf', 'corrupt'],
    ['pdf.js__empty.pdf', 'empty'],
    ['pdfplumber__password-example.pdf', 'encrypted'],
    ['pdfplumber__malformed-from-issue-932.pdf', 'no-text-layer'],
  ])('torture/%s is %s', async (file, code) =>
    expect(failureOf(await read(readCorpus(`torture/${file}`)))).toBe(code),
  );

  test('a scan has no text layer', async () =>
    expect(failureOf(await read(readCorpus('derived/huaian-2024-scan.pdf')))).toBe('no-text-layer'));

  test.each([
    ['pdf.js__noembed-eucjp.pdf', ['あいうえお']],
    ['pdf.js__noembed-sjis.pdf', ['あいうえお']],
    ['pdf.js__vertical.pdf', ['あいうえお', '日本語']],
    ['pdf.js__Pages-tree-refs.pdf', ['Testcase: ’Pages loop’']],
  ])('torture/%s', async (file, paragraphs) => {
    const spaceless = (text: string): string => text.replace(/\s/g, '');
    const document = await readDocument(read, readCorpus(`torture/${file}`));
    expect(paragraphsOf(document).map(spaceless)).toEqual(paragraphs.map(spaceless));
  });

  test.each([
    ['camelot__anticlockwise_table_1.pdf', [[13, 10]]],
    ['camelot__row_span.pdf', [[40, 4]]],
    [
      'tabula-java__spanning_cells.pdf',
      [
        [21, 6],
        [4, 6],
      ],
    ],
    [
      'tabula-java__china.pdf',
      [
        [9, 2],
        [13, 10],
      ],
    ],
    [
      'tabula-java__eu-003.pdf',
      [
        [3, 3],
        [7, 5],
        [4, 6],
      ],
    ],
    [
      'pdfplumber__issue-140-example.pdf',
      [
        [5, 9],
        [2, 7],
        [2, 6],
        [2, 6],
      ],
    ],
    [
      'pdfplumber__pr-138-example.pdf',
      [
        [20, 12],
        [8, 2],
        [20, 12],
        [7, 2],
      ],
    ],
  ])('torture/%s has the tables that are printed', async (file, sizes) => {
    const document = await readDocument(read, readCorpus(`torture/${file}`));
    expect([...findTables(document.blocks)].map(({ rows, columns }) => [rows, columns])).toEqual(sizes);
  });

  test('a table turned by 90 degrees reads like any other', async () => {
    const [table] = tablesOf(
      await readDocument(read, readCorpus('torture/camelot__anticlockwise_table_1.pdf')),
    );
    expect(table?.[2]).toEqual('Kerala 5738 6633 8864 8297 245 2161 3195 1645 2391'.split(' '));
  });

  test('text with wrong Unicode values is read rightly or not at all', async () => {
    const result = await read(readCorpus('torture/pdf.js__XiaoBiaoSong.pdf'));
    if ('failure' in result) expect([name, result.failure.code]).toEqual(['pdfjs', 'unreadable-text-layer']);
    else expect(result.reading.document.stream).toContain('目 录');
  });
});
