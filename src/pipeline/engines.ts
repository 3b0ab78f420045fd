/** What the readers need from outside the core; loaded by the composition root, on first use. */
import type { PdfiumEngine } from '#readers/pdf-pdfium/engine.js';
import type { PdfjsEngine } from '#readers/pdf-pdfjs/engine.js';

export interface Engines {
  pdfium(): Promise<PdfiumEngine>;
  pdfjs(): Promise<PdfjsEngine>;
}
