/**
 * What is held in PDFium's memory for one document, and its release. Pages opened for `confirm` stay open
 * until the document is closed: a cell is confirmed at the price of a look-up.
 */
import { DocumentError } from '#model/failure.js';
import { ANNOTATION, FLATTEN, PDFIUM_ERROR, type Pdfium } from './raw.js';
import { type View, viewOfPage } from './view.js';

export interface OpenPage {
  readonly page: number;
  readonly text: number;
  readonly view: View;
}

/** Bytes of the scratch area that calls write their results to. */
const SCRATCH = 64;

/** Of this many annotations one that shows text is among the first. */
const MOST_ANNOTATIONS = 2000;

export class DocumentHandle {
  readonly scratch: number;
  readonly #bytes: number;
  readonly #document: number;
  readonly #pages = new Map<number, OpenPage>();
  #closed = false;

  /** Throws a DocumentError when PDFium cannot open the bytes. */
  constructor(
    readonly pdfium: Pdfium,
    bytes: Uint8Array,
  ) {
    this.#bytes = pdfium._malloc(Math.max(1, bytes.length));
    if (this.#bytes === 0) throw new DocumentError('too-large', 'no memory for the file');
    pdfium.HEAPU8.set(bytes, this.#bytes);
    this.#document = pdfium._FPDF_LoadMemDocument(this.#bytes, bytes.length, 0);
    if (this.#document === 0) {
      const error = pdfium._FPDF_GetLastError();
      pdfium._free(this.#bytes);
      const needsPassword = error === PDFIUM_ERROR.password || error === PDFIUM_ERROR.security;
      throw new DocumentError(needsPassword ? 'encrypted' : 'corrupt', `PDFium error ${error}`);
    }
    this.scratch = pdfium._malloc(SCRATCH);
  }

  get pageCount(): number {
    return this.pdfium._FPDF_GetPageCount(this.#document);
  }

  /** A page counted from 0; `undefined` when it cannot be loaded. */
  open(index: number): OpenPage | undefined {
    const known = this.#pages.get(index);
    if (known) return known;
    const page = this.#loadPage(index);
    if (page === 0) return undefined;
    const text = this.pdfium._FPDFText_LoadPage(page);
    const opened = { page, text, view: viewOfPage(this.pdfium, page, this.scratch) };
    this.#pages.set(index, opened);
    return opened;
  }

  /** A page with what its form fields and text notes show made part of it; 0 when it cannot be loaded. */
  #loadPage(index: number): number {
    const { pdfium } = this;
    const page = pdfium._FPDF_LoadPage(this.#document, index);
    if (page === 0 || !this.#showsAnnotations(page)) return page;
    if (pdfium._FPDFPage_Flatten(page, FLATTEN.forDisplay) !== FLATTEN.done) return page;
    pdfium._FPDF_ClosePage(page);
    return pdfium._FPDF_LoadPage(this.#document, index);
  }

  #showsAnnotations(page: number): boolean {
    const { pdfium } = this;
    const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS);
    for (let index = 0; index < count; index++) {
      const annotation = pdfium._FPDFPage_GetAnnot(page, index);
      if (annotation === 0) continue;
      const subtype = pdfium._FPDFAnnot_GetSubtype(annotation);
      pdfium._FPDFPage_CloseAnnot(annotation);
      if (subtype === ANNOTATION.widget || subtype === ANNOTATION.freeText) return true;
    }
    return false;
  }

  release(index: number): void {
    const opened = this.#pages.get(index);
    if (!opened) return;
    this.#pages.delete(index);
    if (opened.text) this.pdfium._FPDFText_ClosePage(opened.text);
    this.pdfium._FPDF_ClosePage(opened.page);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const index of [...this.#pages.keys()]) this.release(index);
    this.pdfium._FPDF_CloseDocument(this.#document);
    this.pdfium._free(this.scratch);
    this.pdfium._free(this.#bytes);
  }
}
