/**
 * pdf.js's operator list → glyphs and rulings: one small function per operator, everything else is passed
 * over. pdf.js gathers a path and its painting into one operator (`constructPath`): the painting operator,
 * the path as a flat list of numbers (0 move, 1 line, 2 curve, 3 close, each with its coordinates).
 */
import { identity, type Matrix, multiply, transformBox, transformX, transformY } from '../pdf/affine.js';
import { addOutline, type Outline } from '../pdf/paths.js';
import { OPS, type OperatorList, type ShownGlyph } from './raw.js';
import { showText } from './show-text.js';
import type { Interpreter } from './state.js';

type Args = readonly unknown[];
type Operator = (interpreter: Interpreter, args: Args) => void;

const numberAt = (args: Args, index: number): number => {
  const value = args[index];
  return typeof value === 'number' ? value : 0;
};

/** pdf.js hands a matrix over as six arguments or as one array. */
function matrixOf(args: Args): Matrix {
  const first = args[0];
  const numbers = typeof first === 'number' ? args : Array.from((first as ArrayLike<number> | null) ?? []);
  return numbers.length === 6 ? (numbers as unknown as Matrix) : identity;
}

function save(interpreter: Interpreter): void {
  interpreter.saved.push({ ...interpreter.state });
}

function restore(interpreter: Interpreter): void {
  interpreter.state = interpreter.saved.pop() ?? interpreter.state;
}

function transform(interpreter: Interpreter, args: Args): void {
  interpreter.state.matrix = multiply(interpreter.state.matrix, matrixOf(args));
}

function setTextMatrix(interpreter: Interpreter, matrix: Matrix): void {
  interpreter.textMatrix = matrix;
  interpreter.lineMatrix = matrix;
}

const moveText = (interpreter: Interpreter, x: number, y: number): void =>
  setTextMatrix(interpreter, multiply(interpreter.lineMatrix, [1, 0, 0, 1, x, y]));

const nextLine = (interpreter: Interpreter): void => moveText(interpreter, 0, -interpreter.state.leading);

/** White is paper. */
function isInk(args: Args): boolean {
  const [colour] = args;
  return typeof colour !== 'string' || !/^#f[a-f]f[a-f]f[a-f]$/i.test(colour);
}

const operators = new Map<number, Operator>([
  [OPS.save, save],
  [OPS.restore, restore],
  [OPS.transform, transform],
  [
    OPS.paintFormXObjectBegin,
    (interpreter, args) => {
      save(interpreter);
      if (args[0]) transform(interpreter, args);
    },
  ],
  [OPS.paintFormXObjectEnd, restore],
  [OPS.beginText, (interpreter) => setTextMatrix(interpreter, identity)],
  [OPS.setTextMatrix, (interpreter, args) => setTextMatrix(interpreter, matrixOf(args))],
  [OPS.moveText, (interpreter, args) => moveText(interpreter, numberAt(args, 0), numberAt(args, 1))],
  [
    OPS.setLeadingMoveText,
    (interpreter, args) => {
      interpreter.state.leading = -numberAt(args, 1);
      moveText(interpreter, numberAt(args, 0), numberAt(args, 1));
    },
  ],
  [OPS.nextLine, nextLine],
  [
    OPS.setFont,
    ({ state, findFont }, args) => {
      state.font = findFont(String(args[0]));
      state.size = numberAt(args, 1);
    },
  ],
  [OPS.setCharSpacing, ({ state }, args) => (state.charSpacing = numberAt(args, 0))],
  [OPS.setWordSpacing, ({ state }, args) => (state.wordSpacing = numberAt(args, 0))],
  [OPS.setHScale, ({ state }, args) => (state.horizontalScale = numberAt(args, 0) / 100)],
  [OPS.setLeading, ({ state }, args) => (state.leading = numberAt(args, 0))],
  [OPS.setTextRise, ({ state }, args) => (state.rise = numberAt(args, 0))],
  [OPS.setTextRenderingMode, ({ state }, args) => (state.renderingMode = numberAt(args, 0))],
  [OPS.showText, (interpreter, args) => showText(interpreter, (args[0] ?? []) as readonly ShownGlyph[])],
  [OPS.setFillRGBColor, ({ state }, args) => (state.fillIsInk = isInk(args))],
  [OPS.setStrokeRGBColor, ({ state }, args) => (state.strokeIsInk = isInk(args))],
  [OPS.setFillColorN, ({ state }) => (state.fillIsInk = true)],
  [OPS.setStrokeColorN, ({ state }) => (state.strokeIsInk = true)],
  [OPS.shadingFill, ({ drawn, width, height }) => drawn.grounds.push([0, 0, width, height])],
  [OPS.setFillTransparent, ({ state }) => (state.fillIsInk = false)],
  [OPS.setStrokeTransparent, ({ state }) => (state.strokeIsInk = false)],
  [OPS.constructPath, paintPath],
  ...[OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject].map(
    (operator): [number, Operator] => [
      operator,
      (interpreter) => {
        interpreter.hasImages = true;
        interpreter.drawn.grounds.push(transformBox(interpreter.state.matrix, 0, 0, 1, 1));
      },
    ],
  ),
]);

export function interpret(interpreter: Interpreter, { fnArray, argsArray }: OperatorList): void {
  fnArray.forEach((operator, index) => {
    operators.get(operator)?.(interpreter, argsArray[index] ?? []);
  });
}

const fills = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const strokes = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

function paintPath({ state, drawn }: Interpreter, args: Args): void {
  const operator = numberAt(args, 0);
  const painting = {
    filled: fills.has(operator) && state.fillIsInk,
    stroked: strokes.has(operator) && state.strokeIsInk,
  };
  const data = (args[1] as (ArrayLike<number> | null)[] | undefined)?.[0];
  if (!data || !(painting.filled || painting.stroked)) return;
  for (const outline of dataToOutlines(data, state.matrix)) addOutline(drawn, outline, painting);
}

/** How many numbers follow each drawing code, and which of them are the point reached. */
const pathCodes = [
  { length: 2, curved: false },
  { length: 2, curved: false },
  { length: 6, curved: true },
] as const;
const CLOSE = 3;

export function dataToOutlines(data: ArrayLike<number>, matrix: Matrix): Outline[] {
  const outlines: { points: number[]; closed: boolean; curved: boolean }[] = [];
  for (let at = 0; at < data.length; ) {
    const code = data[at++]!;
    if (code === 0) outlines.push({ points: [], closed: false, curved: false });
    const outline = outlines.at(-1);
    const form = pathCodes[code];
    if (code === CLOSE && outline) outline.closed = true;
    if (!form) {
      if (code !== CLOSE) break;
      continue;
    }
    const [x, y] = [data[at + form.length - 2]!, data[at + form.length - 1]!];
    outline?.points.push(transformX(matrix, x, y), transformY(matrix, x, y));
    if (outline && form.curved) outline.curved = true;
    at += form.length;
  }
  return outlines;
}
