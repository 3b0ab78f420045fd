import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { defaultLimits, type Limits } from '#model/reading.js';
import { readDocx } from '#readers/docx/docx.js';
import { failureOf, options } from '../reading.js';
import {
  declarations,
  documentXml,
  docx,
  type Fixture,
  grid,
  inList,
  outline,
  p,
  read,
  relationships,
  span,
  tbl,
  tc,
  tr,
} from './fixture.js';

const transitional = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
const body = tbl([tr([tc('head', span(2))]), tr(['1', '2'])]);
const expected = [
  ['head', 'head'],
  ['1', '2'],
];

describe('a main part is read', () => {
  test.each<[string, Fixture]>([
    ['as written by Word', { body }],
    [
      'with another prefix',
      { document: documentXml(body).replaceAll('w:', 'ns0:').replace('xmlns:w=', 'xmlns:ns0=') },
    ],
    [
      'in the default namespace',
      {
        document: `<document xmlns="${transitional}" xmlns:w="${transitional}"><body>${body.replaceAll('<w:', '<').replaceAll('</w:', '</')}</body></document>`,
      },
    ],
    [
      'in the default namespace, attributes without a prefix',
      { document: `<document xmlns="${transitional}"><body>${body.replaceAll('w:', '')}</body></document>` },
    ],
    [
      'of the strict standard',
      {
        document: documentXml(body).replace(transitional, 'http://purl.oclc.org/ooxml/wordprocessingml/main'),
      },
    ],
    ['in UTF-8 with a mark', { document: `\uFEFF${documentXml(body)}` }],
    ['in UTF-16', { document: new Uint8Array(Buffer.from(`\uFEFF${documentXml(body)}`, 'utf16le')) }],
    [
      'under another name',
      {
        parts: {
          'word/document.xml': undefined,
          'custom/main.xml': documentXml(body),
          '_rels/.rels': relationships({ '/custom/main.xml': officeDocument }),
        },
      },
    ],
    [
      'by its type, without relationships',
      {
        parts: {
          '_rels/.rels': undefined,
          'word/document.xml': undefined,
          'word/document2.xml': documentXml(body),
          '[Content_Types].xml':
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document2.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        },
      },
    ],
    [
      'by its usual name, without anything',
      { body, parts: { '_rels/.rels': undefined, '[Content_Types].xml': undefined } },
    ],
    [
      'past relationships that lead outside',
      {
        body,
        parts: {
          'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="x/styles" Target="broken.xml" TargetMode="External"/></Relationships>`,
          'word/broken.xml': '<',
        },
      },
    ],
  ])('%s', async (_, fixture) => {
    const { blocks } = await read(fixture);
    expect(grid(blocks[0])).toEqual(expected);
  });
});

test('the place names the part', async () => {
  const parts = {
    'word/document.xml': undefined,
    'word/Main.xml': documentXml(p('x')),
    '_rels/.rels': relationships({ 'word/main.xml': officeDocument }),
  };
  expect((await read({ parts })).blocks[0]?.at).toEqual({
    kind: 'docx',
    part: 'word/Main.xml',
    path: 'body/p[1]',
  });
});

test('styles and lists are found by the relationships of the main part', async () => {
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
  const parts = {
    'word/_rels/document.xml.rels': relationships({
      '../lists.xml': 'http://purl.oclc.org/ooxml/officeDocument/relationships/numbering',
    }),
    'lists.xml': `<w:numbering ${declarations}>${numbering}</w:numbering>`,
  };
  expect(outline((await read({ body: p('x', inList(1)), parts })).blocks)).toEqual(['1、x']);
});

test('the title comes from the core properties; where they are broken there is none', async () => {
  expect((await read({ title: ' 年度报告 ' })).meta).toEqual({ title: '年度报告' });
  expect((await read({ parts: { 'docProps/core.xml': '<broken' } })).meta).toEqual({});
});

test('a document without anything is still a reading', async () => {
  const document = await read({ body: '<w:p/><w:sectPr/>' });
  expect(document).toMatchObject({ format: 'docx', blocks: [], stream: '', meta: {}, remarks: [] });
  expect((await read({ document: `<w:document ${declarations}/>` })).blocks).toEqual([]);
});

test('header, footer, notes and comments are not read', async () => {
  const parts = {
    'word/header1.xml': `<w:hdr ${declarations}>${p('header')}</w:hdr>`,
    'word/footnotes.xml': `<w:footnotes ${declarations}>${p('note')}</w:footnotes>`,
  };
  expect((await read({ body: p('body'), parts })).stream).toBe('body');
});

describe('a failure is', () => {
  test.each<[string, Uint8Array, string]>([
    ['no archive: corrupt', strToU8('not a zip'), 'corrupt'],
    ['nothing: corrupt', new Uint8Array(), 'corrupt'],
    ['cut off: corrupt', docx({ body }).slice(0, 500), 'corrupt'],
    ['an archive of other things: corrupt', zipSync({ 'a.txt': strToU8('a') }), 'corrupt'],
    ['a spreadsheet: corrupt', docx({ document: '<workbook xmlns="x"/>' }), 'corrupt'],
    ['broken XML: corrupt', docx({ document: documentXml(body).slice(0, -20) }), 'corrupt'],
    ['broken XML of the styles: corrupt', docx({ body, styles: '<w:style>' }), 'corrupt'],
    [
      'a document type: corrupt',
      docx({ document: `<!DOCTYPE w [<!ENTITY a "b">]>${documentXml(body).replace(/^<\?.*?\?>/, '')}` }),
      'corrupt',
    ],
    [
      'elements nested without end: corrupt',
      docx({ body: '<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000) }),
      'corrupt',
    ],
    [
      'tables nested without end: corrupt',
      docx({ body: '<w:tbl><w:tr><w:tc>'.repeat(5000) + '</w:tc></w:tr></w:tbl>'.repeat(5000) }),
      'corrupt',
    ],
    ['a part that inflates without end: bomb', docx({ document: new Uint8Array(20_000_000) }), 'bomb'],
    [
      'a grid without end: too-large',
      docx({
        body: tbl(
          Array.from({ length: 300 }, () => tr(Array.from({ length: 20 }, () => tc('', span(1000))))),
        ),
      }),
      'too-large',
    ],
  ])('%s', async (_, bytes, code) => {
    expect(failureOf(await readDocx(bytes, options))).toBe(code);
  });

  test('past a limit given: bomb, or too-large', async () => {
    const bytes = docx({ body });
    const failure = async (limits: Partial<Limits>): Promise<string | undefined> =>
      failureOf(await readDocx(bytes, { limits: { ...defaultLimits, ...limits } }));
    expect(await failure({ inflatedBytes: 100 })).toBe('bomb');
    expect(await failure({ inflationRatio: 0.1 })).toBe('bomb');
    expect(await failure({ fileBytes: 100 })).toBe('too-large');
  });
});
