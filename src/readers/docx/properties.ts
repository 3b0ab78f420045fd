/**
 * The properties of paragraphs and runs that decide what text is displayed and what it is: style, list,
 * outline level; hidden, struck, set high or low, white, shaded, inserted, deleted. The rest (fonts, spacing) is passed
 * over, and so are the records of what the properties were before a tracked change (`w:pPrChange`,
 * `w:rPrChange`): they hold the same elements.
 */
import type { XmlCursor } from '../xml/xml-cursor.js';

/** `w:numPr`: which list, which level. A number of 0 means: in no list, whatever the style says. */
export interface ListPosition {
  readonly number?: number;
  readonly level?: number;
}

export interface RunProperties {
  readonly style?: string;
  readonly hidden?: boolean;
  /** `w:strike`, `w:dstrike`: on paper there is a line through it. */
  readonly struck?: boolean;
  /** `w:vertAlign`: set high or low, as the marks of notes are. */
  readonly script?: 'superscript' | 'subscript' | 'baseline';
  /** `w:position` above the line, in half points; below it is negative. */
  readonly raised?: number;
  /** `w:sz`, in half points. */
  readonly size?: number;
  /** `w:color`: whether it is that of paper. */
  readonly white?: boolean;
  /** `w:shd` or `w:highlight` gives it a ground. */
  readonly shaded?: boolean;
}

/** The mark at the end of a paragraph. */
export interface ParagraphMark {
  readonly hidden?: boolean;
  /** `w:del` or `w:moveFrom`: the paragraph no longer ends here. */
  readonly deleted?: boolean;
  readonly inserted?: boolean;
}

export interface ParagraphProperties {
  readonly style?: string;
  readonly list?: ListPosition;
  /** From 0; 9 is body text. */
  readonly outline?: number;
  readonly shaded?: boolean;
  readonly mark?: ParagraphMark;
}

/** Properties while they are being read. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** The cursor stands on `w:pPr`. */
export function readParagraphProperties(cursor: XmlCursor): ParagraphProperties {
  const depth = cursor.depth;
  const properties: Draft<ParagraphProperties> = {};
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:pStyle':
        properties.style = cursor.attribute('w:val') ?? '';
        break;
      case 'w:numPr':
        properties.list = readListPosition(cursor);
        break;
      case 'w:outlineLvl':
        properties.outline = wholeNumber(cursor.attribute('w:val')) ?? 9;
        break;
      case 'w:shd':
        properties.shaded = isShade(cursor);
        break;
      case 'w:rPr':
        properties.mark = readMark(cursor);
        break;
    }
  }
  return properties;
}

/** The cursor stands on the `w:rPr` of a paragraph. */
function readMark(cursor: XmlCursor): ParagraphMark {
  const depth = cursor.depth;
  const mark: Draft<ParagraphMark> = {};
  while (cursor.child(depth)) {
    switch (cursor.name) {
      case 'w:vanish':
        mark.hidden = isOn(cursor.attribute('w:val'));
        break;
      case 'w:del':
      case 'w:moveFrom':
        mark.deleted = true;
        break;
      case 'w:ins':
      case 'w:moveTo':
        mark.inserted = true;
        break;
    }
  }
  return mark;
}

/** The cursor stands on the `w:rPr` of a run or a style. */
export function readRunProperties(cursor: XmlCursor): RunProperties {
  const depth = cursor.depth;
  const properties: Draft<RunProperties> = {};
  while (cursor.child(depth)) runElements[cursor.name]?.(properties, cursor.attribute('w:val'), cursor);
  return properties;
}

/** What a run's elements say, one function each; `val` is the element's `w:val`. */
const runElements: Readonly<
  Record<string, (run: Draft<RunProperties>, val: string | undefined, cursor: XmlCursor) => void>
> = {
  'w:rStyle': (run, val) => {
    run.style = val ?? '';
  },
  'w:vanish': (run, val) => {
    run.hidden = isOn(val);
  },
  'w:strike': strike,
  'w:dstrike': strike,
  'w:vertAlign': (run, val) => {
    if (val === 'superscript' || val === 'subscript' || val === 'baseline') run.script = val;
  },
  'w:position': (run, val) => {
    run.raised = wholeNumber(val) ?? 0;
  },
  'w:sz': (run, val) => {
    run.size = wholeNumber(val) ?? 0;
  },
  'w:color': (run, val) => {
    run.white = isWhite(val);
  },
  'w:highlight': (run, val) => {
    run.shaded = run.shaded === true || (val !== 'none' && val !== 'white');
  },
  'w:shd': (run, _, cursor) => {
    run.shaded = run.shaded === true || isShade(cursor);
  },
};

/** One line or two: each is switched by itself. */
function strike(run: Draft<RunProperties>, val: string | undefined): void {
  run.struck = run.struck === true || isOn(val);
}

/** The colour of paper, or so near it that nobody sees a difference. */
const isWhite = (colour: string | undefined): boolean => /^(?:F[A-F]){3}$/i.test(colour ?? '');

/** The cursor stands on `w:shd`: a pattern, or a fill that is not the colour of paper. */
export function isShade(cursor: XmlCursor): boolean {
  const pattern = cursor.attribute('w:val') ?? 'clear';
  const fill = cursor.attribute('w:fill') ?? 'auto';
  return !/^(?:clear|nil)$/.test(pattern) || !(fill === 'auto' || isWhite(fill));
}

/** `w:outlineLvl` counts from 0, and 9 is body text. */
export function outlineToLevel(outline: number): number | undefined {
  return outline >= 0 && outline < 9 ? outline + 1 : undefined;
}

function readListPosition(cursor: XmlCursor): ListPosition {
  const depth = cursor.depth;
  const position: Draft<ListPosition> = {};
  while (cursor.child(depth)) {
    const value = wholeNumber(cursor.attribute('w:val'));
    if (value === undefined) continue;
    if (cursor.name === 'w:numId') position.number = value;
    else if (cursor.name === 'w:ilvl') position.level = value;
  }
  return position;
}

/** An on/off property is on where it stands, unless its value says otherwise. */
export function isOn(value: string | undefined): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}

export function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*[+-]?\d{1,9}\s*$/.test(value) ? Number(value) : undefined;
}
