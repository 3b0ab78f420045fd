/**
 * Conservation of what is printed.
 *
 * The carrier's stream holds every digit before any grid is built; the blocks hold every digit after.
 * A digit that is in the one and not in the other was lost (or invented) on the way to the grid. Inside
 * the tables every number either ended in a figure or is listed as belonging to none.
 */
import { type Document, findTables } from '#model/document.js';
import type { TableRecognition } from '#recognize/recognition.js';
import type { Coverage, Figure } from '#records/record.js';
import { foldText } from '#text/fold.js';

/** Digits of the stream minus digits of the blocks. */
export function countLostDigits(document: Document): number {
  let held = 0;
  for (const block of document.blocks) if (block.kind === 'paragraph') held += countDigits(block.text);
  for (const { cells } of findTables(document.blocks))
    for (const { text } of cells) held += countDigits(text);
  return countDigits(document.stream) - held;
}

function countDigits(text: string): number {
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) digits++;
  }
  return digits;
}

/** Numbers printed in the form's tables, and those that became figures. */
export function measureCoverage(
  figures: readonly Figure[],
  tables: TableRecognition | undefined,
  lostDigits: number,
): Coverage {
  const mapped = figures.filter(({ state }) => state === 'number').length;
  const unread = figures.filter(
    ({ state, raw }) => state === 'unreadable' && /\d/.test(foldText(raw)),
  ).length;
  const foreign =
    (tables?.foreignCells.filter(({ text }) => /\d/.test(foldText(text))).length ?? 0) +
    (tables?.foreignRows.reduce((sum, { texts }) => sum + texts.length, 0) ?? 0);
  return { printed: mapped + unread + foreign + Math.abs(lostDigits), mapped };
}
