/**
 * numbering.xml: how lists are numbered.
 *
 *     w:num (numId)  ──abstractNumId──▶  w:abstractNum: up to nine w:lvl, each with
 *       └ w:lvlOverride                     start, numFmt, lvlText (`%1.%2`), lvlRestart, isLgl, pStyle
 *           startOverride, lvl
 *
 * A paragraph names a `w:num`; counts run per `w:abstractNum`, so that two `w:num` of one go on counting
 * each other. An abstract list may only point at a list style (`numStyleLink`), whose `w:num` has the
 * levels: such a detour is followed here, and the list at its end does the counting.
 */
import { XmlCursor } from '../xml/xml-cursor.js';
import { namespaces } from './namespaces.js';
import { type Draft, isOn, readRunProperties, wholeNumber } from './properties.js';
import type { Styles } from './styles.js';

export const levelCount = 9;

/** Word's own limit. */
const longestLevelText = 255;

export interface ListLevel {
  readonly start: number;
  /** Of `ST_NumberFormat`, or `custom:001` for a sample to be padded alike. */
  readonly format: string;
  /** With `%1` … `%9` for the counts. */
  readonly text: string;
  readonly suffix: string;
  /** Starts again after this level (from 1) or a higher one; 0: never; `undefined`: after any higher one. */
  readonly restart: number | undefined;
  /** All counts as decimals (1.1 under 第一章). */
  readonly legal: boolean;
  /** The paragraph style tied to this level. */
  readonly style: string | undefined;
  readonly hidden: boolean;
}

export interface List {
  /** What counts: lists of one counter go on counting each other. */
  readonly counter: string;
  readonly levels: readonly (ListLevel | undefined)[];
  /** The first use of a level in this list starts there. */
  readonly starts: ReadonlyMap<number, number>;
}

interface AbstractList {
  readonly levels: (ListLevel | undefined)[];
  readonly styleLink: string | undefined;
}

interface ListInstance {
  readonly abstract: string;
  readonly levels: ReadonlyMap<number, ListLevel>;
  readonly starts: ReadonlyMap<number, number>;
}

/** The lists by `numId`. */
export function readNumbering(xml: string | undefined, styles: Styles): ReadonlyMap<number, List> {
  const abstracts = new Map<string, AbstractList>();
  const instances = new Map<number, ListInstance>();
  if (xml !== undefined) parseNumbering(new XmlCursor(xml, namespaces, 'numbering'), abstracts, instances);
  const lists = new Map<number, List>();
  for (const [number, instance] of instances) {
    const counter = followStyleLinks(instance.abstract, abstracts, instances, styles);
    const levels = [...(abstracts.get(counter)?.levels ?? [])];
    for (const [index, level] of instance.levels) levels[index] = level;
    lists.set(number, { counter, levels, starts: instance.starts });
  }
  return lists;
}

function parseNumbering(
  cursor: XmlCursor,
  abstracts: Map<string, AbstractList>,
  instances: Map<number, ListInstance>,
): void {
  cursor.next();
  const root = cursor.depth;
  while (cursor.child(root)) {
    if (cursor.name === 'w:abstractNum')
      abstracts.set(cursor.attribute('w:abstractNumId') ?? '', readAbstractList(cursor));
    else if (cursor.name === 'w:num')
      instances.set(wholeNumber(cursor.attribute('w:numId')) ?? 0, readInstance(cursor));
  }
}

/** At most as many steps as there are lists: links may run in a circle. */
function followStyleLinks(
  from: string,
  abstracts: ReadonlyMap<string, AbstractList>,
  instances: ReadonlyMap<number, ListInstance>,
  styles: Styles,
): string {
  let id = from;
  for (let step = 0; step < abstracts.size; step++) {
    const link = abstracts.get(id)?.styleLink;
    const number = link === undefined ? undefined : styles.list(link).number;
    const next = number === undefined ? undefined : instances.get(number)?.abstract;
    if (next === undefined) return id;
    id = next;
  }
  return id;
}

