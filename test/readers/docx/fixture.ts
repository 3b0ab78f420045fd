/** Small packages written out in the tests: WordprocessingML in, bytes out. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type Block, type Document, type Table, tableToGrid } from '#model/document.js';
import type { Reading } from '#model/reading.js';
import { readDocx } from '#readers/docx/docx.js';
import { readDocxWithMammoth } from '#readers/docx-mammoth/docx-mammoth.js';
import { options, readingOf } from '../reading.js';

const relationshipTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';

export const declarations = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
].join(' ');

export interface Fixture {
  /** Inside `w:body`. */
  readonly body?: string;
  /** The whole main part, instead of `body`. */
  readonly document?: string | Uint8Array;
  /** Inside `w:styles`. */
  readonly styles?: string;
  /** Inside `w:numbering`. */
  readonly numbering?: string;
  readonly title?: string;
  /** More parts, or others instead of those made here; `undefined` leaves a part out. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | undefined>>;
}

export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${declarations}><w:body>${body}</w:body></w:document>`;
}

export function docx(fixture: Fixture): Uint8Array {
  const parts: Record<string, string | Uint8Array | undefined> = {
    '[Content_Types].xml': `<Types xmlns="${packageNamespace}/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
    </Types>`,
    '_rels/.rels': relationships({
      'word/document.xml': `${relationshipTypes}/officeDocument`,
      'docProps/core.xml': `${packageNamespace}/relationships/metadata/core-properties`,
    }),
    'word/_rels/document.xml.rels': relationships({
      'styles.xml': `${relationshipTypes}/styles`,
      'numbering.xml': `${relationshipTypes}/numbering`,
    }),
    'word/document.xml': fixture.document ?? documentXml(fixture.body ?? ''),
    'word/styles.xml': fixture.styles && `<w:styles ${declarations}>${fixture.styles}</w:styles>`,
    'word/numbering.xml':
      fixture.numbering && `<w:numbering ${declarations}>${fixture.numbering}</w:numbering>`,
    'docProps/core.xml':
      fixture.title &&
      `<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${fixture.title}</dc:title></cp:coreProperties>`,
    ...fixture.parts,
  };
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts))
    if (content !== undefined) files[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(files);
}

export function relationships(targets: Readonly<Record<string, string>>): string {
  const entries = Object.entries(targets).map(
    ([target, type], index) => `<Relationship Id="r${index}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageNamespace}/relationships">${entries.join('')}</Relationships>`;
}

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (content: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') || content === '' ? content : run(content)}</w:p>`;
export const tc = (content: string, properties = ''): string =>
  `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<') ? content : p(content)}</w:tc>`;
export const tr = (cells: readonly string[], properties = ''): string =>
  `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells.map((cell) => (cell.startsWith('<') ? cell : tc(cell))).join('')}</w:tr>`;
export const tbl = (rows: readonly string[], columns: readonly number[] = []): string =>
  `<w:tbl><w:tblPr/><w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;

export const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`;
export const mergeStart = '<w:vMerge w:val="restart"/>';
export const mergeOn = '<w:vMerge/>';
/** A place in a list, direct on a paragraph. */
export const inList = (number: number, level = 0): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>`;

export const readBytes = async (bytes: Uint8Array): Promise<Reading> =>
  readingOf(await readDocx(bytes, options));

/** By the second reading. */
export const readBytesAgain = async (bytes: Uint8Array): Promise<Reading> =>
  readingOf(await readDocxWithMammoth(bytes, options));

export const read = async (fixture: Fixture): Promise<Document> => (await readBytes(docx(fixture))).document;

export const readAgain = async (fixture: Fixture): Promise<Document> =>
  (await readBytesAgain(docx(fixture))).document;

/** Paragraphs as their text, tables as their grid. */
export function outline(blocks: readonly Block[]): unknown[] {
  return blocks.map((block) => (block.kind === 'paragraph' ? block.text : grid(block)));
}

/** The text at each position; a position under a span repeats it, one without a cell is `null`. */
export function grid(table: Table | Block | undefined): (string | null)[][] {
  if (table?.kind !== 'table') throw new Error('no table');
  return tableToGrid(table).map((row) => row.map((cell) => cell?.text ?? null));
}

export function remarksOf(document: Document): Record<string, string[]> {
  return Object.fromEntries(
    document.remarks.map(({ code, at }) => [
      code,
      at.map((place) => (place.kind === 'docx' ? place.path : '')),
    ]),
  );
}
