/** What a browser shows nothing of: hidden, struck out, in the colour of paper, in no size. */
import { describe, expect, test } from 'vitest';
import { outlineOf, readPage, readPageAgain, tablesOf } from './page.js';

const cellText = (page: string): string | undefined => tablesOf(readPage(page).document)[0]?.[0]?.[1];
const table = (cell: string, around = ''): string =>
  `<table${around}><tr><td>规章</td>${cell.startsWith('<td') ? cell : `<td>${cell}</td>`}<td>7</td></tr></table>`;
const codesOf = (page: string): string[] => readPage(page).document.remarks.map(({ code }) => code);

const old = '<span style="color:#fff">99</span>114';

describe('a number in the colour of paper is left out', () => {
  test.each<[name: string, page: string]>([
    ['#fff', table(old)],
    ['#FFFFFF', table('<span style="font-size:12px;COLOR: #FFFFFF !important">99</span>114')],
    ['near white', table('<span style="color:#fefdfc">99</span>114')],
    ['white', table('<b style="color:white">99</b>114')],
    ['rgb', table('<span style="color: rgb(255, 255, 255)">99</span>114')],
    ['transparent', table('<span style="color:transparent">99</span>114')],
    ['of a font', table('<font color="#FFFFFF">99</font><font>114</font>')],
    ['of an element around it', table('<p style="color:#fff"><b>99</b></p><p>114</p>')],
    ['by a class', `<style>.w{color:#fff}</style>${table('<span class="w">99</span>114')}`],
    ['on a ground that is white too', table(old, ' bgcolor="#ffffff" style="background:#FFF none repeat"')],
    [
      'beside a class that shades others',
      `<style>.x td{color:#fff} th,.y{background:#036}</style>${table(old)}`,
    ],
  ])('%s', (_, page) => {
    expect(cellText(page)).toBe('114');
    expect(codesOf(page)).toEqual(['hidden-text']);
  });

  test('in a white cell, which stays in its row', () => {
    const page = table('<td style="color:#fff">99</td>');
    expect(tablesOf(readPage(page).document)).toEqual([[['规章', '', '7']]]);
    expect(codesOf(page)).toEqual(['hidden-text']);
  });
});

describe('white text is read', () => {
  test.each<[name: string, page: string, text: string]>([
    ['on a shaded table', table(old, ' bgcolor="#003366"'), '99114'],
    ['on a shaded cell', table(`<td style="background-color:#036">${old}</td>`), '99114'],
    ['on a picture', `<div background="a.png">${table(old)}</div>`, '99114'],
    ['on its own ground', table('<span style="color:#fff;background:red">99</span>114'), '99114'],
    [
      'where a class shades',
      `<style>.dark{background:url(a.png)}</style>${table(old, ' class="dark"')}`,
      '99114',
    ],
    [
      'where a tag is shaded',
      `<style>.report > td:first-child{background-color:#036}</style>${table(old)}`,
      '99114',
    ],
    ['where everything is shaded', `<style>*{background:#036}</style>${table(old)}`, '99114'],
    ['where a condition shades', `<style>@media print{td{background:#036}}</style>${table(old)}`, '99114'],
    ['where sheets are not known', `<link rel="stylesheet" href="a.css">${table(old)}`, '99114'],
    ['where a sheet takes in another', `<style>@import "a.css";</style>${table(old)}`, '99114'],
    [
      'in another colour inside',
      table('<span style="color:#fff"><b style="color:red">99</b></span>114'),
      '99114',
    ],
    [
      'coloured by a rule inside',
      `<style>td b{color:red}</style>${table('<span style="color:#fff"><b>99</b></span>')}`,
      '99',
    ],
    ['as a link', table('<span style="color:#fff"><a href="#">99</a></span>'), '99'],
    ['of words', table('<span style="color:#fff">件</span>114'), '件114'],
    ['of a border', table('<span style="border-color:#fff;background-color:#fff">99</span>114'), '99114'],
  ])('%s', (_, page, text) => {
    expect(cellText(page)).toBe(text);
    expect(codesOf(page)).toEqual([]);
  });

  test('outside cells', () => {
    const { document } = readPage('<body><p style="color:#fff">2024年报告</p></body>');
    expect(outlineOf(document)).toEqual(['2024年报告']);
  });
});

