/** Pages made to break or to hold up their reader, which is the process that sees to all runs. */
import { expect, test } from 'vitest';
import { readAnswer } from '#jobs/read-answer.js';

const finalAddress = 'https://www.moting.gov.cn/xxgk/ndbg/';
const read = (text: string) => readAnswer({ bytes: Buffer.from(text), charset: 'utf-8', finalAddress });
const mebibyte = 2 ** 20;
const report = '<a href="a.html">墨汀市2023年政府信息公开工作年度报告</a>';
const other = { kind: 'other', links: [] };

/** Each of them took minutes, or for ever, or threw. */
test.each<[string, string, object]>([
  ['elements in elements', '<div>'.repeat(mebibyte / 4), other],
  ['elements that are never closed', `<body>${'<p><font>'.repeat(2000)}`, other],
  ['a hundred thousand elements beside each other', '<p>'.repeat(mebibyte / 10), other],
  ['as many scripts', `<p>${'<script></script>'.repeat(mebibyte / 20)}`, { kind: 'shell' }],
  ['names of paging scripts', `<html><script>${'createPageHTML'.repeat(mebibyte / 10)}</script>`, {}],
  [
    'addresses that do not end',
    `<html><a href="#" onclick="f('${'.htm'.repeat(mebibyte / 5)}">${report}</a>`,
    {},
  ],
  ['blanks behind a call', `f()${' '.repeat(mebibyte)}x`, { kind: 'document' }],
  [
    'marks of tags in data',
    JSON.stringify([{ title: '<'.repeat(mebibyte), url: 'a.html' }]),
    { kind: 'list' },
  ],
])('%s', (_, text, sight) => {
  expect(read(text)).toMatchObject(sight);
});

test('a page of more than 2 MiB is told by its beginning, and leads nowhere', () => {
  const list = `<html><body>${report}${report.replace('a.html', 'b.html')}`;
  expect(read(list)).toMatchObject({ kind: 'list', links: [{ kind: 'report' }, { kind: 'report' }] });
  const long = `${list}<p>${'年'.repeat(mebibyte)}</p>`;
  expect(read(long)).toEqual({ kind: 'list', links: [] });
});
