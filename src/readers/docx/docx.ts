/**
 * DOCX (ECMA-376 WordprocessingML, transitional and strict, whatever the prefixes) → document model.
 *
 *     bytes ─ zip ─▶ parts ─┬─ styles.xml ─────▶ styles ─────┐
 *                           ├─ numbering.xml ──▶ lists ──────┤
 *                           └─ document.xml ── cursor ── body ─▶ paragraphs and tables, in one pass
 *
 * What comes out is what Word prints: tracked changes in their final state, hidden text gone, results of
 * fields, automatic numbers rebuilt, text boxes once, after the paragraph they hang on. Headers, footers,
 * notes and comments are not read.
 *
 * A place is the path of the original element, `body/tbl[2]/tr[5]/tc[4]`, counted from 1 among its kind.
 * Wrappers (`w:sdt`, `w:customXml`, `w:smartTag`, `w:ins`, `mc:AlternateContent`) are looked through: they
 * take no step in a path and their children are counted with those beside them. Deleted and covered rows
 * and cells count. The n-th text box of a paragraph is `p[3]/txbx[n]`.
 */
import { DocumentError } from '#model/failure.js';
import type { Reading, ReadOptions, ReadResult } from '#model/reading.js';
import { XmlCursor } from '../xml/xml-cursor.js';
import { ZipArchive } from '../zip/zip-archive.js';
import { readBlock, readBody } from './body.js';
import { CellTexts } from './cell-texts.js';
import { readCoreProperties } from './core-properties.js';
import { FieldStack } from './field-stack.js';
import { ListCounter } from './list-counter.js';
import { namespaces } from './namespaces.js';
import { readNumbering } from './numbering.js';
import { type DocxParts, readParts } from './package.js';
import { flushCarried } from './paragraph.js';
import { RemarkBook } from './remark-book.js';
import { readStyles, type Styles } from './styles.js';
import type { Walk } from './walk.js';

export async function readDocx(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult> {
  try {
    return { reading: readPackage(ZipArchive.open(bytes, options.limits)) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { failure: error.toFailure() };
  }
}

function readPackage(archive: ZipArchive): Reading {
  const parts = readParts(archive);
  const styles = readStyles(parts.styles);
  const walk = startWalk(parts, styles);
  const { blocks, stream } = readBody(walk);
  const meta = readCoreProperties(parts.coreProperties);
  const remarks = walk.remarks.toRemarks();
  const cells = new CellTexts(parts.document, parts.name, styles, walk.keepsBlanks);
  return {
    document: { format: 'docx', reader: 'gouji-docx', blocks, stream: stream.join('\n'), meta, remarks },
    confirm: (at) => (at.kind === 'docx' && at.part === parts.name ? confirmCell(cells, at.path) : undefined),
    close: () => {},
  };
}

/** This way meets text that the first one passed over; damage there leaves the cell without confirmation. */
function confirmCell(cells: CellTexts, path: string): string | undefined {
  try {
    return cells.textAt(path);
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

/** Elements of a run that a plain run does not have; where the prefix is another one, any run may. */
const formatting = /<w:(?:vanish|d?strike|vertAlign|position|color w:val="(?:[Ff][A-Fa-f]){3})/;
const white = /<w:color\s[^>]*"(?:[Ff][A-Fa-f]){3}"/;

function startWalk(parts: DocxParts, styles: Styles): Walk {
  const { document } = parts;
  const isUsual = document.slice(0, 20_000).includes('xmlns:w="');
  const hasFormattedRuns = !isUsual || formatting.test(document) || styles.isFormatting(document);
  const mayBeWhite = hasFormattedRuns && (!isUsual || styles.mayWhiten || white.test(document));
  // The colour of the page itself is a ground under everything.
  const isPaper = mayBeWhite && !document.includes(':background ');
  return {
    cursor: new XmlCursor(parts.document, namespaces, parts.name),
    part: parts.name,
    styles,
    lists: new ListCounter(readNumbering(parts.numbering, styles), styles),
    remarks: new RemarkBook(),
    fields: new FieldStack(),
    hasFormattedRuns,
    ground: isPaper ? { kind: 'unknown' } : undefined,
    keepsBlanks: /^[^<]*(<\?[^>]*>\s*)?<[^>]*\sxml:space="preserve"/.test(parts.document.slice(0, 20_000)),
    shown: 0,
    pictures: 0,
    readBlock,
    closeStory: flushCarried,
  };
}
