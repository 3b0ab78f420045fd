/** A PDF through PDFium: the first reading. */
import type { Meta } from '#model/document.js';
import { DocumentError } from '#model/failure.js';
import type { Reading, ReadOptions, ReadResult } from '#model/reading.js';
import { arrangePages } from '../pdf/document.js';
import type { PdfPage } from '../pdf/page.js';
import { findShown } from '../pdf/painted-glyphs.js';
import { sketchPages } from '../pdf/sketch.js';
import { confirmPlace } from './confirm.js';
import { isTrap, type PdfiumEngine } from './engine.js';
import { readGlyphs } from './glyphs.js';
import { DocumentHandle } from './handle.js';
import { readDrawings } from './rulings.js';

/**
 * The document's own faults come back as a failure. A trap in PDFium is the document's fault too
 * (`corrupt`); the engine then starts afresh with the next document.
 */
export async function readPdf(
  bytes: Uint8Array,
  options: ReadOptions,
  engine: PdfiumEngine,
): Promise<ReadResult> {
  if (bytes.length > options.limits.fileBytes) return { failure: { code: 'too-large' } };
  const pdfium = await engine.instance();
  let handle: DocumentHandle | undefined;
  try {
    handle = new DocumentHandle(pdfium, bytes);
    const reading = readOpened(handle, options, engine);
    return { reading };
  } catch (error) {
    if (error instanceof DocumentError) {
      handle?.close();
      return { failure: error.toFailure() };
    }
    await engine.discard(pdfium);
    if (!isTrap(error)) throw error;
    return { failure: { code: 'corrupt', detail: error.message } };
  }
}

function readOpened(handle: DocumentHandle, options: ReadOptions, engine: PdfiumEngine): Reading {
  const count = handle.pageCount;
  if (count <= 0) throw new DocumentError('empty', 'no pages');
  if (count > options.limits.pages) throw new DocumentError('too-large', `${count} pages`);
  const pages: PdfPage[] = [];
  const lost: number[] = [];
  for (let index = 0; index < count; index++) {
    const page = readPdfPage(handle, index);
    if (page) pages.push(page);
    else lost.push(index + 1);
  }
  if (pages.length === 0) throw new DocumentError('corrupt', 'no page can be loaded');
  const meta: Meta = {};
  const arranged = arrangePages({ reader: 'pdfium', meta, pages, lost });
  return {
    document: arranged.document,
    ...(options.sketch && { sketches: sketchPages(pages, arranged) }),
    confirm: (at) => guard(handle, engine, () => confirmPlace(handle, at)),
    close: () => guard(handle, engine, () => handle.close()),
  };
}

/** A trap after the document was read costs the confirmation, not the document. */
function guard<T>(handle: DocumentHandle, engine: PdfiumEngine, call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (!isTrap(error)) throw error;
    void engine.discard(handle.pdfium);
    return undefined;
  }
}

function readPdfPage(handle: DocumentHandle, index: number): PdfPage | undefined {
  const { pdfium, scratch } = handle;
  const open = handle.open(index);
  if (!open) return undefined;
  try {
    const { width, height } = open.view;
    const { rulings, grounds, hasImages } = readDrawings(pdfium, open, scratch);
    const shown = findShown(readGlyphs(pdfium, open, scratch), grounds);
    return { number: index + 1, width, height, ...shown, rulings, hasImages };
  } finally {
    if (index >= KEPT_OPEN) handle.release(index);
  }
}

/** So many first pages stay open for `confirm`: a report's tables are on them, and opening costs as much as reading. */
const KEPT_OPEN = 12;
