import { describe, expect, test } from 'vitest';
import { canonicalAddress } from '#crawl/canonical-address.js';
import type { LinkKind, PageKind } from '#crawl/page.js';
import { readPage } from '#crawl/read-page.js';

const address = 'https://www.moting.gov.cn/xxgk/ndbg/index.shtml';
const prose = '全区各部门主动公开政府信息，按时答复申请，办理复议诉讼。'.repeat(30);
const page = (body: string, title = '墨汀市人民政府'): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const reports = [2021, 2022, 2023]
  .map((year) => `<li><a href="./${year}/t${year}0131.html">墨汀市${year}年政府信息公开工作年度报告</a></li>`)
  .join('');

describe('a page is', () => {
  test.each<[string, PageKind, string]>([
    ['a list of reports', 'list', page(`<ul>${reports}</ul>`)],
    [
      'a list under a title like a report',
      'list',
      page(`<h1>2023年政府信息公开年度报告</h1><ul>${reports}</ul>`),
    ],
    ['a column that leads to years', 'list', page(`<p>${prose}</p><a href="2023/">2023年年报</a>`)],
    ['a report', 'report', page(`<h1>墨汀市2023年政府信息公开工作年度报告</h1><p>${prose}${prose}</p>`)],
    [
      'a report that only its title names',
      'report',
      page(`<p>${prose}${prose}</p>`, '墨汀市2023年政府信息公开工作年度报告-墨汀市'),
    ],
    [
      'a notice about reports',
      'other',
      page(`<h1>关于编制2023年政府信息公开工作年度报告的通知</h1><p>${prose}${prose}</p>`),
    ],
    [
      'a heading with a file',
      'attachments',
      page('<h1>墨汀市2023年政府信息公开工作年度报告</h1><a href="P0202401.pdf">附件下载</a>'),
    ],
    ['a frame around a page', 'frame', page('<iframe src="/ndbg/2023/body.html"></iframe>')],
    [
      'a viewer around a file',
      'attachments',
      page('<iframe src="/pdfjs/web/viewer.html?file=%2Ffiles%2F2023.pdf"></iframe>'),
    ],
    ['an application', 'shell', page('<div id="app"></div><script src="/js/app.8f3.js"></script>')],
    [
      'a challenge',
      'challenge',
      page(
        '<script>var arg1="A";document.cookie="acw_sc__v2="+x;</script><noscript>请开启JavaScript</noscript>',
      ),
    ],
    ['an error that says 200', 'error', page('<h1>404 Not Found</h1>')],
    [
      'an error in words',
      'error',
      page('<p>抱歉，您访问的页面不存在或已被删除。</p><a href="/">返回首页</a>'),
    ],
    ['something else', 'other', page(`<h1>墨汀市概况</h1><p>${prose}</p>`)],
  ])('%s', (_, kind, html) => {
    expect(readPage(html, address).kind).toBe(kind);
  });
});

