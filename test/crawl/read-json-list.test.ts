import { expect, test } from 'vitest';
import { readJsonList } from '#crawl/read-json-list.js';

const address = 'https://www.moting.gov.cn/api/list?column=ndbg';
const row = { title: '墨汀市2023年政府信息公开工作年度报告', url: '/art/2024/1/31/art_1.html' };
const report = {
  kind: 'report',
  address: 'https://www.moting.gov.cn/art/2024/1/31/art_1.html',
  text: '墨汀市2023年政府信息公开工作年度报告',
};

test.each<[string, string, readonly object[]]>([
  ['rows', JSON.stringify({ data: { rows: [row], total: 1 } }), [report]],
  ['a call', `callback(${JSON.stringify([row])});`, [report]],
  [
    'other names, and marks in the title',
    JSON.stringify([{ docTitle: row.title.replace('2023', '<em>2023</em>'), docpuburl: row.url }]),
    [report],
  ],
  [
    'files of a row',
    JSON.stringify([{ ...row, files: [{ name: '附件.pdf', path: '/f/1.pdf' }] }]),
    [report, { kind: 'attachment', address: 'https://www.moting.gov.cn/f/1.pdf', text: '附件.pdf' }],
  ],
  ['the same twice', JSON.stringify([row, row]), [report]],
  [
    'rows of other matters',
    JSON.stringify([
      { title: '关于召开会议的通知', url: '/a.html' },
      { title: 1, url: null },
    ]),
    [],
  ],
])('leads by %s', (_, json, links) => {
  expect(readJsonList(json, address)).toEqual({ kind: 'list', title: '', links });
});

test.each(['', 'text', '{"a":', '3', 'null', 'f(3)'])('%j is no list', (text) => {
  expect(readJsonList(text, address)).toBeUndefined();
});

test('what is nested without end is read as far as lists go', () => {
  const deep = `${'['.repeat(5000)}${JSON.stringify(row)}${']'.repeat(5000)}`;
  expect(readJsonList(deep, address)?.links).toEqual([]);
});
