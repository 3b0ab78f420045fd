/**
 * The engines of the PDF readers, loaded from the installed packages. The readers themselves touch no disk:
 * what they need is fetched here, on first use, and handed to them.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engines } from '#pipeline/engines.js';
import type { PdfiumEngine } from '#readers/pdf-pdfium/engine.js';
import type { PdfjsEngine } from '#readers/pdf-pdfjs/engine.js';

/** Nothing is imported or loaded before an engine is asked for; each is loaded once. */
export function loadEngines(): Engines {
  let pdfium: Promise<PdfiumEngine> | undefined;
  let pdfjs: Promise<PdfjsEngine> | undefined;
  return {
    pdfium: () => {
      pdfium ??= openPdfium();
      return pdfium;
    },
    pdfjs: () => {
      pdfjs ??= openPdfjs();
      return pdfjs;
    },
  };
}

async function openPdfium(): Promise<PdfiumEngine> {
  const { loadPdfium } = await import('#readers/pdf-pdfium/engine.js');
  return loadPdfium(await readPdfiumBinary());
}

async function openPdfjs(): Promise<PdfjsEngine> {
  const { loadPdfjs } = await import('#readers/pdf-pdfjs/engine.js');
  return loadPdfjs(findPdfjsFolders());
}

async function readPdfiumBinary(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
}

/** In the very copy of pdf.js that pdf-parse loads: its own nested one, or a hoisted one. */
function findPdfjsFolders(): { cMapUrl: string; standardFontDataUrl: string } {
  const ofPdfParse = createRequire(createRequire(import.meta.url).resolve('pdf-parse'));
  const root = dirname(ofPdfParse.resolve('pdfjs-dist/package.json'));
  return { cMapUrl: join(root, 'cmaps') + sep, standardFontDataUrl: join(root, 'standard_fonts') + sep };
}