describe('it leads', () => {
  const linksOf = (body: string): [LinkKind, string][] =>
    readPage(page(body), address).links.map(({ kind, address: to }) => [kind, to]);
  const folder = 'https://www.moting.gov.cn/xxgk/ndbg/';

  test.each<[string, string, [LinkKind, string][]]>([
    ['to reports', reports.slice(0, 90), [['report', `${folder}2021/t20210131.html`]]],
    [
      'to a report on another site',
      '<a href="http://www.other.gov.cn/a.html">某局2020年政府信息公开年度报告</a>',
      [['report', 'http://www.other.gov.cn/a.html']],
    ],
    [
      'by what a cut name is called in full',
      '<a href="a.html" title="墨汀市2023年政府信息公开工作年度报告">墨汀市2023年政府信…</a>',
      [['report', `${folder}a.html`]],
    ],
    [
      'to files',
      '<a href="/f/2023.pdf?v=1">2023年报</a>',
      [['attachment', 'https://www.moting.gov.cn/f/2023.pdf?v=1']],
    ],
    [
      'to archives',
      '<a href="/f/a.zip">2022年报</a><a href="/f/b.tar.gz">2023年报</a><a href="/f/c.tgz">2024年报</a>',
      [
        ['attachment', 'https://www.moting.gov.cn/f/a.zip'],
        ['attachment', 'https://www.moting.gov.cn/f/b.tar.gz'],
        ['attachment', 'https://www.moting.gov.cn/f/c.tgz'],
      ],
    ],
    [
      'to the file in a viewer',
      '<iframe src="/web/viewer.html?file=/f/%E5%B9%B4%E6%8A%A5.pdf"></iframe>',
      [['attachment', 'https://www.moting.gov.cn/f/%E5%B9%B4%E6%8A%A5.pdf']],
    ],
    [
      'by a click',
      `<a href="javascript:void(0)" onclick="window.open('./2020/t1.html')">2020年政府信息公开年报</a>`,
      [['report', `${folder}2020/t1.html`]],
    ],
    [
      'to the pages of a list',
      '<a href="index_2.shtml">2</a><a href="index_2.shtml">下一页</a><a href="index_9.shtml">尾页</a>',
      [
        ['paging', `${folder}index_2.shtml`],
        ['paging', `${folder}index_9.shtml`],
      ],
    ],
    [
      'to the pages that a script writes',
      `<script>createPageHTML('pages', 3, 0, "index", "shtml", 41);</script>`,
      [
        ['paging', `${folder}index_1.shtml`],
        ['paging', `${folder}index_2.shtml`],
      ],
    ],
    [
      'to what a list in a script names',
      `<script>var a = []; var list = [
         {title: '墨汀市2023年政府信息公开年度报告', url: './t1.html', top: false}, // ']'
         {title: "某局2023年政府信息公开年度报告 [\\"公示\\"]", url: "/t2.html",},
       ]; show(list);</script>`,
      [
        ['report', `${folder}t1.html`],
        ['report', 'https://www.moting.gov.cn/t2.html'],
      ],
    ],
    [
      'to what the data of a page names',
      `<script type="application/json">{"data":{"rows":[{"docTitle":"2023年政府信息公开年度报告","docUrl":"t1.html"}]}}</script>`,
      [['report', `${folder}t1.html`]],
    ],
    [
      'to the records in a script of a page',
      `<script type="text/xml"><datastore><recordset><record><![CDATA[<a href="t1.html">2023年政府信息公开年度报告</a>]]></record></recordset></datastore></script>`,
      [['report', `${folder}t1.html`]],
    ],
    [
      'nowhere by a script that has to be run',
      `<script>var list = [{title: '2023年政府信息公开' + '年度报告', url: base + 't1.html'}]; list.push(f(x)[0]);</script>`,
      [],
    ],
    [
      'to the lists of a script after one that is cut off by nothing but a mark',
      `<script>var r = /[/; var list = [{title: '2023年政府信息公开年度报告', url: 't1.html'}]</script>`,
      [['report', `${folder}t1.html`]],
    ],
    ['nowhere by a list that does not end', `<script>x = [{${'x = [{'.repeat(50_000)}</script>`, []],
    [
      'to other columns',
      '<a href="../wngb/">历年年报</a>',
      [['list', 'https://www.moting.gov.cn/xxgk/wngb/']],
    ],
    [
      'nowhere by a guide',
      '<a href="zn.html">政府信息公开指南</a><a href="#top">2023</a><a href="mailto:a@b">2</a>',
      [],
    ],
    [
      'nowhere by the weather of another site',
      '<iframe src="http://tianqi.example.com/index.htm"></iframe>',
      [],
    ],
  ])('%s', (_, body, links) => {
    expect(linksOf(body)).toEqual(links);
  });
});

test.each<[string, string | undefined]>([
  ['../a.html#top', 'https://www.moting.gov.cn/xxgk/a.html'],
  ['a.jsp;jsessionid=0F2A?id=3&utm_source=wx', `https://www.moting.gov.cn/xxgk/ndbg/a.jsp?id=3`],
  ['HTTPS://WWW.Moting.gov.cn.:443//a//b', 'https://www.moting.gov.cn/a/b'],
  ['//other.gov.cn/x', 'https://other.gov.cn/x'],
  ['http://[', undefined],
  ['javascript:void(0)', undefined],
  [
    '/list.jsp?dept=%B2%C6%D5%FE&_t=1&name=%D6%D0',
    'https://www.moting.gov.cn/list.jsp?dept=%B2%C6%D5%FE&name=%D6%D0',
  ],
  ['/list.jsp?_t=1&spm=2', 'https://www.moting.gov.cn/list.jsp'],
  ['#', undefined],
  ['', undefined],
])('%s is %s', (written, canonical) => {
  expect(canonicalAddress(written, address)).toBe(canonical);
});
