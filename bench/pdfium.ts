/** PDFium alone: the floor under every reader that stands on it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { instantiatePdfium, type Pdfium } from '#readers/pdf-pdfium/raw.js';

let loaded: Promise<Pdfium> | undefined;

function load(): Promise<Pdfium> {
  loaded ??= readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))).then(
    instantiatePdfium,
  );
  return loaded;
}

/** 0 for what is no PDF. */
export async function countPages(bytes: Uint8Array): Promise<number> {
  if (String.fromCharCode(...bytes.subarray(0, 5)) !== '%PDF-') return 0;
  return withDocument(await load(), bytes, (pdfium, document) => pdfium._FPDF_GetPageCount(document));
}

/** Every page and its text page loaded, and every character asked for. */
export async function readCharacters(bytes: Uint8Array): Promise<string> {
  return withDocument(await load(), bytes, (pdfium, document) => {
    let text = '';
    for (let index = 0; index < pdfium._FPDF_GetPageCount(document); index++)
      text += readPage(pdfium, pdfium._FPDF_LoadPage(document, index));
    return text;
  });
}

function readPage(pdfium: Pdfium, page: number): string {
  const text = pdfium._FPDFText_LoadPage(page);
  const count = pdfium._FPDFText_CountChars(text);
  let characters = '';
  for (let index = 0; index < count; index++)
    characters += String.fromCharCode(pdfium._FPDFText_GetUnicode(text, index));
  pdfium._FPDFText_ClosePage(text);
  pdfium._FPDF_ClosePage(page);
  return characters;
}

function withDocument<Result>(
  pdfium: Pdfium,
  bytes: Uint8Array,
  use: (pdfium: Pdfium, document: number) => Result,
): Result {
  const memory = pdfium._malloc(bytes.length);
  pdfium.HEAPU8.set(bytes, memory);
  const document = pdfium._FPDF_LoadMemDocument(memory, bytes.length, 0);
  try {
    return use(pdfium, document);
  } finally {
    pdfium._FPDF_CloseDocument(document);
    pdfium._free(memory);
  }
}
