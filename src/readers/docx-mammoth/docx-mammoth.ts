/**
 * The second reading of a DOCX: mammoth turns it into HTML, and the HTML is read into the model here, by
 * nothing that the first reading uses for its grids but the limit of their size.
 *
 * Known of mammoth, and why it comes second: automatic numbers, `gridBefore`, `hMerge` are lost, hidden text
 * is kept, the text of covered cells is dropped, and it takes tens of times as long. Places are counted as in the
 * first reading, but in what mammoth gives back: deleted rows and empty paragraphs are not in the count.
 *
 * mammoth does not bound what it inflates, so every XML part is inflated within the limits beforehand.
 */
import { DocumentError, type Failure } from '#model/failure.js';
import type { Reading, ReadOptions, ReadResult } from '#model/reading.js';
import { readCoreProperties } from '../docx/core-properties.js';
import { readParts } from '../docx/package.js';
import { ZipArchive } from '../zip/zip-archive.js';
import { convertToHtml } from './convert.js';
import { htmlToBlocks } from './html-blocks.js';

export async function readDocxWithMammoth(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult> {
  try {
    return { reading: await readBounded(bytes, options) };
  } catch (error) {
    return { failure: errorToFailure(error) };
  }
}

/** The document as mammoth's HTML, for showing it to a person: no styles, no pictures, not sanitised. */
export async function previewDocx(
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<{ readonly html: string } | { readonly failure: Failure }> {
  try {
    inflateAll(ZipArchive.open(bytes, options.limits));
    return { html: await convertToHtml(bytes) };
  } catch (error) {
    return { failure: errorToFailure(error) };
  }
}

async function readBounded(bytes: Uint8Array, { limits }: ReadOptions): Promise<Reading> {
  const archive = ZipArchive.open(bytes, limits);
  const { name, document, coreProperties } = readParts(archive);
  inflateAll(ZipArchive.open(bytes, limits));
  if (/<!DOCTYPE/i.test(document.slice(0, 1000)))
    throw new DocumentError('corrupt', `${name}: a document type`);
  const { blocks, stream } = htmlToBlocks(await convertToHtml(bytes), name);
  const meta = readCoreProperties(coreProperties);
  return {
    document: { format: 'docx', reader: 'mammoth', blocks, stream, meta, remarks: [] },
    confirm: () => undefined,
    close: () => {},
  };
}

function inflateAll(archive: ZipArchive): void {
  for (const { name } of archive.entries.values()) if (/\.(xml|rels)$/i.test(name)) archive.read(name);
}

/** Whatever mammoth throws, it is this document that it cannot read. */
function errorToFailure(error: unknown): Failure {
  if (error instanceof DocumentError) return error.toFailure();
  return { code: 'corrupt', detail: `mammoth: ${error instanceof Error ? error.message : String(error)}` };
}
