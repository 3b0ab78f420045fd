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

/**
 * Digits of the stream that are in no block, or less than 0: digits of the blocks that are not in the
 * stream. Each of the ten is counted by itself, so that one lost and another one invented do not cancel out.
 */
export function countLostDigits({ stream, blocks }: Document): number {
  const balance = new Int32Array(10);
  addDigits(balance, stream, 1);
  for (const block of blocks) if (block.kind === 'paragraph') addDigits(balance, block.text, -1);
  for (const { cells } of findTables(blocks)) for (const { text } of cells) addDigits(balance, text, -1);
  const lost = sum(balance.filter((count) => count > 0));
  const invented = sum(balance.filter((count) => count < 0));
  return lost >= -invented ? lost : invented;
}

const sum = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0);

function addDigits(balance: Int32Array, text: string, by: 1 | -1): void {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) balance[code - 0x30]! += by;
    else if (code >= 0xff10 && code <= 0xff19) balance[code - 0xff10]! += by;
  }
}

/** Numbers printed in the form's tables, and those that became figures. */
export function measureCoverage(
  figures: readonly Figure[],
  tables: TableRecognition | undefined,
  lostDigits: number,
): Coverage {
  const mapped = figures.filter(({ state }) => state === 'number').length;
  const unread = figures.filter(({ state, raw }) => state === 'unreadable' && hasDigit(raw)).length;
  const foreign = [
    ...(tables?.foreignCells ?? []).map(({ text }) => text),
    ...(tables?.foreignRows ?? []).flatMap(({ texts }) => texts),
  ].filter(hasDigit).length;
  return { printed: mapped + unread + foreign + Math.abs(lostDigits), mapped };
}

const hasDigit = (text: string): boolean => /\d/.test(foldText(text));
