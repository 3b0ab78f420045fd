/**
 * The rulings of a page from PDFium's page objects. Form XObjects are entered with their matrix. White and
 * transparent paint is paper. Clip paths are no page objects and never seen here.
 */
import type { Box } from '#model/place.js';
import { type Matrix, multiply, transformBox, transformX, transformY } from '../pdf/affine.js';
import type { Ruling } from '../pdf/page.js';
import {
  addOutline,
  addThinFill,
  isThin,
  newRulingList,
  type Outline,
  type Painting,
  type RulingList,
} from '../pdf/paths.js';
import type { OpenPage } from './handle.js';
import { readFill, readStroke } from './paint.js';
import { PAGE_OBJECT, type Pdfium, SEGMENT } from './raw.js';
import { readMatrix } from './view.js';

export interface Drawings {
  readonly rulings: readonly Ruling[];
  readonly grounds: readonly Box[];
  readonly hasImages: boolean;
}

/** Form XObjects nest no deeper than this in honest documents. */
const DEEPEST = 12;
/** A path with more segments than this is a picture. */
const MOST_SEGMENTS = 20_000;

/** Move, three or four lines, close. */
const RECTANGLE_SEGMENTS = 5;

interface Drawing {
  readonly pdfium: Pdfium;
  readonly scratch: number;
  readonly drawn: RulingList;
  hasImages: boolean;
}

export function readDrawings(pdfium: Pdfium, { page, view }: OpenPage, scratch: number): Drawings {
  const drawing: Drawing = { pdfium, scratch, drawn: newRulingList(), hasImages: false };
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index++)
    readObject(drawing, pdfium._FPDFPage_GetObject(page, index), view.matrix, 0);
  const { rulings, grounds } = drawing.drawn;
  return { rulings, grounds, hasImages: drawing.hasImages };
}

function readObject(drawing: Drawing, object: number, matrix: Matrix, depth: number): void {
  switch (drawing.pdfium._FPDFPageObj_GetType(object)) {
    case PAGE_OBJECT.path:
      readPath(drawing, object, matrix);
      return;
    case PAGE_OBJECT.image:
      drawing.hasImages = true;
      addGround(drawing, object, matrix);
      return;
    case PAGE_OBJECT.shading:
      addGround(drawing, object, matrix);
      return;
    case PAGE_OBJECT.form:
      readForm(drawing, object, matrix, depth);
      return;
  }
}

function readForm(drawing: Drawing, form: number, matrix: Matrix, depth: number): void {
  if (depth >= DEEPEST) return;
  const { pdfium } = drawing;
  const inner = multiply(matrix, objectMatrix(drawing, form));
  const count = pdfium._FPDFFormObj_CountObjects(form);
  for (let index = 0; index < count; index++)
    readObject(drawing, pdfium._FPDFFormObj_GetObject(form, index), inner, depth + 1);
}

function objectMatrix({ pdfium, scratch }: Drawing, object: number): Matrix {
  pdfium._FPDFPageObj_GetMatrix(object, scratch);
  return readMatrix(pdfium.HEAPF32, scratch);
}

function readPath(drawing: Drawing, path: number, matrix: Matrix): void {
  const painting = readPainting(drawing, path);
  if (!painting.filled && !painting.stroked) return;
  if (!painting.stroked && readThinFill(drawing, path, matrix)) return;
  const inner = multiply(matrix, objectMatrix(drawing, path));
  for (const outline of readOutlines(drawing, path, inner)) addOutline(drawing.drawn, outline, painting);
}

/**
 * Most borders are filled rectangles, dotted ones thousands of them: one call for the bounds of the path
 * instead of four for each of its segments. False when the path is something else.
 */
function readThinFill({ pdfium, scratch, drawn }: Drawing, path: number, matrix: Matrix): boolean {
  if (pdfium._FPDFPath_CountSegments(path) > RECTANGLE_SEGMENTS) return false;
  const box = readBounds(pdfium, path, matrix, scratch);
  if (!box || !isThin(...box)) return false;
  addThinFill(drawn, ...box);
  return true;
}

function addGround({ pdfium, scratch, drawn }: Drawing, object: number, matrix: Matrix): void {
  const box = readBounds(pdfium, object, matrix, scratch);
  if (box) drawn.grounds.push(box);
}

function readBounds(pdfium: Pdfium, object: number, matrix: Matrix, scratch: number): Box | undefined {
  if (!pdfium._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12))
    return undefined;
  const heap = pdfium.HEAPF32;
  const at = scratch >> 2;
  return transformBox(matrix, heap[at]!, heap[at + 1]!, heap[at + 2]!, heap[at + 3]!);
}

function readPainting({ pdfium, scratch }: Drawing, path: number): Painting {
  pdfium._FPDFPath_GetDrawMode(path, scratch, scratch + 4);
  const modes = pdfium.HEAP32;
  const at = scratch >> 2;
  const [isFilled, isStroked] = [modes[at] !== 0, modes[at + 1] !== 0];
  return {
    filled: isFilled && readFill(pdfium, path, scratch) === 'ink',
    stroked: isStroked && readStroke(pdfium, path, scratch) === 'ink',
  };
}

interface OpenOutline {
  points: number[];
  closed: boolean;
  curved: boolean;
}

function readOutlines({ pdfium, scratch }: Drawing, path: number, matrix: Matrix): Outline[] {
  const outlines: OpenOutline[] = [];
  const count = Math.min(pdfium._FPDFPath_CountSegments(path), MOST_SEGMENTS);
  for (let index = 0; index < count; index++) {
    const segment = pdfium._FPDFPath_GetPathSegment(path, index);
    const type = pdfium._FPDFPathSegment_GetType(segment);
    if (type === SEGMENT.move) outlines.push({ points: [], closed: false, curved: false });
    const outline = outlines.at(-1);
    if (!outline) continue;
    if (type === SEGMENT.curve) outline.curved = true;
    pdfium._FPDFPathSegment_GetPoint(segment, scratch, scratch + 4);
    const [x, y] = [pdfium.HEAPF32[scratch >> 2]!, pdfium.HEAPF32[(scratch >> 2) + 1]!];
    outline.points.push(transformX(matrix, x, y), transformY(matrix, x, y));
    if (pdfium._FPDFPathSegment_GetClose(segment)) outline.closed = true;
  }
  return outlines;
}
