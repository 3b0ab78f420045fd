/** A PDF through pdf.js: the second, independent reading. Slower, and with no cheap way to confirm a cell. */
import { DocumentError, type Failure } from '#model/failure.js';
import type { Reading, ReadOptions, ReadResult } from '#model/reading.js';
import type { Matrix } from '../pdf/affine.js';
import { arrangePages } from '../pdf/document.js';
import type { PdfPage } from '../pdf/page.js';
import { findShown } from '../pdf/painted-glyphs.js';
import { sketchPages } from '../pdf/sketch.js';
import type { PdfjsEngine } from './engine.js';
import { interpret } from './interpret.js';
import type { RawDocument, RawPage } from './raw.js';
import { newInterpreter } from './state.js';

export async function readPdfWithPdfjs(
  bytes: Uint8Array,
  options: ReadOptions,
  engine: PdfjsEngine,
): Promise<ReadResult> {
  if (bytes.length > options.limits.fileBytes) return { failure: { code: 'too-large' } };
  try {
    const { document, destroy } = await engine.open(bytes);
    try {
      const reading = await readOpened(document, options);
      return { reading: { ...reading, confirm: () => undefined, close: () => {} } };
    } finally {
      await destroy();
    }
  } catch (error) {
    return { failure: errorToFailure(error) };
  }
}

/** pdf.js throws errors of many classes over broken files; all but its password error mean the same. */
function errorToFailure(error: unknown): Failure {
  if (error instanceof DocumentError) return error.toFailure();
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { code: /password/i.test(name) ? 'encrypted' : 'corrupt', detail: message };
}

async function readOpened(
  document: RawDocument,
  options: ReadOptions,
): Promise<Pick<Reading, 'document' | 'sketches'>> {
  const count = document.numPages;
  if (count > options.limits.pages) throw new DocumentError('too-large', `${count} pages`);
  const pages: PdfPage[] = [];
  const lost: number[] = [];
  for (let number = 1; number <= count; number++) {
    const page = await readRawPage(document, number);
    if (page) pages.push(page);
    else lost.push(number);
  }
  if (pages.length === 0) throw new DocumentError(count === 0 ? 'empty' : 'corrupt', 'no page can be loaded');
  const arranged = arrangePages({ reader: 'pdfjs', meta: {}, pages, lost });
  return { document: arranged.document, ...(options.sketch && { sketches: sketchPages(pages, arranged) }) };
}

/** `undefined` when pdf.js cannot load the page. */
async function readRawPage(document: RawDocument, number: number): Promise<PdfPage | undefined> {
  try {
    const page = await document.getPage(number);
    return await readPageContent(page, number);
  } catch {
    return undefined;
  }
}

async function readPageContent(page: RawPage, number: number): Promise<PdfPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const operators = await page.getOperatorList({ annotationMode: 0 });
  const fonts = page.commonObjs;
  const interpreter = newInterpreter({ width, height, matrix: transform as unknown as Matrix }, (name) =>
    fonts.has(name) ? fonts.get(name) : undefined,
  );
  interpret(interpreter, operators);
  page.cleanup();
  const { rulings, grounds } = interpreter.drawn;
  const shown = findShown(interpreter.glyphs, grounds);
  return { number, width, height, ...shown, rulings, hasImages: interpreter.hasImages };
}