function readAbstractList(cursor: XmlCursor): AbstractList {
  const depth = cursor.depth;
  const levels: (ListLevel | undefined)[] = [];
  let styleLink: string | undefined;
  while (cursor.child(depth)) {
    if (cursor.name === 'w:lvl') {
      const index = levelIndex(cursor);
      levels[index] = readLevel(cursor);
    } else if (cursor.name === 'w:numStyleLink') styleLink = cursor.attribute('w:val');
  }
  return { levels, styleLink };
}

function readInstance(cursor: XmlCursor): ListInstance {
  const depth = cursor.depth;
  let abstract = '';
  const levels = new Map<number, ListLevel>();
  const starts = new Map<number, number>();
  while (cursor.child(depth)) {
    if (cursor.name === 'w:abstractNumId') abstract = cursor.attribute('w:val') ?? '';
    else if (cursor.name === 'w:lvlOverride') readOverride(cursor, levels, starts);
  }
  return { abstract, levels, starts };
}

function readOverride(cursor: XmlCursor, levels: Map<number, ListLevel>, starts: Map<number, number>): void {
  const depth = cursor.depth;
  const index = levelIndex(cursor);
  while (cursor.child(depth)) {
    if (cursor.name === 'w:startOverride') starts.set(index, wholeNumber(cursor.attribute('w:val')) ?? 0);
    else if (cursor.name === 'w:lvl') levels.set(index, readLevel(cursor));
  }
}

function levelIndex(cursor: XmlCursor): number {
  return clampLevel(wholeNumber(cursor.attribute('w:ilvl')) ?? 0);
}

/** Levels beyond the ninth do not exist. */
export function clampLevel(level: number): number {
  return Math.min(Math.max(level, 0), levelCount - 1);
}

/** What a level's elements say, one function each; `val` is the element's `w:val`. */
const levelElements: Readonly<
  Record<string, (level: Draft<ListLevel>, val: string | undefined, cursor: XmlCursor) => void>
> = {
  'w:start': (level, val) => {
    level.start = wholeNumber(val) ?? 0;
  },
  'w:numFmt': (level, val, cursor) => {
    level.format = val === 'custom' ? customFormat(cursor.attribute('w:format')) : (val ?? 'decimal');
  },
  'w:lvlText': (level, val) => {
    level.text = (val ?? '').slice(0, longestLevelText);
  },
  'w:suff': (level, val) => {
    level.suffix = val ?? 'tab';
  },
  'w:lvlRestart': (level, val) => {
    level.restart = wholeNumber(val);
  },
  'w:isLgl': (level, val) => {
    level.legal = isOn(val);
  },
  'w:pStyle': (level, val) => {
    level.style = val;
  },
  'w:rPr': (level, _, cursor) => {
    level.hidden = readRunProperties(cursor).hidden ?? false;
  },
};

/** What a level is that says nothing of itself. */
const plainLevel: ListLevel = {
  // The standard's default is 0, but writers that leave `w:start` out mean 1.
  start: 1,
  format: 'decimal',
  text: '',
  suffix: 'tab',
  restart: undefined,
  legal: false,
  style: undefined,
  hidden: false,
};

function readLevel(cursor: XmlCursor): ListLevel {
  const level: Draft<ListLevel> = { ...plainLevel };
  readLevelElements(cursor, level);
  return level;
}

/** A number format newer than the standard stands in `mc:Choice`, what older programs take in `mc:Fallback`. */
function readLevelElements(cursor: XmlCursor, level: Draft<ListLevel>): void {
  const depth = cursor.depth;
  while (cursor.child(depth)) {
    const name = cursor.name;
    if (name === 'mc:AlternateContent' || name === 'mc:Choice') readLevelElements(cursor, level);
    else levelElements[name]?.(level, cursor.attribute('w:val'), cursor);
  }
}

/** `001, 002, 003, ...` → `custom:001`. */
function customFormat(format: string | undefined): string {
  const sample = /^\s*(0{1,9}1)\s*,/.exec(format ?? '')?.[1];
  return sample ? `custom:${sample}` : 'decimal';
}
