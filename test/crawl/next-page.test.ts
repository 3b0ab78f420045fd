/** The next page of a list that is given as data, in the manner of the systems that sites are made with. */
import { describe, expect, test } from 'vitest';
import { readJsonList } from '#crawl/read-json-list.js';
import { readRecordList } from '#crawl/read-page.js';

const site = 'https://www.moting.gov.cn';
const rowsOf = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ title: `墨汀市${2000 + index}年政府信息公开工作年度报告`, url: `/art/${index}.html` },
    ...{ count: 9999, pages: 9999 },
  }));

/** What leads on, and how many reports there are. */
function nextOf(path: string, data: unknown): string | undefined {
  const links = readJsonList(JSON.stringify(data), site + path)?.links ?? [];
  const next = links.filter(({ kind }) => kind === 'paging').map(({ address }) => address);
  expect(next.length).toBeLessThanOrEqual(1);
  return next[0]?.slice(site.length);
}

describe('the next page is asked for', () => {
  test.each<[string, string, unknown, string | undefined]>([
    [
      'of rows beside their total',
      '/list.json?column=ndbg&page=1&rows=15',
      { total: 41, rows: rowsOf(15) },
      '/list.json?column=ndbg&page=2&rows=15',
    ],
    ['not after the last one', '/list.json?page=3&rows=15', { total: 41, rows: rowsOf(11) }, undefined],
    ['not where one is all', '/list.json?page=1&rows=15', { total: 11, rows: rowsOf(11) }, undefined],
    [
      'of a page inside of an answer (TRS)',
      '/igs/front/search/list.html?pageNumber=2&pageSize=10&siteId=7',
      { page: { content: rowsOf(10), total: 41, totalPages: 5, number: 1, size: 10 } },
      '/igs/front/search/list.html?pageNumber=3&pageSize=10&siteId=7',
    ],
    [
      'by how many pages there are',
      '/api?pageIndex=4',
      { code: 200, data: { totalPage: '5', list: rowsOf(10) } },
      '/api?pageIndex=5',
    ],
    ['not past so many pages', '/api?pageIndex=5', { data: { totalPage: '5', list: rowsOf(1) } }, undefined],
    [
      'where rows are counted apart from them',
      '/trs_search?currentPage=1&trs_channel=3',
      { pager: { recordCount: 41, pageCount: 3 }, docs: rowsOf(15) },
      '/trs_search?currentPage=2&trs_channel=3',
    ],
    [
      'by an offset',
      '/api?limit=10&start=20',
      { totalCount: 41, data: rowsOf(10) },
      '/api?limit=10&start=30',
    ],
    ['not past the last row', '/api?limit=10&offset=40', { totalCount: 41, data: rowsOf(1) }, undefined],
    [
      'from the first row that was not given, where fewer were than wished for',
      '/api?start=0&limit=1000',
      { recordsTotal: 250, data: rowsOf(100) },
      '/api?start=100&limit=1000',
    ],
    [
      'where as many are given as the server likes',
      '/api?p=2&size=1000',
      { count: 250, data: rowsOf(100) },
      '/api?p=3&size=1000',
    ],
    ['from 0 on', '/api?page=0&size=10', { totalElements: 41, content: rowsOf(10) }, '/api?page=1&size=10'],
    [
      'by the larger one of what may be meant by a total',
      '/grid?page=1&rows=15',
      { page: 1, total: 3, records: 41, rows: rowsOf(15) },
      '/grid?page=2&rows=15',
    ],
    [
      'of an object whose name is written before it',
      '/api?query.pageNo=1&query.name=%E5%B9%B4%E6%8A%A5',
      { total: 41, rows: rowsOf(15) },
      '/api?query.pageNo=2&query.name=%E5%B9%B4%E6%8A%A5',
    ],
    ['not by what its rows count', '/api?page=1', rowsOf(15), undefined],
    ['not where the address names none', '/api?column=3', { total: 41, rows: rowsOf(15) }, undefined],
    ['not after an empty one', '/api?page=9', { total: 4100, rows: [] }, undefined],
    ['not by a total that is no number', '/api?page=1', { total: 'many', rows: rowsOf(15) }, undefined],
    ['not by an answer without rows', '/api?page=1', { total: 41 }, undefined],
  ])('%s', (_, path, data, next) => {
    expect(nextOf(path, data)).toBe(next);
  });
});

test('an answer with more names than a list has is read all the same', () => {
  const many = Object.fromEntries(Array.from({ length: 130_000 }, (_, index) => [`x${index}`, 1]));
  expect(nextOf('/api?page=1', { ...many, total: 41, rows: rowsOf(15) })).toBe('/api?page=2');
});

describe('records around pieces of HTML (Hanweb)', () => {
  const path = '/module/jpage/dataproxy.jsp?columnid=7&perpage=2&startrecord=';
  const record = (year: number): string =>
    `<record><![CDATA[<li><a title="墨汀市${year}年政府信息公开年度报告" href="/art/${year}.html">墨汀市…</a></li>]]></record>`;
  const answer = (total: number, ...years: number[]): string =>
    `<?xml version="1.0" encoding="utf-8"?><datastore><totalrecord>${total}</totalrecord><totalpage>3</totalpage>
     <recordset>${years.map(record).join('\n')}</recordset></datastore>`;
  const linksOf = (text: string, address: string): string[] =>
    readRecordList(text, site + address)?.links.map(({ kind, address: to }) => `${kind} ${to}`) ?? [];

  test('lead to reports and to the next records', () => {
    expect(linksOf(answer(5, 2021, 2022), `${path}1&endrecord=2`)).toEqual([
      ...[2021, 2022].map((year) => `report ${site}/art/${year}.html`),
      `paging ${site}${path}3&endrecord=4`,
    ]);
    expect(linksOf(answer(5, 2023), `${path}5&endrecord=6`)).toEqual([`report ${site}/art/2023.html`]);
  });

  test.each(['<recordset>', '<recordset><record>', `<recordset>${'<record>'.repeat(100_000)}`])(
    'may be cut off anywhere',
    (text) => {
      expect(linksOf(text, `${path}1&endrecord=2`)).toEqual([]);
    },
  );

  test('are none where there is no set of them', () => {
    expect(readRecordList('<html><body><p>x</p></body></html>', site)).toBeUndefined();
  });
});
