/**
 * A first look through the directory of a ZIP archive, before any of its entries is taken: whether it is an
 * archive at all, or an office document that happens to be packed as one, and which entries claim bytes that
 * belong to another (the trick of the bombs that stay under every ratio, or a broken writer).
 */
import type { ByteSource } from './byte-source.js';
import type { InputLimits } from './input.js';
import { readDirectory } from './zip-directory.js';
import { localHeader, type ZipEntry } from './zip-entry.js';

export interface ZipSurvey {
  readonly isPackage: boolean;
  /** Places in the directory, from 0, of entries that begin before the one in front of them has ended. */
  readonly overlapping: ReadonlySet<number>;
}

/** Where DOCX and XLSX, OpenDocument and EPUB, and OFD say what they are. */
const packageParts = /^(?:\[Content_Types\]\.xml|mimetype|OFD\.xml)$/i;

export function isPackagePart(name: string): boolean {
  return packageParts.test(name);
}

/** Throws an `InputError` where the directory cannot be read. */
export async function surveyZip(source: ByteSource, { archiveEntries }: InputLimits): Promise<ZipSurvey> {
  let isPackage = false;
  const spans: Span[] = [];
  for await (const entry of readDirectory(source)) {
    isPackage ||= isPackagePart(entry.name);
    spans.push(toSpan(entry));
    if (spans.length > archiveEntries) break;
  }
  return { isPackage, overlapping: findOverlaps(spans) };
}

interface Span {
  readonly from: number;
  /** At least: the local header may be longer than it must be. */
  readonly to: number;
}

function toSpan({ headerAt, packedSize }: ZipEntry): Span {
  return { from: headerAt, to: headerAt + localHeader.length + packedSize };
}

/** Those that begin inside what stands before them in the file. */
function findOverlaps(spans: readonly Span[]): Set<number> {
  const inFileOrder = spans
    .map((_, index) => index)
    .sort((a, b) => (spans[a]?.from ?? 0) - (spans[b]?.from ?? 0) || a - b);
  const overlapping = new Set<number>();
  let end = 0;
  for (const index of inFileOrder) {
    const { from, to } = spans[index] as Span;
    if (from < end) overlapping.add(index);
    end = Math.max(end, to);
  }
  return overlapping;
}
