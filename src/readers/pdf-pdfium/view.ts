/** From PDF user space (origin wherever, y upwards, page perhaps rotated) to the page as displayed. */
import type { Matrix } from '../pdf/affine.js';
import type { Pdfium } from './raw.js';

export interface View {
  readonly width: number;
  readonly height: number;
  readonly matrix: Matrix;
}

/** PDFium answers in whole device units: a large device makes them fine enough. */
const UNITS_PER_POINT = 1024;
/** A long base line, for the same reason (points). */
const BASE = 1000;

/** Rotation and crop box are PDFium's business: it is asked where three points are displayed. */
export function viewOfPage(pdfium: Pdfium, page: number, scratch: number): View {
  const width = pdfium._FPDF_GetPageWidthF(page);
  const height = pdfium._FPDF_GetPageHeightF(page);
  const at = (x: number, y: number): [number, number] => {
    const size = [Math.round(width * UNITS_PER_POINT), Math.round(height * UNITS_PER_POINT)] as const;
    pdfium._FPDF_PageToDevice(page, 0, 0, size[0], size[1], 0, x, y, scratch, scratch + 4);
    const [deviceX, deviceY] = [pdfium.HEAP32[scratch >> 2]!, pdfium.HEAP32[(scratch >> 2) + 1]!];
    return [deviceX / UNITS_PER_POINT, deviceY / UNITS_PER_POINT];
  };
  const [e, f] = at(0, 0);
  const [ax, ay] = at(BASE, 0);
  const [cx, cy] = at(0, BASE);
  const unit = (value: number): number =>
    Math.abs(value) < 1e-5 ? 0 : Math.abs(Math.abs(value) - 1) < 1e-5 ? Math.sign(value) : value;
  const [a, b, c, d] = [(ax - e) / BASE, (ay - f) / BASE, (cx - e) / BASE, (cy - f) / BASE].map(unit);
  return { width, height, matrix: [a!, b!, c!, d!, e, f] };
}

export function readMatrix(heap: Float32Array, pointer: number): Matrix {
  const at = pointer >> 2;
  return [heap[at]!, heap[at + 1]!, heap[at + 2]!, heap[at + 3]!, heap[at + 4]!, heap[at + 5]!];
}
