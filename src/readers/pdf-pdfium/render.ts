/**
 * The pages of a PDF as pictures, to be looked at: no reading rests on them. A page that PDFium breaks on, or
 * has no memory for, is left out, and with it those after it.
 */
import { DocumentError } from '#model/failure.js';
import { isTrap, type PdfiumEngine } from './engine.js';
import { DocumentHandle, type OpenPage } from './handle.js';
import type { Pdfium } from './raw.js';

/** A page as displayed, with its annotations. */
export interface RenderedPage {
  /** Counted from 1. */
  readonly number: number;
  /** In points. */
  readonly size: readonly [width: number, height: number];
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Red, green, blue; rows from the top without gaps. */
  readonly pixels: Uint8Array;
}

/** Larger pages are drawn smaller. */
const MOST_PIXELS = 4_000_000;
const POINTS_PER_INCH = 72;
const WHITE = 0xffffffff;
const SHOW_ANNOTATIONS = 1;
/** PDFium's pixel without alpha: blue, green, red and one byte unused. */
const BYTES_PER_PIXEL = 4;

/** At most so many first pages, one after the other; none of a document that cannot be opened. */
export async function* renderPdf(
  bytes: Uint8Array,
  { dotsPerInch, most }: { readonly dotsPerInch: number; readonly most: number },
  engine: PdfiumEngine,
): AsyncGenerator<RenderedPage> {
  const pdfium = await engine.instance();
  let handle: DocumentHandle | undefined;
  try {
    handle = new DocumentHandle(pdfium, bytes);
    for (let index = 0; index < Math.min(handle.pageCount, most); index++) {
      const open = handle.open(index);
      const page = open && renderPage(pdfium, open, index + 1, dotsPerInch / POINTS_PER_INCH);
      handle.release(index);
      if (page) yield page;
    }
  } catch (error) {
    if (error instanceof DocumentError) return;
    handle = undefined;
    await engine.discard(pdfium);
    if (!isTrap(error)) throw error;
  } finally {
    handle?.close();
  }
}

function renderPage(
  pdfium: Pdfium,
  { page, view }: OpenPage,
  number: number,
  scale: number,
): RenderedPage | undefined {
  const size = [view.width, view.height] as const;
  const fitting = Math.min(scale, Math.sqrt(MOST_PIXELS / Math.max(1, size[0] * size[1])));
  const [width, height] = size.map((side) => Math.max(1, Math.round(side * fitting))) as [number, number];
  const bitmap = pdfium._FPDFBitmap_Create(width, height, 0);
  if (bitmap === 0) return undefined;
  try {
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, SHOW_ANNOTATIONS);
    return { number, size, width, height, pixels: readPixels(pdfium, bitmap, width, height) };
  } finally {
    pdfium._FPDFBitmap_Destroy(bitmap);
  }
}

function readPixels(pdfium: Pdfium, bitmap: number, width: number, height: number): Uint8Array {
  const start = pdfium._FPDFBitmap_GetBuffer(bitmap);
  const stride = pdfium._FPDFBitmap_GetStride(bitmap);
  const heap = pdfium.HEAPU8;
  const pixels = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let from = start + y * stride, end = from + width * BYTES_PER_PIXEL; from < end; from += 4) {
      pixels[to++] = heap[from + 2]!;
      pixels[to++] = heap[from + 1]!;
      pixels[to++] = heap[from]!;
    }
  return pixels;
}
