/**
 * PDFium's C interface as compiled to WebAssembly. `@hyzyla/pdfium` keeps the module it wraps private to
 * TypeScript; this file is the one place that takes it out. Names and signatures are those of PDFium's
 * public headers (fpdfview.h, fpdf_text.h, fpdf_edit.h); pointers are offsets into the heap, which may be
 * moved by any call that allocates: read `HEAP…` anew after each.
 */
import { PDFiumLibrary } from '@hyzyla/pdfium';

type Pointer = number;

export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF32: Float32Array;
  _malloc(bytes: number): Pointer;
  _free(pointer: Pointer): void;

  _FPDF_LoadMemDocument(data: Pointer, length: number, password: Pointer): Pointer;
  _FPDF_CloseDocument(document: Pointer): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: Pointer): number;
  _FPDF_LoadPage(document: Pointer, index: number): Pointer;
  _FPDF_ClosePage(page: Pointer): void;
  _FPDF_GetPageWidthF(page: Pointer): number;
  _FPDF_GetPageHeightF(page: Pointer): number;
  _FPDF_PageToDevice(
    page: Pointer,
    ...rest: [
      startX: number,
      startY: number,
      sizeX: number,
      sizeY: number,
      rotate: number,
      pageX: number,
      pageY: number,
      deviceX: Pointer,
      deviceY: Pointer,
    ]
  ): number;

  _FPDFPage_GetAnnotCount(page: Pointer): number;
  _FPDFPage_GetAnnot(page: Pointer, index: number): Pointer;
  _FPDFPage_CloseAnnot(annotation: Pointer): void;
  _FPDFAnnot_GetSubtype(annotation: Pointer): number;
  _FPDFPage_Flatten(page: Pointer, usage: number): number;

  _FPDFBitmap_Create(width: number, height: number, alpha: number): Pointer;
  _FPDFBitmap_FillRect(
    bitmap: Pointer,
    ...rest: [left: number, top: number, width: number, height: number, argb: number]
  ): void;
  _FPDFBitmap_GetBuffer(bitmap: Pointer): Pointer;
  _FPDFBitmap_GetStride(bitmap: Pointer): number;
  _FPDFBitmap_Destroy(bitmap: Pointer): void;
  _FPDF_RenderPageBitmap(
    bitmap: Pointer,
    page: Pointer,
    ...rest: [startX: number, startY: number, sizeX: number, sizeY: number, rotate: number, flags: number]
  ): void;

  _FPDFPage_CountObjects(page: Pointer): number;
  _FPDFPage_GetObject(page: Pointer, index: number): Pointer;
  _FPDFPageObj_GetType(object: Pointer): number;
  _FPDFPageObj_GetMatrix(object: Pointer, matrix: Pointer): number;
  _FPDFPageObj_GetBounds(
    object: Pointer,
    left: Pointer,
    bottom: Pointer,
    right: Pointer,
    top: Pointer,
  ): number;
  _FPDFPageObj_GetFillColor(object: Pointer, r: Pointer, g: Pointer, b: Pointer, a: Pointer): number;
  _FPDFPageObj_GetStrokeColor(object: Pointer, r: Pointer, g: Pointer, b: Pointer, a: Pointer): number;
  _FPDFFormObj_CountObjects(form: Pointer): number;
  _FPDFFormObj_GetObject(form: Pointer, index: number): Pointer;
  _FPDFPath_GetDrawMode(path: Pointer, fillMode: Pointer, stroke: Pointer): number;
  _FPDFPath_CountSegments(path: Pointer): number;
  _FPDFPath_GetPathSegment(path: Pointer, index: number): Pointer;
  _FPDFPathSegment_GetPoint(segment: Pointer, x: Pointer, y: Pointer): number;
  _FPDFPathSegment_GetType(segment: Pointer): number;
  _FPDFPathSegment_GetClose(segment: Pointer): number;

  _FPDFText_LoadPage(page: Pointer): Pointer;
  _FPDFText_ClosePage(text: Pointer): void;
  _FPDFText_CountChars(text: Pointer): number;
  _FPDFText_GetUnicode(text: Pointer, index: number): number;
  _FPDFText_GetLooseCharBox(text: Pointer, index: number, rect: Pointer): number;
  _FPDFText_GetFontSize(text: Pointer, index: number): number;
  _FPDFText_GetTextObject(text: Pointer, index: number): Pointer;
  _FPDFText_GetMatrix(text: Pointer, index: number, matrix: Pointer): number;
  _FPDFTextObj_GetTextRenderMode(object: Pointer): number;
  _FPDFText_GetBoundedText(
    text: Pointer,
    left: number,
    top: number,
    right: number,
    bottom: number,
    buffer: Pointer,
    length: number,
  ): number;
}

/** The errors of FPDF_GetLastError that say something about the document. */
export const PDFIUM_ERROR = { password: 4, security: 5 } as const;
/** The types of page objects that are looked at. */
export const PAGE_OBJECT = { path: 2, image: 3, shading: 4, form: 5 } as const;
/** The subtypes of annotations that may show text of the page. */
export const ANNOTATION = { freeText: 3, widget: 20 } as const;
/** Arguments and results of FPDFPage_Flatten. */
export const FLATTEN = { forDisplay: 0, done: 1 } as const;
/** The types of path segments, besides lines. */
export const SEGMENT = { curve: 1, move: 2 } as const;

interface Wrapped {
  readonly module: Heaps & { readonly wasmExports: Readonly<Record<string, (...args: number[]) => number>> };
}

type Heaps = Pick<Pdfium, 'HEAPU8' | 'HEAPU16' | 'HEAP32' | 'HEAPU32' | 'HEAPF32'>;

/**
 * A fresh instance: its own memory, nothing shared with an earlier one. The module's own functions check and
 * describe every call in a string first; the exports behind them are called directly instead, which makes a
 * call ten times cheaper. The views of the heap are renewed by the module when memory grows.
 */
export async function instantiatePdfium(wasmBinary: Uint8Array): Promise<Pdfium> {
  const { buffer, byteOffset, byteLength } = wasmBinary;
  const copy = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const { module } = (await PDFiumLibrary.init({ wasmBinary: copy })) as unknown as Wrapped;
  const heaps: Heaps = {
    get HEAPU8() {
      return module.HEAPU8;
    },
    get HEAPU16() {
      return module.HEAPU16;
    },
    get HEAP32() {
      return module.HEAP32;
    },
    get HEAPU32() {
      return module.HEAPU32;
    },
    get HEAPF32() {
      return module.HEAPF32;
    },
  };
  for (const [name, call] of Object.entries(module.wasmExports))
    Object.defineProperty(heaps, `_${name}`, { value: call });
  return heaps as Pdfium;
}
