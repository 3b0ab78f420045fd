/**
 * The characters of a page from PDFium's text page.
 *
 * One box per character: the *loose* one (pen position to pen position, descent to ascent). The tight box
 * is the ink, in which a comma and a dash have other middles than the digits beside them. What is common to
 * a text object (direction, visibility) is asked once per object. Characters that PDFium makes up itself
 * (spaces, line ends) are passed over; spaces are set again by distance.
 */
import { foldRadicals } from '#text/radicals.js';
import { identity, multiply, transformBox, turnOf, upScale } from '../pdf/affine.js';
import type { Glyph, Turn } from '../pdf/page.js';
import {
  addGlyph,
  newPaintedGlyphs,
  type Paint,
  type PaintedGlyphs,
  RENDER_MODE,
} from '../pdf/painted-glyphs.js';
import type { OpenPage } from './handle.js';
import { readFill } from './paint.js';
import type { Pdfium } from './raw.js';
import { readMatrix } from './view.js';

interface TextObject {
  readonly pointer: number;
  /** `undefined` when oblique: a watermark, not text of the page. */
  readonly turn: Turn | undefined;
  /** The em in points as displayed; 0 when unknown. */
  readonly size: number;
  readonly paint: Paint;
}

export function readGlyphs(pdfium: Pdfium, page: OpenPage, scratch: number): PaintedGlyphs {
  const glyphs = newPaintedGlyphs();
  let object: TextObject | undefined;
  const count = pdfium._FPDFText_CountChars(page.text);
  for (let index = 0; index < count; index++) {
    const code = pdfium._FPDFText_GetUnicode(page.text, index);
    if (isBlank(code)) continue;
    const pointer = pdfium._FPDFText_GetTextObject(page.text, index);
    if (object?.pointer !== pointer) object = readObject(pdfium, page, index, pointer, scratch);
    const glyph =
      object.turn === undefined
        ? undefined
        : readGlyph(pdfium, page, index, codeToText(code), object, scratch);
    if (glyph) addGlyph(glyphs, glyph, object.paint, page.view);
  }
  return glyphs;
}

const UNKNOWN = '\ufffd';

/** Spaces of all widths, control and formatting characters. 0 is a character without a Unicode value. */
const isBlank = (code: number): boolean =>
  (code <= 0x20 && code !== 0 && code !== LINE_END_HYPHEN) ||
  ((code === 0xa0 || code >= 0xad) &&
    /^[\s\u00ad\u200b-\u200f\ufeff]$/.test(String.fromCodePoint(Math.min(code, 0x10ffff))));

/** PDFium's own mark for a hyphen at the end of a line. */
const LINE_END_HYPHEN = 2;

function codeToText(code: number): string {
  if (code === LINE_END_HYPHEN) return '-';
  if (code === 0 || code === 0xfffe || code === 0xffff || code > 0x10ffff) return UNKNOWN;
  return foldRadicals(String.fromCodePoint(code));
}

function readObject(
  pdfium: Pdfium,
  page: OpenPage,
  index: number,
  pointer: number,
  scratch: number,
): TextObject {
  const hasMatrix = pdfium._FPDFText_GetMatrix(page.text, index, scratch) !== 0;
  const matrix = multiply(page.view.matrix, hasMatrix ? readMatrix(pdfium.HEAPF32, scratch) : identity);
  const turn = hasMatrix ? turnOf(matrix) : 0;
  const size = pdfium._FPDFText_GetFontSize(page.text, index) * upScale(matrix);
  return { pointer, turn, size, paint: pointer ? readPaint(pdfium, pointer, scratch) : 'ink' };
}

function readPaint(pdfium: Pdfium, object: number, scratch: number): Paint {
  const mode = pdfium._FPDFTextObj_GetTextRenderMode(object);
  if (mode === RENDER_MODE.invisible) return 'none';
  return mode === RENDER_MODE.fill ? (readFill(pdfium, object, scratch) ?? 'ink') : 'ink';
}

function readGlyph(
  pdfium: Pdfium,
  page: OpenPage,
  index: number,
  text: string,
  { pointer: run, turn = 0, size: em }: TextObject,
  scratch: number,
): Glyph | undefined {
  if (!pdfium._FPDFText_GetLooseCharBox(page.text, index, scratch)) return undefined;
  const at = scratch >> 2;
  const heap = pdfium.HEAPF32;
  const [left, top, right, bottom] = transformBox(
    page.view.matrix,
    heap[at]!,
    heap[at + 1]!,
    heap[at + 2]!,
    heap[at + 3]!,
  );
  const size = em || (turn === 90 || turn === 270 ? right - left : bottom - top) || 1;
  return { text, left, top, right, bottom, size, run, turn };
}
