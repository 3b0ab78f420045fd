/**
 * A show-text operator → glyphs. The pen moves by each glyph's advance, scaled by the font size, plus
 * character and word spacing (PDF 32000-1, 9.4.4); in vertical writing it moves down, and each glyph hangs
 * from the middle of its upper edge. The box is one em high whatever the font says, so that all fonts on a
 * line have the same middle.
 */
import { foldRadicals } from '#text/radicals.js';
import { type Matrix, multiply, transformBox, turnOf } from '../pdf/affine.js';
import type { Turn } from '../pdf/page.js';
import { addGlyph, type Paint, RENDER_MODE } from '../pdf/painted-glyphs.js';
import type { ShownGlyph } from './raw.js';
import type { Interpreter } from './state.js';

/** The em box above and below the baseline. */
const ASCENT = 0.8;
const DESCENT = -0.2;
/** The advance of a vertical font that states none (glyph space). */
const FULL_WIDTH_DOWN = -1000;

export function showText(interpreter: Interpreter, shown: readonly (ShownGlyph | number | null)[]): void {
  const { state } = interpreter;
  const matrix = multiply(state.matrix, interpreter.textMatrix);
  const turn = turnOf(matrix);
  const isVertical = state.font?.vertical === true;
  const unit = state.font?.fontMatrix?.[0] ?? 0.001;
  const run = interpreter.run++;
  let pen = 0;
  for (const glyph of shown) {
    if (glyph === null) continue;
    if (typeof glyph === 'number') {
      pen -= (glyph * state.size) / 1000;
      continue;
    }
    const advance = (isVertical ? (glyph.vmetric?.[0] ?? FULL_WIDTH_DOWN) : glyph.width) * unit * state.size;
    const box = isVertical
      ? hangingBox(glyph, pen, unit, state.size)
      : standingBox(interpreter, pen, advance);
    if (turn !== undefined) placeGlyph(interpreter, glyph, box, matrix, turn, run);
    pen += advance + (isVertical ? -1 : 1) * (state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0));
  }
  const [x, y] = isVertical ? [0, pen] : [pen * state.horizontalScale, 0];
  interpreter.textMatrix = multiply(interpreter.textMatrix, [1, 0, 0, 1, x, y]);
}

type Corners = readonly [x0: number, y0: number, x1: number, y1: number];

function standingBox({ state }: Interpreter, pen: number, advance: number): Corners {
  const x = pen * state.horizontalScale;
  const right = x + advance * state.horizontalScale;
  return [x, state.rise + DESCENT * state.size, right, state.rise + ASCENT * state.size];
}

function hangingBox(glyph: ShownGlyph, pen: number, unit: number, size: number): Corners {
  const half = (glyph.width * unit * size) / 2;
  return [-half, pen - size, half, pen];
}

function placeGlyph(
  interpreter: Interpreter,
  { unicode }: ShownGlyph,
  corners: Corners,
  matrix: Matrix,
  turn: Turn,
  run: number,
): void {
  const text = foldRadicals(unicode ?? '').replace(/[\s\u00ad\u200b-\u200f\ufeff]/g, '');
  if (text === '') return;
  const [left, top, right, bottom] = transformBox(matrix, ...corners);
  const size = turn === 90 || turn === 270 ? right - left : bottom - top;
  const glyph = { text, left, top, right, bottom, size: size || 1, run, turn };
  addGlyph(interpreter.glyphs, glyph, paintOf(interpreter), interpreter);
}

function paintOf({ state: { renderingMode, fillIsInk } }: Interpreter): Paint {
  if (renderingMode === RENDER_MODE.invisible) return 'none';
  return renderingMode === RENDER_MODE.fill && !fillIsInk ? 'paper' : 'ink';
}
