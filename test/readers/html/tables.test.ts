/** Tables of pages, as browsers lay them out; both readings must see the same grid. */
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { findTables } from '#model/document.js';
import { bothTables, outlineOf, readPage, readPageAgain, tablesOf } from './page.js';

type Grid = (string | undefined)[][];

describe('a grid', () => {
  test.each<[name: string, table: string, grid: Grid]>([
    [
      'without spans',
      '<tr><td>a<td>b<tr><td>c<td>d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'with omitted end tags',
      '<tr><td>a<td>b\n<tr><td>c<td>d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'with heads',
      '<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'over two columns',
      '<tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr>',
      [
        ['a', 'a', 'b'],
        ['c', 'd', 'e'],
      ],
    ],
    [
      'over two rows',
      '<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>',
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
    ],
    [
      'over both',
      '<tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>',
      [
        ['a', 'a', 'b'],
        ['a', 'a', 'c'],
      ],
    ],
    [
      'with rowspan=0 to the end',
      '<tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr>',
      [
        ['a', 'b'],
        ['a', 'c'],
        ['a', 'd'],
      ],
    ],
    ['with a span that is no number', '<tr><td colspan="zwei">a</td><td>b</td></tr>', [['a', 'b']]],
    [
      'with a span in quotes and spaces',
      '<tr><td colspan=" 2 ">a</td></tr><tr><td>b</td><td>c</td></tr>',
      [
        ['a', 'a'],
        ['b', 'c'],
      ],
    ],
    ['with a negative span', '<tr><td colspan="-3">a</td><td>b</td></tr>', [['a', 'b']]],
    [
      'with a row span beyond the table',
      '<tr><td rowspan=9>a</td><td>b</td></tr><tr><td>c</td></tr>',
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
    ],
    ['with an empty row', '<tr><td>a</td></tr><tr></tr><tr><td>b</td></tr>', [['a'], [undefined], ['b']]],
    [
      'with blank cells',
      '<tr><td>&nbsp;</td><td><p></p></td><td>　</td><td>0</td></tr>',
      [['', '', '', '0']],
    ],
    [
      'of lines in a cell',
      '<tr><td>商业<br>企业</td><td><p>科研</p><p>机构</p></td></tr>',
      [['商业\n企业', '科研\n机构']],
    ],
    [
      'of single characters in spans',
      '<tr><td><span>1</span><span>2</span><span></span><span>3</span></td></tr>',
      [['123']],
    ],
    [
      'of Word’s markup',
      '<tr style="mso-yfti-irow:0"><td><p class=MsoNormal><span lang=EN-US>12<o:p></o:p></span></p></td></tr>',
      [['12']],
    ],
    ['with comments', '<tr><td><!--[if !supportLists]-->1.<!--[endif]-->信息</td></tr>', [['1.信息']]],
    ['with source line breaks', '<tr><td>\n  政府\n  信息\n</td></tr>', [['政府 信息']]],
    [
      'with hidden cells',
      '<tr><td>a</td><td style="display:none">x</td><td hidden>y</td><td>b</td></tr>',
      [['a', 'b']],
    ],
    [
      'with hidden rows',
      '<tr><td>a</td></tr><tr style="display: none"><td>x</td></tr><tr><td>b</td></tr>',
      [['a'], ['b']],
    ],
    [
      'with hidden text in a cell',
      '<tr><td>1<span style="display:none">2</span><font style="mso-hide:all">3</font></td></tr>',
      [['1']],
    ],
    [
      'with scripts in a cell',
      '<tr><td>1<script>document.write(2)</script><style>p{}</style></td></tr>',
      [['1']],
    ],
    [
      'of form controls',
      '<tr><td><input value=5><td><input type=hidden value=6><td><input style="display:none" value=7><td><select><option>1<option selected>2</select><td><select><optgroup><option>3</optgroup></select>件',
      [['5', '', '', '2', '3件']],
    ],
    ['with entities', '<tr><td>&#49;&lt;2&amp;&nbsp;3</td></tr>', [['1<2& 3']]],
  ])('%s', (_, table, grid) => {
    const [first, second] = bothTables(`<body><p>前言</p><table>${table}</table><p>结语</p></body>`);
    expect(first, 'cheerio').toEqual([grid]);
    expect(second.map(spaced), 'htmlparser2').toEqual([grid].map(spaced));
  });
});

/** The second reading keeps line breaks of the source. */
function spaced(grid: Grid): Grid {
  return grid.map((line) => line.map((text) => text?.replace(/\s+/g, ' ')));
}

test('a row span ends with its row group', () => {
  const page = '<table><tbody><tr><td rowspan=3>a<td>b</tbody><tbody><tr><td>c<td>d</tbody></table>';
  expect(tablesOf(readPage(page).document)).toEqual([
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ]);
});

test('a foot is printed last, wherever it is written', () => {
  const page = '<table><tfoot><tr><td>计</tfoot><tbody><tr><td>1</tbody></table>';
  expect(tablesOf(readPage(page).document)).toEqual([[['1'], ['计']]]);
});

