/** Rows that a page cut: what is joined, and what stays two rows. A row is written `label | figures`. */
import { describe, expect, test } from 'vitest';
import { forms } from '#forms/index.js';
import type { Document, Table } from '#model/document.js';
import { classifyRows } from '#recognize/join-cut-rows.js';
import { labelIndexOf } from '#recognize/label-index.js';
import { documentToRows } from '#recognize/table-rows.js';

const form = forms.find(({ id }) => id === '2021');
const index = labelIndexOf(form ?? expect.fail('no form of 2021'));

const heading =
  '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 自然人 商业企业 科研机构';

/** One table; `---` is where a page ends. */
function tableOf(lines: readonly string[]): Table {
  let page = 1;
  const rows = lines.flatMap((line) => {
    if (line !== '---') return [{ page, texts: toTexts(line) }];
    page++;
    return [];
  });
  const at = { kind: 'page', page: 1, box: [0, 0, 100, 100] } as const;
  const cells = rows.flatMap(({ page: on, texts }, row) =>
    texts.map((text, column) => {
      const box = [10 * column, 10 * row, 10 * column + 10, 10 * row + 10] as const;
      return { row, column, rowSpan: 1, columnSpan: 1, text, at: { kind: 'page', page: on, box } as const };
    }),
  );
  return { kind: 'table', rows: rows.length, columns: 4, cells, at };
}

function toTexts(line: string): string[] {
  const [label = '', figures = ''] = line.split('|').map((part) => part.trim());
  const values = figures.split(' ');
  return [label, ...[0, 1, 2].map((column) => values[column] ?? '')];
}

/** The labels of the rows that are known, with their first figure. */
function known(...lines: string[]): string[] {
  const document: Document = {
    ...{ format: 'pdf', reader: 'test', meta: {}, remarks: [], stream: '' },
    blocks: [tableOf(lines)],
  };
  return classifyRows(documentToRows(document), index).flatMap(({ row, kind }) =>
    kind.kind === 'data' ? [`${kind.found.expected} ${row.cells[1]?.text}`] : [],
  );
}

describe('a row cut by a page', () => {
  test.each<[name: string, lines: string[], rows: string[]]>([
    [
      'its label goes on on the next page',
      ['4.保护第三方 | 5 3 0', '---', '合法权益 |'],
      ['4.保护第三方合法权益 5'],
    ],
    [
      'below headings that the page repeats',
      [heading, '4.保护第三方 | 5 3 0', '---', heading, '合法权益 |'],
      ['4.保护第三方合法权益 5'],
    ],
    [
      'the rest looks like a label of its own',
      [heading, '1.属于国 | 6 95 4', '---', heading, '家秘密 |'],
      ['1.属于国家秘密 6'],
    ],
    [
      'its number goes on in full-width digits',
      ['2.重复申请 | １４６ 3 0', '---', '| ７３'],
      ['2.重复申请 １４６\n７３'],
    ],
    [
      'a unit left over in a cell is no label',
      ['4.保护第三方 | 5 3 0', '---', '合法权益 | 件'],
      ['4.保护第三方合法权益 5\n件'],
    ],
  ])('%s', (_, lines, rows) => expect(known(...lines)).toEqual(rows));

  test('two rows with figures stay two', () => {
    expect(known('2.重复申请 | 1 2 3', '---', '3.要求提供公开出版物 | 4 5 6')).toEqual([
      '2.重复申请 1',
      '3.要求提供公开出版物 4',
    ]);
  });
});
