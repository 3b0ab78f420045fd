import { describe, expect, test } from 'vitest';
import type { Paragraph } from '#model/document.js';
import { grid, inList, mergeOn, mergeStart, outline, p, read, tbl, tc, tr } from './fixture.js';

const level = (index: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, inside: string): string =>
  `<w:abstractNum w:abstractNumId="${id}">${inside}</w:abstractNum>`;
const num = (id: number, abstractId: number, inside = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/>${inside}</w:num>`;
const startAt = (index: number, start: number): string =>
  `<w:lvlOverride w:ilvl="${index}"><w:startOverride w:val="${start}"/></w:lvlOverride>`;
const style = (id: string, inside: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${more}>${inside}</w:style>`;
const styled = (id: string): string => `<w:pStyle w:val="${id}"/>`;

const chinese = abstract(
  0,
  level(0, 'chineseCounting', '%1、') + level(1, 'chineseCounting', '（%2）') + level(2, 'decimal', '%3.'),
);
const outlined = abstract(
  0,
  level(0, 'decimal', '%1') + level(1, 'decimal', '%1.%2') + level(2, 'decimal', '%1.%2.%3'),
);

describe('automatic numbers', () => {
  test.each<[string, { numbering: string; styles?: string; body: string }, string[]]>([
    [
      'in Chinese stand before the text without a blank, decimals with one',
      {
        numbering: chinese + num(1, 0),
        body: p('A', inList(1)) + p('B', inList(1, 1)) + p('C', inList(1, 2)) + p('D', inList(1)),
      },
      ['一、A', '（一）B', '1. C', '二、D'],
    ],
    [
      'start again below every higher level',
      {
        numbering: outlined + num(1, 0),
        body: [0, 1, 1, 2, 0, 1, 2].map((at) => p('x', inList(1, at))).join(''),
      },
      ['1 x', '1.1 x', '1.2 x', '1.2.1 x', '2 x', '2.1 x', '2.1.1 x'],
    ],
    [
      'take a skipped level as counted',
      { numbering: outlined + num(1, 0), body: [0, 2, 1].map((at) => p('x', inList(1, at))).join('') },
      ['1 x', '1.1.1 x', '1.2 x'],
    ],
    [
      'do not start again where lvlRestart is 0, and only after the level it names',
      {
        numbering:
          abstract(
            0,
            level(0, 'decimal', '%1') +
              level(1, 'decimal', '%2)', '<w:lvlRestart w:val="0"/>') +
              level(2, 'decimal', '%3]', '<w:lvlRestart w:val="1"/>'),
          ) + num(1, 0),
        body: [0, 1, 2, 1, 2, 0, 1, 2].map((at) => p('x', inList(1, at))).join(''),
      },
      ['1 x', '1) x', '1] x', '2) x', '2] x', '2 x', '3) x', '1] x'],
    ],
    [
      'go on counting over two lists of one abstract list',
      {
        numbering: chinese + num(1, 0) + num(2, 0),
        body: p('A', inList(1)) + p('B', inList(2)) + p('C', inList(1)),
      },
      ['一、A', '二、B', '三、C'],
    ],
    [
      'start where a list overrides the start, once',
      {
        numbering: chinese + num(1, 0) + num(2, 0, startAt(0, 5)),
        body: p('A', inList(1)) + p('B', inList(2)) + p('C', inList(2)) + p('D', inList(1)),
      },
      ['一、A', '五、B', '六、C', '七、D'],
    ],
    [
      'are formatted as the list overrides the level',
      {
        numbering:
          chinese +
          num(1, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'decimalEnclosedCircle', '%1')}</w:lvlOverride>`),
        body: p('A', inList(1)) + p('B', inList(1)),
      },
      ['①A', '②B'],
    ],
    [
      'are all decimal where the level is legal',
      {
        numbering:
          abstract(
            0,
            level(0, 'chineseCounting', '第%1章') + level(1, 'chineseCounting', '%1.%2', '<w:isLgl/>'),
          ) + num(1, 0),
        body: p('A', inList(1)) + p('B', inList(1, 1)),
      },
      ['第一章A', '1.1 B'],
    ],
    [
      'leave out levels that are bullets or have no number',
      {
        numbering:
          abstract(0, level(0, 'none', '') + level(1, 'bullet', '•') + level(2, 'decimal', '%1%2%3.')) +
          num(1, 0),
        body: [0, 1, 2].map((at) => p('x', inList(1, at))).join(''),
      },
      ['x', 'x', '1. x'],
    ],
    [
      'follow the suffix: nothing',
      {
        numbering: abstract(0, level(0, 'decimal', '%1.', '<w:suff w:val="nothing"/>')) + num(1, 0),
        body: p('A', inList(1)),
      },
      ['1.A'],
    ],
    [
      'are padded as a custom format asks, the fallback is not taken as well',
      {
        numbering:
          abstract(
            0,
            `<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>`,
          ) + num(1, 0),
        body: p('A', inList(1)) + p('B', inList(1)),
      },
      ['001. A', '002. B'],
    ],
    [
      'come from the style and what it is based on, the level from the nearest style that names one',
      {
        numbering: chinese + num(1, 0),
        styles:
          style('Base', `<w:pPr>${inList(1)}</w:pPr>`) +
          style('Part', '<w:basedOn w:val="Base"/>') +
          style('Sub', '<w:basedOn w:val="Base"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'),
        body: p('A', styled('Part')) + p('B', styled('Sub')) + p('C', styled('Part')),
      },
      ['一、A', '（一）B', '二、C'],
    ],
    [
      'take the level that is tied to the style',
      {
        numbering:
          abstract(0, level(0, 'decimal', '%1.') + level(1, 'upperRoman', '%2)', '<w:pStyle w:val="Sub"/>')) +
          num(1, 0),
        styles: style('Sub', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        body: p('A', styled('Sub')),
      },
      ['I) A'],
    ],
    [
      'come from the default style of paragraphs',
      {
        numbering: chinese + num(1, 0),
        styles: style('Normal', `<w:pPr>${inList(1)}</w:pPr>`, ' w:default="1"'),
        body: p('A') + p('B'),
      },
      ['一、A', '二、B'],
    ],
    [
      'are switched off by list 0, and a list that is not there gives none',
      {
        numbering: chinese + num(1, 0),
        styles: style('Part', `<w:pPr>${inList(1)}</w:pPr>`),
        body: p('A', styled('Part') + inList(0)) + p('B', inList(77)) + p('C', styled('Part')),
      },
      ['A', 'B', '一、C'],
    ],
    [
      'come by way of a list style, and count together with it',
      {
        numbering:
          abstract(0, `<w:styleLink w:val="Lists"/>${level(0, 'chineseCounting', '%1、')}`) +
          abstract(1, '<w:numStyleLink w:val="Lists"/>') +
          num(1, 0) +
          num(2, 1),
        styles:
          '<w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        body: p('A', inList(2)) + p('B', inList(1)),
      },
      ['一、A', '二、B'],
    ],
    [
      'survive list styles and base styles that run in a circle',
      {
        numbering: abstract(1, '<w:numStyleLink w:val="Lists"/>') + num(2, 1),
        styles:
          '<w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>' +
          style('A', '<w:basedOn w:val="B"/>') +
          style('B', '<w:basedOn w:val="A"/>'),
        body: p('x', styled('A') + inList(2)),
      },
      ['x'],
    ],
    [
      'are not counted where an empty paragraph’s mark is hidden',
      {
        numbering: chinese + num(1, 0),
        body:
          p('A', inList(1)) +
          p('', `${inList(1)}<w:rPr><w:vanish/></w:rPr>`) +
          p('', inList(1)) +
          p('B', inList(1)),
      },
      ['一、A', '二、', '三、B'],
    ],
    [
      'ignore what a tracked change says they were',
      {
        numbering: chinese + num(1, 0),
        body: p('A', `<w:pPrChange><w:pPr>${inList(1)}</w:pPr></w:pPrChange>`) + p('B', inList(1)),
      },
      ['A', '一、B'],
    ],
  ])('%s', async (_, fixture, expected) => {
    expect(outline((await read(fixture)).blocks)).toEqual(expected);
  });

  test('are told apart from the text', async () => {
    const { blocks, stream } = await read({
      numbering: outlined + num(1, 0),
      body: p('5 items', inList(1, 1)),
    });
    expect(blocks[0]).toMatchObject({ text: '1.1 5 items', autoNumber: '1.1' });
    expect(stream).toBe('1.1 5 items');
  });

  test('stand in cells, also in empty ones, but not in those a merged cell covers', async () => {
    const numbered = p('', inList(1));
    const { blocks } = await read({
      numbering: chinese + num(1, 0),
      body: tbl([
        tr([tc(p('label', inList(1))), '1']),
        tr([tc(numbered, mergeStart), '2']),
        tr([tc(numbered, mergeOn), '3']),
        tr([tc(numbered), '4']),
      ]),
    });
    expect(grid(blocks[0])).toEqual([
      ['一、label', '1'],
      ['二、', '2'],
      ['二、', '3'],
      ['三、', '4'],
    ]);
  });
});

test('headings have the level of the outline, of the style, or of its built-in name', async () => {
  const { blocks } = await read({
    styles:
      style('1', '<w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
      style('2', '<w:name w:val="heading 2"/>') +
      style('Mine', '<w:name w:val="mine"/><w:basedOn w:val="1"/>') +
      style('Body', '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>') +
      style('Below', '<w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="-1"/></w:pPr>'),
    body:
      ['1', '2', 'Mine', 'Body', 'Below', 'Heading3'].map((id) => p(id, styled(id))).join('') +
      p('x', '<w:outlineLvl w:val="4"/>'),
  });
  expect((blocks as Paragraph[]).map(({ headingLevel }) => headingLevel)).toEqual([
    1,
    2,
    1,
    undefined,
    undefined,
    3,
    5,
  ]);
});
