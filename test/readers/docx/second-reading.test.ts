import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocxWithMammoth } from '#readers/docx-mammoth/docx-mammoth.js';
import { options } from '../reading.js';
import {
  documentXml,
  docx,
  grid,
  mergeOn,
  mergeStart,
  outline,
  p,
  readAgain,
  run,
  span,
  tbl,
  tc,
  tr,
} from './fixture.js';

test('mammoth’s reading has the paragraphs, headings and tables in order', async () => {
  const document = await readAgain({
    title: 'Report',
    styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    body: p('Part', '<w:pStyle w:val="1"/>') + p('text') + p('') + tbl([tr(['a', '1'])]) + p('end'),
  });
  expect(outline(document.blocks)).toEqual(['Part', 'text', [['a', '1']], 'end']);
  expect(document).toMatchObject({
    format: 'docx',
    reader: 'mammoth',
    meta: { title: 'Report' },
    remarks: [],
  });
  expect(document.stream).toBe('Part\ntext\na\n1\nend');
  expect(document.blocks[0]).toMatchObject({ headingLevel: 1 });
});

describe('its grids', () => {
  test.each<[string, string, (string | null)[][]]>([
    [
      'have spans',
      tbl([
        tr([tc('h', span(2) + mergeStart), '1']),
        tr([tc('', span(2) + mergeOn), '2']),
        tr(['a', 'b', '3']),
      ]),
      [
        ['h', 'h', '1'],
        ['h', 'h', '2'],
        ['a', 'b', '3'],
      ],
    ],
    [
      'have lines in cells',
      tbl([tr([tc(`${p('a')}<w:p><w:r><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`)])]),
      [['a\nb\nc']],
    ],
    [
      'are final where changes were tracked',
      tbl([
        tr([
          tc(
            `<w:p><w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del><w:ins w:id="2">${run('3')}</w:ins></w:p>`,
          ),
        ]),
      ]),
      [['3']],
    ],
    [
      'have no marks of notes',
      tbl([tr([tc(`<w:p>${run('5')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`)])]),
      [['5']],
    ],
  ])('%s', async (_, body, expected) => {
    const parts = {
      'word/footnotes.xml': documentXml('')
        .replace('w:document', 'w:footnotes')
        .replace(/<w:body>.*/, `<w:footnote w:id="2">${p('note')}</w:footnote></w:footnotes>`),
      'word/_rels/document.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    };
    const document = await readAgain({ body, parts });
    expect(document.blocks).toHaveLength(1);
    expect(grid(document.blocks[0])).toEqual(expected);
  });

  test('have nested tables, and places counted like those of the first reading', async () => {
    const { blocks } = await readAgain({ body: tbl([tr(['a', tc(tbl([tr(['x'])]) + p('1'))])]) });
    const cell = blocks[0]?.kind === 'table' ? blocks[0].cells[1] : undefined;
    expect(cell).toMatchObject({
      text: '1',
      at: { part: 'word/document.xml', path: 'body/tbl[1]/tr[1]/tc[2]' },
    });
    expect(cell?.tables?.map(grid)).toEqual([[['x']]]);
  });
});

test.each<[string, Uint8Array, string]>([
  ['no archive', strToU8('no'), 'corrupt'],
  ['broken XML', docx({ document: documentXml('<w:p>').slice(0, -8) }), 'corrupt'],
  ['a document type', docx({ document: `<!DOCTYPE a>${documentXml('')}` }), 'corrupt'],
  ['a bomb', docx({ document: new Uint8Array(20_000_000) }), 'bomb'],
  [
    'a bomb in a part the first reading does not open',
    docx({ body: '', parts: { 'word/comments.xml': new Uint8Array(20_000_000) } }),
    'bomb',
  ],
])('%s is a failure here too', async (_, bytes, code) => {
  expect(await readDocxWithMammoth(bytes, options)).toMatchObject({ failure: { code } });
});
