/** What colour PDFium says an object is painted in: ink, paper (white), or none (transparent). */
import type { Paint } from '../pdf/painted-glyphs.js';
import type { Pdfium } from './raw.js';

/** `undefined` when PDFium cannot tell. The scratch area holds 16 bytes. */
export function readFill(pdfium: Pdfium, object: number, scratch: number): Paint | undefined {
  const isKnown = pdfium._FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12);
  return isKnown ? colourToPaint(pdfium, scratch) : undefined;
}

/** Like `readFill`, of the outline. */
export function readStroke(pdfium: Pdfium, object: number, scratch: number): Paint | undefined {
  const isKnown = pdfium._FPDFPageObj_GetStrokeColor(object, scratch, scratch + 4, scratch + 8, scratch + 12);
  return isKnown ? colourToPaint(pdfium, scratch) : undefined;
}

/** Paint at least this light is white (0…255). */
const WHITE = 250;

function colourToPaint({ HEAPU32 }: Pdfium, scratch: number): Paint {
  const at = scratch >> 2;
  if (HEAPU32[at + 3] === 0) return 'none';
  return Math.min(HEAPU32[at]!, HEAPU32[at + 1]!, HEAPU32[at + 2]!) < WHITE ? 'ink' : 'paper';
}
