/** Pages: their charset, their chrome, their paragraphs, what they say of themselves. */
import { describe, expect, test } from 'vitest';
import type { Document } from '#model/document.js';
import { decodeText } from '#readers/charset.js';
import { readHtml } from '#readers/html/html.js';
import { encodeGb18030 } from '../../generator/gb18030.js';
import { options } from '../reading.js';
import { outlineOf, readPage, readPageAgain, tablesOf } from './page.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let index = 0; index < text.length; index++)
    view.setUint16(2 + index * 2, text.charCodeAt(index), littleEndian);
  return bytes;
};

describe('the charset', () => {
  const text = '政府信息公开㐂🈶，规章3件';

  test.each<[name: string, bytes: Uint8Array, header: string | undefined]>([
    ['strict UTF-8', utf8(text), undefined],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(text)), undefined],
    ['UTF-16 little-endian with a mark', utf16(text, true), undefined],
    ['UTF-16 big-endian with a mark', utf16(text, false), undefined],
    ['GB18030 with four-byte characters, undeclared', encodeGb18030(text), undefined],
    ['GB18030 named GBK in the header', encodeGb18030(text), 'gbk'],
    ['GB18030 named gb2312 in the header', encodeGb18030(text), 'GB2312'],
    [
      'UTF-8 though the header says GBK is told by its mark',
      Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(text)),
      'gbk',
    ],
    ['UTF-8 with a header nobody knows', utf8(text), 'x-unknown'],
    ['GB18030 though the header says UTF-8', encodeGb18030(text), 'utf-8'],
  ])('%s', (_, bytes, header) => expect(decodeText(bytes, header)).toBe(text));

  test('Big5 is read where the header says so', () => {
    expect(decodeText(Uint8Array.of(0xac, 0x46, 0xa9, 0xb2), 'big5')).toBe('政府');
  });

  test('a meta tag is not believed', () => {
    const page =
      '<html><head><meta charset="gb2312"></head><body><p>政府信息公开工作年度报告</p></body></html>';
    for (const read of [readPage, readPageAgain])
      expect(outlineOf(read(page).document)).toEqual(['政府信息公开工作年度报告']);
    const old = encodeGb18030(page.replace('gb2312', 'utf-8'));
    for (const read of [readPage, readPageAgain])
      expect(outlineOf(read(old).document)).toEqual(['政府信息公开工作年度报告']);
  });

  test('the header’s reaches both readers', () => {
    const bytes = Uint8Array.of(...utf8('<body><p>'), 0xac, 0x46, 0xa9, 0xb2, ...utf8('</p></body>'));
    for (const read of [readPage, readPageAgain])
      expect(outlineOf(read(bytes, { ...options, charset: 'big5' }).document)).toEqual(['政府']);
  });

  test('bytes of no charset are still read', () => {
    const bytes = Uint8Array.of(...utf8('<body><p>12</p>'), 0xff, 0xfe, 0x80, ...utf8('<p>34</p></body>'));
    expect(outlineOf(readPage(bytes).document).join('')).toMatch(/12.*34/s);
  });
});

