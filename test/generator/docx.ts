/**
 * A report as a DOCX file, its OOXML written by hand: `renderDocx(report, randomLayout(seed))` gives the bytes.
 */
import { strToU8, zipSync } from 'fflate';
import { type Block, makeBlocks } from './blocks.js';
import type { DocxLayout } from './docx-layout.js';
import { createLabelNumbering, lists, numberingXml } from './docx-numbering.js';
import { paragraph, textBox, textRuns } from './docx-paragraph.js';
import { type DocxTableContext, tableToDocx } from './docx-table.js';
import { createRandom } from './random.js';
import type { Report } from './report.js';

export { type DocxLayout, plainDocxLayout, randomLayout } from './docx-layout.js';

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

export function renderDocx(report: Report, layout: DocxLayout): Uint8Array {
  const context: DocxTableContext = {
    layout: numberable(report, layout),
    random: createRandom(layout.seed),
    numberLabel: createLabelNumbering(),
  };
  const blocks = makeBlocks(report, context.layout.table);
  const preface = layout.box === 'preface' ? blocks.findIndex(({ kind }) => kind === 'paragraph') : -1;
  const body = blocks.map((block, index) => {
    const content = blockToDocx(block, blocks[index - 1], context);
    return index === preface ? box(content) : content;
  });
  const document = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${namespaces}><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`;
  return pack(document, layout);
}

/** A label given twice would be counted twice, and Word counts in Chinese brackets only. */
function numberable(report: Report, layout: DocxLayout): DocxLayout {
  const { cut, groupTwice, verticalGroup, joined, brackets, numbering } = layout.table;
  const once = cut === 'none' && !groupTwice && !verticalGroup && joined === 'none' && brackets === 'full';
  const plain = numbering === 'dot' || numbering === 'pause';
  const autoLabels = layout.autoLabels && once && plain && report.shape.deletedRows.length === 0;
  return { ...layout, autoLabels };
}

function blockToDocx(block: Block, before: Block | undefined, context: DocxTableContext): string {
  const { layout, random } = context;
  const runs = (text: string, bold = false): string => textRuns(text, layout, random, bold);
  switch (block.kind) {
    case 'title': {
      const lines = block.lines.map((line) => paragraph(runs(line, true), { align: 'center' })).join('');
      return layout.titleBox ? textBox(lines) : lines;
    }
    case 'heading':
      switch (layout.autoHeadings) {
        case 'none':
          return paragraph(runs(`${block.ordinal}、${block.text}`, true));
        case 'direct':
          return paragraph(runs(block.text, true), { list: lists.headings });
        case 'style':
          return paragraph(runs(block.text, true), { style: 'SectionHeading' });
      }
      break;
    case 'paragraph':
      return paragraph(runs(block.text));
    case 'signature':
      return block.lines.map((line) => paragraph(runs(line), { align: 'right' })).join('');
    case 'table': {
      // Word joins tables that follow each other without a paragraph between.
      const apart = before?.kind === 'table' ? paragraph('') : '';
      const table = tableToDocx(block.table, context);
      return apart + (layout.box === 'tables' ? box(table + paragraph('')) : table);
    }
  }
}

const box = (content: string): string =>
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr>${content}</w:tc></w:tr></w:tbl>`;

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function pack(document: string, layout: DocxLayout): Uint8Array {
  const pattern = layout.table.numbering === 'pause' ? '%1、' : '%1.';
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relationships}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/document.xml': document,
    'word/styles.xml': stylesXml,
    'word/numbering.xml': numberingXml(pattern),
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(rename(xml, layout))] as const);
  return zipSync(Object.fromEntries(files), { level: layout.stored ? 0 : 6, mtime: new Date(2024, 0, 8) });
}

/** Any prefix may stand for the namespace. */
const rename = (xml: string, { prefix }: DocxLayout): string =>
  prefix === 'w' ? xml : xml.replace(/(<\/?|\s)w:/g, `$1${prefix}:`).replace('xmlns:w=', `xmlns:${prefix}=`);

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`;

const stylesXml = `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="SectionHeading"><w:name w:val="section heading"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${lists.headings}"/></w:numPr></w:pPr></w:style></w:styles>`;
