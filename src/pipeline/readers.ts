/**
 * The readers by format: a fast first reading and an independent second one. Each is imported when a
 * document of its format comes, so that a page of HTML does not wait for PDFium.
 */
import type { ReadOptions, ReadResult } from '#model/reading.js';
import type { Engines } from './engines.js';
import type { ReadableFormat } from './sniff-format.js';

export type Read = (bytes: Uint8Array, options: ReadOptions, engines: Engines) => Promise<ReadResult>;

export interface Readers {
  readonly first: { readonly name: string; readonly read: Read };
  readonly second?: { readonly name: string; readonly read: Read };
}

export const readersOf: Readonly<Record<ReadableFormat, Readers>> = {
  text: {
    first: {
      name: 'lines',
      read: async (...given) => (await import('#readers/text/text.js')).readText(given[0], given[1]),
    },
  },
  html: {
    first: {
      name: 'cheerio',
      read: async (...given) => (await import('#readers/html/html.js')).readHtml(given[0], given[1]),
    },
    second: {
      name: 'htmlparser2',
      read: async (...given) =>
        (await import('#readers/html-events/html-events.js')).readHtmlEvents(given[0], given[1]),
    },
  },
  docx: {
    first: {
      name: 'ooxml',
      read: async (...given) => (await import('#readers/docx/docx.js')).readDocx(given[0], given[1]),
    },
    second: {
      name: 'mammoth',
      read: async (...given) =>
        (await import('#readers/docx-mammoth/docx-mammoth.js')).readDocxWithMammoth(given[0], given[1]),
    },
  },
  pdf: {
    first: {
      name: 'pdfium',
      read: async (bytes, options, engines) =>
        (await import('#readers/pdf-pdfium/read.js')).readPdf(bytes, options, await engines.pdfium()),
    },
    second: {
      name: 'pdfjs',
      read: async (bytes, options, engines) =>
        (await import('#readers/pdf-pdfjs/read.js')).readPdfWithPdfjs(bytes, options, await engines.pdfjs()),
    },
  },
};
