/**
 * The readers by format: a fast first reading and an independent second one. Each is imported when a
 * document of its format comes, so that a page of HTML does not wait for PDFium.
 */
import type { Failure } from '#model/failure.js';
import type { ReadOptions, ReadResult } from '#model/reading.js';
import type { Engines } from './engines.js';
import { type ReadableFormat, sniffFormat } from './sniff-format.js';

export type Read = (bytes: Uint8Array, options: ReadOptions, engines: Engines) => Promise<ReadResult>;

export interface Readers {
  readonly first: Read;
  readonly second?: Read;
}

export const readersOf: Readonly<Record<ReadableFormat, Readers>> = {
  text: {
    first: async (bytes, options) => (await import('#readers/text/text.js')).readText(bytes, options),
  },
  html: {
    first: async (bytes, options) => (await import('#readers/html/html.js')).readHtml(bytes, options),
    second: async (bytes, options) =>
      (await import('#readers/html-events/html-events.js')).readHtmlEvents(bytes, options),
  },
  docx: {
    first: async (bytes, options) => (await import('#readers/docx/docx.js')).readDocx(bytes, options),
    second: async (bytes, options) =>
      (await import('#readers/docx-mammoth/docx-mammoth.js')).readDocxWithMammoth(bytes, options),
  },
  pdf: {
    first: async (bytes, options, engines) =>
      (await import('#readers/pdf-pdfium/read.js')).readPdf(bytes, options, await engines.pdfium()),
    second: async (bytes, options, engines) =>
      (await import('#readers/pdf-pdfjs/read.js')).readPdfWithPdfjs(bytes, options, await engines.pdfjs()),
  },
};

/** A document as HTML for a person to look at; only DOCX needs one made. */
export async function previewDocument(
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<{ readonly html: string } | { readonly failure: Failure }> {
  const sniffed = sniffFormat(bytes);
  if ('failure' in sniffed) return sniffed;
  if (sniffed.format !== 'docx')
    return { failure: { code: 'unsupported-format', detail: `no preview of ${sniffed.format}` } };
  return (await import('#readers/docx-mammoth/docx-mammoth.js')).previewDocx(bytes, options);
}
