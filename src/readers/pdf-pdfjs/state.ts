/** The part of PDF's graphics and text state that decides where glyphs and rulings are displayed. */
import { identity, type Matrix } from '../pdf/affine.js';
import { newPaintedGlyphs, type PaintedGlyphs } from '../pdf/painted-glyphs.js';
import { newRulingList, type RulingList } from '../pdf/paths.js';
import type { RawFont } from './raw.js';

/** What `q` saves and `Q` restores. */
export interface GraphicsState {
  matrix: Matrix;
  fillIsInk: boolean;
  strokeIsInk: boolean;
  font: RawFont | undefined;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  /** 1 is normal. */
  horizontalScale: number;
  leading: number;
  rise: number;
  renderingMode: number;
}

export interface Interpreter {
  state: GraphicsState;
  readonly saved: GraphicsState[];
  textMatrix: Matrix;
  lineMatrix: Matrix;
  /** Counts show-text operators. */
  run: number;
  readonly glyphs: PaintedGlyphs;
  readonly drawn: RulingList;
  hasImages: boolean;
  readonly width: number;
  readonly height: number;
  readonly findFont: (name: string) => RawFont | undefined;
}

export function newInterpreter(
  view: { width: number; height: number; matrix: Matrix },
  findFont: Interpreter['findFont'],
): Interpreter {
  return {
    state: {
      matrix: view.matrix,
      fillIsInk: true,
      strokeIsInk: true,
      font: undefined,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      horizontalScale: 1,
      leading: 0,
      rise: 0,
      renderingMode: 0,
    },
    saved: [],
    textMatrix: identity,
    lineMatrix: identity,
    run: 0,
    glyphs: newPaintedGlyphs(),
    drawn: newRulingList(),
    hasImages: false,
    width: view.width,
    height: view.height,
    findFont,
  };
}
