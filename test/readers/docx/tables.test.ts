import { describe, expect, test } from 'vitest';
import { grid, mergeOn, mergeStart, outline, p, read, remarksOf, span, tbl, tc, tr } from './fixture.js';

const wrapped = (inside: string): string =>
  `<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;

describe('a grid is made of', () => {
  test.each<[string, string, (string | null)[][]]>([
    [
      'plain cells',
      tbl([tr(['a', 'b']), tr(['1', '2'])]),
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'cells over several columns',
      tbl([tr([tc('head', span(3))]), tr(['1', tc('2', span(2))])]),
      [
        ['head', 'head', 'head'],
        ['1', '2', '2'],
      ],
    ],
    [
      'cells over several rows',
      tbl([tr([tc('label', mergeStart), '1']), tr([tc('', mergeOn), '2']), tr([tc('', mergeOn), '3'])]),
      [
        ['label', '1'],
        ['label', '2'],
        ['label', '3'],
      ],
    ],
    [
      'cells over rows and columns at once',
      tbl([tr([tc('block', span(2) + mergeStart), '1']), tr([tc('', span(2) + mergeOn), '2'])]),
      [
        ['block', 'block', '1'],
        ['block', 'block', '2'],
      ],
    ],
    [
      'a cell that continues with text of its own: the text is added',
      tbl([tr([tc('label', mergeStart), '1']), tr([tc('more', mergeOn), '2'])]),
      [
        ['label\nmore', '1'],
        ['label\nmore', '2'],
      ],
    ],
    [
      'a cell that continues other columns: a cell of its own',
      tbl([tr([tc('wide', span(2) + mergeStart), 'x']), tr([tc('1', mergeOn), '2', '3'])]),
      [
        ['wide', 'wide', 'x'],
        ['1', '2', '3'],
      ],
    ],
    [
      'a cell that continues nothing: a cell of its own, which the next may continue',
      tbl([tr(['a', 'b']), tr([tc('1', mergeOn), '2']), tr([tc('', mergeOn), '3'])]),
      [
        ['a', 'b'],
        ['1', '2'],
        ['1', '3'],
      ],
    ],
    [
      'a merge that starts anew under another',
      tbl([
        tr([tc('a', mergeStart)]),
        tr([tc('', mergeOn)]),
        tr([tc('b', mergeStart)]),
        tr([tc('', mergeOn)]),
      ]),
      [['a'], ['a'], ['b'], ['b']],
    ],
    [
      'legacy sideways merges',
      tbl([tr([tc('head', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), 'x']), tr(['1', '2', '3'])]),
      [
        ['head', 'head', 'x'],
        ['1', '2', '3'],
      ],
    ],
    [
      'legacy merges sideways and down',
      tbl([
        tr([tc('h', `<w:hMerge w:val="restart"/>${mergeStart}`), tc('', `<w:hMerge/>${mergeStart}`), 'x']),
        tr([tc('', `<w:hMerge w:val="restart"/>${mergeOn}`), tc('', `<w:hMerge/>${mergeOn}`), 'y']),
      ]),
      [
        ['h', 'h', 'x'],
        ['h', 'h', 'y'],
      ],
    ],
    [
      'rows that begin and end inside the grid',
      tbl([tr(['a', 'b', 'c']), tr(['1'], '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')]),
      [
        ['a', 'b', 'c'],
        [null, '1', null],
      ],
    ],
    [
      'paragraphs and line breaks in a cell',
      tbl([tr([tc(`${p('a')}${p('<w:r><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>')}`)])]),
      [['a\nb\nc']],
    ],
    ['blank paragraphs in a cell: left out', tbl([tr([tc(`${p('')}${p('  ')}${p('4')}`)])]), [['4']]],
    ['a cell without a paragraph', tbl([`<w:tr><w:tc/>${tc('1')}</w:tr>`]), [['', '1']]],
    [
      'wrapped rows',
      tbl([wrapped(tr(['a'])), `<w:customXml>${tr(['b'])}</w:customXml>`, wrapped(wrapped(tr(['c'])))]),
      [['a'], ['b'], ['c']],
    ],
    [
      'wrapped cells',
      tbl([`<w:tr>${wrapped(tc('a'))}<w:smartTag>${tc('b')}</w:smartTag></w:tr>`]),
      [['a', 'b']],
    ],
    ['wrapped paragraphs', tbl([tr([tc(wrapped(p('a')))])]), [['a']]],
    [
      'properties before a tracked change: they do not count',
      tbl([
        tr([tc('a', `<w:tcPrChange><w:tcPr>${span(2)}${mergeStart}</w:tcPr></w:tcPrChange>`), 'b']),
        tr(['1', '2'], '<w:trPrChange><w:trPr><w:gridBefore w:val="1"/></w:trPr></w:trPrChange>'),
      ]),
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a lone cell used as a box', tbl([tr(['boxed'])]), [['boxed']]],
  ])('%s', async (_, body, expected) => {
    const { blocks, remarks } = await read({ body });
    expect(grid(blocks[0])).toEqual(expected);
    expect(remarks).toEqual([]);
  });
});

test('rows and cells may come in alternatives', async () => {
  const either = (choice: string, fallback: string): string =>
    `<mc:AlternateContent><mc:Choice Requires="w14">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`;
  const cells = `<w:tr>${tc('b')}${either(tc('1'), tc('2'))}</w:tr>`;
  const { blocks } = await read({ body: tbl([either(tr(['a', 'x']), tr(['a', 'y'])), cells]) });
  expect(grid(blocks[0])).toEqual([
    ['a', 'x'],
    ['b', '1'],
  ]);
});

test('a whole table may be wrapped', async () => {
  const { blocks } = await read({ body: wrapped(p('before') + tbl([tr(['1'])])) + p('after') });
  expect(outline(blocks)).toEqual(['before', [['1']], 'after']);
});

test('a nested table belongs to its cell and its text is not the text of the cell', async () => {
  const inner = tbl([tr(['x', 'y'])]);
  const { blocks, stream } = await read({ body: tbl([tr([tc(p('before') + inner + p('after')), '1'])]) });
  const [table] = blocks;
  if (table?.kind !== 'table') throw new Error('no table');
  expect(grid(table)).toEqual([['before\nafter', '1']]);
  expect(grid(table.cells[0]?.tables?.[0])).toEqual([['x', 'y']]);
  expect(table.cells[0]?.tables?.[0]?.at).toMatchObject({ path: 'body/tbl[1]/tr[1]/tc[1]/tbl[1]' });
  expect(stream).toBe('before\nx\ny\nafter\n1');
});

test('a table without rows is none', async () => {
  expect((await read({ body: tbl([]) + tbl(['<w:tr/>']) })).blocks).toEqual([]);
});

test('places count the original elements from 1, through wrappers and past deleted rows', async () => {
  const deleted = tr(['gone'], '<w:del w:id="1"/>');
  const { blocks } = await read({
    body: p('x') + wrapped(tbl([tr(['a'])])) + tbl([deleted, wrapped(tr(['1', '2']))]),
  });
  const paths = blocks.flatMap((block) =>
    block.kind === 'table' ? block.cells.map(({ at }) => at) : [block.at],
  );
  expect(paths).toEqual(
    ['body/p[1]', 'body/tbl[1]/tr[1]/tc[1]', 'body/tbl[2]/tr[2]/tc[1]', 'body/tbl[2]/tr[2]/tc[2]'].map(
      (path) => ({
        kind: 'docx',
        part: 'word/document.xml',
        path,
      }),
    ),
  );
});

describe('ragged rows', () => {
  const cell = (text: string, width: number): string => tc(text, `<w:tcW w:w="${width}" w:type="dxa"/>`);

  test('stand by their counts, and are remarked on', async () => {
    const document = await read({ body: tbl([tr(['a', 'b', 'c']), tr(['1', '2']), tr(['3', '4', '5'])]) });
    expect(grid(document.blocks[0])).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', null],
      ['3', '4', '5'],
    ]);
    expect(document.remarks).toEqual([
      {
        code: 'ragged-table',
        at: [{ kind: 'docx', part: 'word/document.xml', path: 'body/tbl[1]' }],
        detail: 'rows 2',
      },
    ]);
  });

  test('are laid out by their widths where those fall on the grid', async () => {
    const full = tr([cell('a', 1000), cell('b', 1000), cell('c', 2000)]);
    const body = tbl([full, tr([cell('1', 2010), cell('2', 1990)]), full], [1000, 1000, 2000]);
    const document = await read({ body });
    expect(grid(document.blocks[0])?.[1]).toEqual(['1', '1', '2']);
    expect(remarksOf(document)).toEqual({ 'ragged-table': ['body/tbl[1]'] });
  });

  test('are indented by width where they do not say by how many columns', async () => {
    const full = tr([cell('a', 1000), cell('b', 1000), cell('c', 2000)]);
    const indented = tr([cell('1', 1000), cell('2', 2000)], '<w:wBefore w:w="1000" w:type="dxa"/>');
    const document = await read({ body: tbl([full, indented], [1000, 1000, 2000]) });
    expect(grid(document.blocks[0])?.[1]).toEqual([null, '1', '2']);
  });

  test('with widths that fall between the columns stand by their counts', async () => {
    const full = tr([cell('a', 1000), cell('b', 1000), cell('c', 2000)]);
    const document = await read({
      body: tbl([full, tr([cell('1', 1500), cell('2', 2500)]), full], [1000, 1000, 2000]),
    });
    expect(grid(document.blocks[0])?.[1]).toEqual(['1', '2', null]);
  });

  test('a stale tblGrid that no row fills is no reason', async () => {
    const document = await read({ body: tbl([tr(['a', 'b']), tr(['1', '2'])], [1, 2, 3, 4, 5]) });
    expect(grid(document.blocks[0])).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(document.remarks).toEqual([]);
  });
});

test('absurd spans are bounded', async () => {
  const { blocks } = await read({
    body: tbl([tr([tc('a', span(999_999_999)), tc('b', '<w:gridSpan w:val="-3"/>')])]),
  });
  expect(blocks[0]).toMatchObject({ columns: 1001 });
});

test('the stream has every displayed character in the order of the XML', async () => {
  const body = p('one') + tbl([tr([tc('label', mergeStart), '1']), tr([tc('', mergeOn), '2'])]) + p('two');
  expect((await read({ body })).stream).toBe('one\nlabel\n1\n2\ntwo');
});
