/**
 * The text PDFium itself finds in a box, to confirm what the grid says stands in a cell. The box is drawn
 * in a little, so that the neighbours' characters, which may touch the border, stay out.
 */
import type { PagePlace, Place } from '#model/place.js';
import { foldRadicals } from '#text/radicals.js';
import { invert, transformBox } from '../pdf/affine.js';
import type { DocumentHandle } from './handle.js';

/** PDFium counts every character that touches the box: how far to draw it in, in points and as a part of it. */
const INSET = 2;
const INSET_PART = 0.15;
/** UTF-16 units; no cell holds more. */
const LONGEST = 4096;

/** `undefined` when the place is no place on a page of this document. */
export function confirmPlace(handle: DocumentHandle, at: Place): string | undefined {
  if (at.kind !== 'page') return undefined;
  const texts = (at.parts ?? [at]).map((part) => boundedText(handle, part));
  return texts.every((text) => text !== undefined)
    ? texts.filter((text) => text !== '').join('\n')
    : undefined;
}

function boundedText(handle: DocumentHandle, { page, box }: PagePlace): string | undefined {
  const { pdfium } = handle;
  const open = handle.open(page - 1);
  if (!open?.text) return undefined;
  const dx = Math.min(INSET, INSET_PART * (box[2] - box[0]));
  const dy = Math.min(INSET, INSET_PART * (box[3] - box[1]));
  const inner = [box[0] + dx, box[1] + dy, box[2] - dx, box[3] - dy] as const;
  const [left, bottom, right, top] = transformBox(invert(open.view.matrix), ...inner);
  const buffer = pdfium._malloc(2 * LONGEST);
  try {
    const count = pdfium._FPDFText_GetBoundedText(open.text, left, top, right, bottom, buffer, LONGEST);
    const units = pdfium.HEAPU16.subarray(buffer >> 1, (buffer >> 1) + count);
    return foldRadicals(
      String.fromCharCode(...units)
        .replace(/\0+$/, '')
        .replace(/\u0002/g, '-')
        .replace(/\r\n?/g, '\n'),
    ).trim();
  } finally {
    pdfium._free(buffer);
  }
}