describe('digits hidden in a cell are remarked on', () => {
  test.each<[name: string, cell: string, code: string]>([
    ['not displayed', '<span style="display:none">9</span>12', 'hidden-text'],
    ['not visible', '<i style="color:red; visibility: hidden">9</i>12', 'hidden-text'],
    ['see-through', '<span style="opacity:0">9</span>12', 'hidden-text'],
    ['of no size', '<span style="font-size:0px">9</span>12', 'hidden-text'],
    ['struck out', '<s>9</s>12', 'struck-text'],
    ['struck out by style', '<span style="text-decoration:line-through">9</span>12', 'struck-text'],
  ])('%s', (_, cell, code) => {
    expect(cellText(table(cell))).toBe('12');
    expect(readPage(table(cell)).document.remarks).toMatchObject([
      { code, at: [{ path: expect.stringMatching(/td:nth-child\(2\)$/) }] },
    ]);
  });

  test('words are not', () => expect(codesOf(table('<span style="display:none">无</span>12'))).toEqual([]));
});

test.each(['visibility:hidden', 'opacity:0', 'text-decoration:line-through'])(
  'a cell of %s keeps its room, in both readings',
  (style) => {
    const page = table(`<td style="${style}">9<b>9</b></td>`);
    for (const { document } of [readPage(page), readPageAgain(page)])
      expect(tablesOf(document)).toEqual([[['规章', '', '7']]]);
  },
);

test.each([
  ['half seen through', 'opacity:0.5'],
  ['a border seen through', 'stroke-opacity:0'],
])('what is %s is read in both readings', (_, style) => {
  const page = table(`<span style="${style}">9</span>`);
  for (const { document } of [readPage(page), readPageAgain(page)])
    expect(tablesOf(document)).toEqual([[['规章', '9', '7']]]);
});

test('text with a size of its own is read, whatever is around it', () => {
  const page = table('<td style="font-size:0">\n<span style="font-size:14px">12</span><b>3</b></td>');
  expect(tablesOf(readPage(page).document)).toEqual([[['规章', '12', '7']]]);
});

describe('style sheets', () => {
  test.each<[name: string, sheet: string, shown: string[]]>([
    ['hide by several rules in a row', '.a{display:none}.b{display:none}', []],
    ['hide after another rule', 'p{margin:0}.a{color:red}.b{display:none}', ['甲']],
    ['hide by a list of names', 'p,.a,#z , .b{display:none}', []],
    ['hide inside a comment of HTML', '<!-- .a{display:none} -->', ['乙']],
    ['hide after a statement', '@charset "utf-8";.a{display:none}', ['乙']],
    ['show again what they hid', '.a{display:none}.a{display:block}', ['甲', '乙']],
    ['hide again what they showed', '.a{display:block}.a{display:none}', ['乙']],
    ['show the pane that is on', '.pane{display:none}.pane.on{display:block}', ['甲', '乙']],
    ['show nothing for the pointer', '.a{display:none}.a:hover{display:block}', ['乙']],
    ['insist', '.a{display:none !important}.on{display:block}', ['乙']],
    ['say nothing of what only some screens show', '@media print{.a{display:none}}', ['甲', '乙']],
    ['hide not what they dot', '.a{text-overflow:none;list-style-type:none}', ['甲', '乙']],
  ])('%s', (_, sheet, shown) => {
    const page = `<style>${sheet}</style><p class="a pane on">甲</p><p class="b">乙</p>`;
    expect(outlineOf(readPage(page).document)).toEqual(shown);
  });
});
