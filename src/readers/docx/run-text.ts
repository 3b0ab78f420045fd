/** What the elements of a run print: for the first reading of a text and for the second look at a cell alike. */
import { toSubscript, toSuperscript } from '#text/superscript.js';
import type { RunFormat } from './styles.js';

/** The elements that print the same text wherever they stand. */
export const signs: ReadonlyMap<string, string> = new Map([
  ['w:tab', '\t'],
  ['w:ptab', '\t'],
  ['w:br', '\n'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '-'],
]);

/** Line ends in the XML are blanks on the page; at the ends of a text they count only when it says so. */
export function cleanText(text: string, keepsBlanks: boolean): string {
  const oneLine = /[\t\n]/.test(text) ? text.replace(/[\t\n]/g, ' ') : text;
  if (keepsBlanks) return oneLine;
  let from = 0;
  let to = oneLine.length;
  while (oneLine[from] === ' ') from++;
  while (to > from && oneLine[to - 1] === ' ') to--;
  return oneLine.slice(from, to);
}

export type Script = RunFormat['script'];

/** A raised run is at most so large beside the figure whose note it marks. */
const largestMark = 0.78;

/**
 * Set high by its own word or, where it is smaller than what stands before it on the line, by being raised.
 * `before` is in half points, as in the format.
 */
export function scriptOf({ script, raised, size }: RunFormat, before: number | undefined): Script {
  if (script !== undefined || raised <= 0 || before === undefined) return script;
  return size <= before * largestMark ? 'superscript' : undefined;
}

/** Digits set high or low are told apart from the figure they stand beside. */
export function inScript(text: string, script: Script): string {
  if (script === undefined) return text;
  return script === 'superscript' ? toSuperscript(text) : toSubscript(text);
}