describe('nested tables', () => {
  const page = `<table><tr><td>a<table><tr><td>1</td><td>2</td></tr></table>z</td><td>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td><td>f</td></tr></table>`;

  test('stand inside their cell, and their text is not the cell’s', () => {
    const expected = [
      [
        ['a\nz', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
      [['1', '2']],
    ];
    expect(tablesOf(readPage(page).document)).toEqual(expected);
    expect(tablesOf(readPageAgain(page).document).slice(1)).toEqual(expected.slice(1));
  });

  test('of a layout table stand on their own', () => {
    const inner = '<table><tr><td>一</td><td>1</td></tr><tr><td>二</td><td>2</td></tr></table>';
    const outer = `<table><tr><td>报告正文</td></tr><tr><td>${inner}</td></tr></table>`;
    const { document } = readPage(`<body>${outer}</body>`);
    expect(outlineOf(document)).toEqual(['报告正文', '[table]']);
    expect(tablesOf(document)).toEqual([
      [
        ['一', '1'],
        ['二', '2'],
      ],
    ]);
  });
});

test('a table without a single digit is no chrome', () => {
  const page =
    '<body><div><p>前言很长很长很长很长很长很长。</p></div><div><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></div></body>';
  expect(tablesOf(readPage(page).document)).toEqual([
    [
      ['甲', '乙'],
      ['丙', '丁'],
    ],
  ]);
});

test('the caption of a nested table is not lost', () => {
  const inner = '<table><caption>2024</caption><tr><td>1</table>';
  const { document } = readPage(`<body><table><tr><td>a${inner}<td>b<tr><td>c<td>d</table></body>`);
  expect(JSON.stringify(document.blocks)).toContain('2024');
});

test('a hidden caption is none', () => {
  const { blocks, stream } = readPage(
    '<body><p>前言</p><table><caption hidden>表一 2024年</caption><tr><td>1</td></tr></table></body>',
  ).document;
  expect(blocks).toHaveLength(2);
  expect(stream).toBe('前言\n1');
});

describe('a cell without text is doubted for a picture', () => {
  test.each<[name: string, cell: string, doubted: boolean]>([
    ['of a file', '<img src="0.png">', true],
    ['drawn', '<p><svg></svg></p>', true],
    ['that is hidden', '<img style="display:none" src="0.png">', false],
    ['drawn and hidden', '<svg hidden></svg>', false],
    ['inside something hidden', '<p style="display:none"><img src="0.png"></p>', false],
  ])('%s', (_, cell, doubted) => {
    const [table] = findTables(readPage(`<table><tr><td>${cell}</td></tr></table>`).document.blocks);
    expect(table?.cells[0]?.doubts).toEqual(doubted ? ['pictured'] : undefined);
  });
});

test('a caption is a paragraph before its table', () => {
  const { document } = readPage(
    '<body><p>前言</p><table><caption>表一 2024年</caption><tr><td>1</td></tr></table></body>',
  );
  expect(outlineOf(document)).toEqual(['前言', '表一 2024年', '[table]']);
});

describe('a CSS path', () => {
  const page = `<!DOCTYPE html><html><head><title>x</title></head><body class="a"><div><p>前言 &lt;</p><center><font>
<table id="t1"><tr><td>1<td rowspan=2>2<tr><td>3</table><o:p><table><tbody><tr><td>4<table><tr><td>5<td>6</table></td><td>8</td></tr></tbody></table></o:p>
</font></center><ucapcontent><p>正文</p><table><tr><th>7</th></tr></table></ucapcontent></div></body></html>`;
  const $ = load(page);
  const { document, confirm } = readPage(page);

  test('selects exactly the cell, for every cell', () => {
    const texts: string[] = [];
    for (const table of findTables(document.blocks))
      for (const cell of table.cells) {
        const path = cell.at.kind === 'html' ? cell.at.path : '';
        const found = $(path);
        expect(found.length, path).toBe(1);
        expect(found.is('td, th'), path).toBe(true);
        expect(found.clone().children('table').remove().end().text().trim()).toBe(cell.text);
        texts.push(cell.text);
      }
    expect(texts.sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  test('selects exactly the table and the paragraph', () => {
    for (const table of findTables(document.blocks))
      expect($(table.at.kind === 'html' ? table.at.path : '').is('table')).toBe(true);
    for (const block of document.blocks)
      if (block.kind === 'paragraph')
        expect(
          $(block.at.kind === 'html' ? block.at.path : '')
            .text()
            .trim(),
        ).toBe(block.text);
  });

  test('gives the cell’s text a second way', () => {
    for (const table of findTables(document.blocks))
      for (const cell of table.cells) if (!cell.tables) expect(confirm(cell.at)).toBe(cell.text);
  });

  test('gives nothing for a place that is not there', () => {
    expect(confirm({ kind: 'html', path: 'html>body>div:nth-child(9)>p:nth-child(1)' })).toBeUndefined();
    expect(confirm({ kind: 'text', line: 1, column: 1 })).toBeUndefined();
  });
});

describe('hostile tables', () => {
  test('spans of thousands do not fill the memory', () => {
    const cell = '<td rowspan=65534 colspan=1000>1</td>';
    const page = `<body><table>${`<tr>${cell.repeat(20)}</tr>`.repeat(50)}</table></body>`;
    const started = performance.now();
    expect(readPage(page).document.blocks.length).toBeGreaterThan(0);
    expect(readPageAgain(page).document.blocks.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test.each([
    '<td>1',
    '<tr><td>1</table>',
    '</table></td>1',
    '<table>1<tr>2<td>3',
    '<table><tr><td>1</td>2</tr></table>',
  ])('%s loses no digit', (page) => {
    const digits = page.replace(/<[^>]*>/g, '').replace(/\D/g, '');
    for (const { document } of [readPage(page), readPageAgain(page)]) {
      const held = [
        ...document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : [])),
        ...tablesOf(document).flat(2),
      ];
      expect(held.join('').replace(/\D/g, '').split('').sort().join(''), document.reader).toBe(digits);
    }
  });
});