describe('paragraphs', () => {
  test.each<[name: string, page: string, paragraphs: string[]]>([
    ['of p', '<p>甲</p><p>乙</p>', ['甲', '乙']],
    ['of p without end tags', '<p>甲<p>乙', ['甲', '乙']],
    ['of br', '<div>甲<br>乙<br/>丙</div>', ['甲', '乙', '丙']],
    ['of divs', '<div>甲<div>乙</div>丙</div>', ['甲', '乙', '丙']],
    ['of bare text', '甲<p>乙</p>丙', ['甲', '乙', '丙']],
    [
      'cut in spans',
      '<p><span>三、收到和处理</span><span>政府信息公开申请情况</span></p>',
      ['三、收到和处理政府信息公开申请情况'],
    ],
    ['with a break before the heading', '<p><br />四、其他</p>', ['四、其他']],
    ['with runs of spaces', '<p>　　甲&nbsp;&nbsp;&nbsp;</p><p>&nbsp;</p>', ['甲']],
    [
      'of Word',
      '<p class=MsoNormal style="mso-pagination:none"><o:p>&nbsp;</o:p></p><p class=MsoNormal>甲<span lang=EN-US>12</span>件<o:p></o:p></p>',
      ['甲12件'],
    ],
    [
      'of the state’s site tags',
      '<ucaptitle>标题</ucaptitle><ucapcontent><p>甲</p></ucapcontent>',
      ['标题', '甲'],
    ],
    [
      'with hidden ones',
      '<p>甲</p><p style="display:none">乙</p><p style="color:red;display : none">丙</p><p hidden>丁</p>',
      ['甲'],
    ],
    [
      'without scripts and styles',
      '<script>var a=1</script><style>p{}</style><noscript>乙</noscript><p>甲</p><template><p>丙</p></template>',
      ['甲'],
    ],
    ['with conditional comments', '<!--[if gte mso 9]><xml>1</xml><![endif]--><p>甲</p>', ['甲']],
    ['of an ordered list', '<ol><li>甲</li><li>乙</li></ol>', ['1.甲', '2.乙']],
    ['of a list that starts later', '<ol start=3><li>甲</li><li>乙</li></ol>', ['3.甲', '4.乙']],
    [
      'of a list without numbers',
      '<ol style="list-style:none"><li>甲</li></ol><ul><li>乙</li></ul>',
      ['甲', '乙'],
    ],
    [
      'of a list whose items name their numbers',
      '<ol><li>甲<li value=7>乙<li>丙</ol>',
      ['1.甲', '7.乙', '8.丙'],
    ],
    ['of a list turned round', '<ol reversed><li>甲<li>乙<li>丙</ol>', ['3.甲', '2.乙', '1.丙']],
    ['of a list that starts at nought', '<ol start=0><li>甲<li>乙</ol>', ['0.甲', '1.乙']],
    ['of an item of two lines', '<ol><li>甲<br>乙</li></ol>', ['1.甲', '乙']],
    ['of an item of paragraphs', '<ol><li><p>甲</p><p>乙</p></li></ol>', ['1.甲', '乙']],
    ['of an item that begins with a number', '<ol><li>5件</li></ol>', ['1. 5件']],
    ['of items without text', '<ol><li></li><li><ol><li>甲</ol></ol>', ['1.', '2.', '1.甲']],
    ['of an item that is a table', '<ol><li><table><tr><td>甲</table></ol>', ['1.', '[table]']],
    ['with ruby', '<p><ruby>淮<rp>(</rp><rt>huái</rt><rp>)</rp></ruby>安</p>', ['淮安']],
    ['with sub and sup', '<p>10<sup>2</sup>件</p>', ['10²件']],
  ])('%s', (_, page, paragraphs) => {
    expect(outlineOf(readPage(`<body>${page}</body>`).document)).toEqual(paragraphs);
  });

  test('of a list are numbered on their first line only', () => {
    const { document } = readPage('<body><ol><li>甲<br>乙</li><li><p>丙</p></li></ol></body>');
    expect(document.blocks).toMatchObject([{ autoNumber: '1.' }, { text: '乙' }, { autoNumber: '2.' }]);
    expect(document.blocks[1]).not.toHaveProperty('autoNumber');
    expect(document.stream).toBe('1.甲\n乙\n2.丙');
  });

  test('of a list of thousands are numbered in one walk', () => {
    const started = performance.now();
    const { blocks } = readPage(`<body><ol>${'<li>甲'.repeat(20_000)}</ol></body>`).document;
    expect(blocks.at(-1)).toMatchObject({ text: '20000.甲' });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('know their heading level and their automatic number', () => {
    const { blocks } = readPage('<body><h2>一、总体情况</h2><ol><li>甲</li></ol><p>乙</p></body>').document;
    expect(blocks).toMatchObject([{ headingLevel: 2 }, { autoNumber: '1.' }, { text: '乙' }]);
    expect(blocks[2]).not.toHaveProperty('headingLevel');
  });
});

const prose = '本机关认真贯彻落实政府信息公开条例，稳步推进政务公开各项工作，取得了较好成效。';
const report = `<h1>青禾市财政局2024年政府信息公开工作年度报告</h1><p>${prose}</p><p>${prose}</p>
<table><tr><td>行政许可</td><td>12</td></tr></table><p>${prose}</p>`;
const menu = `<ul>${'<li><a href="#">政务公开</a></li>'.repeat(30)}</ul>`;
const textOf = (document: Document): string =>
  [...outlineOf(document), ...tablesOf(document).flat(2)].join('\n');

describe('the chrome of a page', () => {
  test.each<[name: string, page: string]>([
    [
      'menus beside the report',
      `<div class="nav">${menu}</div><div class="main">${report}</div><div class="side">${menu}</div>`,
    ],
    ['a nav and a footer', `<nav>${menu}</nav>${report}<footer>版权所有 网站标识码3208000001</footer>`],
    [
      'a footer of plain text',
      `<div>${menu}</div><div id="zoom">${report}</div><div>版权所有 青禾市人民政府</div>`,
    ],
    [
      'a report deep inside',
      `<div><div>${menu}</div><div><div><div class="TRS_Editor">${report}</div></div></div></div>`,
    ],
  ])('%s is left out', (_, page) => {
    const { document } = readPage(`<body>${page}</body>`);
    expect(textOf(document)).toContain(prose);
    expect(textOf(document)).toContain('12');
    expect(textOf(document).match(/政务公开$/gm) ?? []).toEqual([]);
    expect(document.stream).not.toContain('网站标识码');
  });

  test('never takes a table with figures along', () => {
    const table = '<table><tr><td>行政处罚</td><td>7</td></tr></table>';
    for (const page of [
      `<div><p>${prose.repeat(20)}</p></div><div>${table}</div>`,
      `<div>${table}</div><div><p>${prose.repeat(20)}</p></div>`,
      `<div><div><p>${prose.repeat(9)}</p>${table}</div><aside><div>${table}</div></aside></div>`,
    ]) {
      const { document } = readPage(`<body>${page}</body>`);
      expect(tablesOf(document).length).toBe(page.split('<table').length - 1);
    }
  });

  test('leaves a report that fills the page alone', () => {
    expect(textOf(readPage(`<body>${report}</body>`).document)).toContain('青禾市财政局2024年');
  });
});

describe('what a page says of itself', () => {
  test('stands in its meta tags', () => {
    const page = `<head><title>t</title><meta name="ArticleTitle" content="青禾市财政局2024年报告">
<meta name="PubDate" content="2025-01-24 09:30"><meta name="ContentSource" content="财政局"><meta name="SiteName" content="青禾市人民政府"></head><body>${report}</body>`;
    expect(readPage(page).document.meta).toEqual({
      title: '青禾市财政局2024年报告',
      published: '2025-01-24 09:30',
      source: '财政局',
      site: '青禾市人民政府',
    });
  });

  test('is its title where it has no such tags', () => {
    expect(
      readPage(`<head><title> 年报 - 网站 </title></head><body><p>${prose}</p></body>`).document.meta,
    ).toEqual({ title: '年报 - 网站' });
  });

  test('may be nothing', () => expect(readPage(`<p>${prose}</p>`).document.meta).toEqual({}));
});

describe('the stream', () => {
  test('has every character of the blocks, in order', () => {
    const { document } = readPage(`<body>${report}</body>`);
    const squeeze = (text: string): string => text.replace(/\s+/g, '');
    for (const block of document.blocks)
      if (block.kind === 'paragraph') expect(squeeze(document.stream)).toContain(squeeze(block.text));
    expect(document.stream).toMatch(/行政许可\s*12/);
  });
});

test.each(['<html></html>', '<p></p>', '<table></table>', '<!-- -->'])('%s prints nothing', (page) => {
  const { document } = readPage(page);
  expect(outlineOf(document).filter((text) => text !== '[table]')).toEqual([]);
  expect(tablesOf(document).flat()).toEqual([]);
  expect(document.stream).toBe('');
});

test('a page of frames is empty', () => {
  const page = new TextEncoder().encode('<frameset><frame src="a"></frameset>');
  expect(readHtml(page, options)).toEqual({ failure: { code: 'empty' } });
});
