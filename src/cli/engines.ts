/**
 * The engines of the PDF readers, loaded from the installed packages. The readers themselves touch no disk:
 * what they need is fetched here, on first use, and handed to them.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPdfium, type PdfiumEngine } from '#readers/pdf-pdfium/engine.js';

export interface Engines {
  pdfium(): Promise<PdfiumEngine>;
}

/** Nothing is loaded before an engine is asked for; each is loaded once. */
export function loadEngines(): Engines {
  let pdfium: Promise<PdfiumEngine> | undefined;
  return {
    pdfium: () => {
      pdfium ??= readPdfiumBinary().then(loadPdfium);
      return pdfium;
    },
  };
}

async function readPdfiumBinary(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
}
