/**
 * Labels of rows, columns and sections, made comparable.
 *
 * A printed label is torn by line breaks and justified spaces, numbered by hand or by the word
 * processor, and set with any brackets and quotes. What remains when all that is taken away (its
 * letters, digits and ideographs) is its key; the number in front is kept apart, since it may be wrong.
 */
import { foldText, squeeze } from './fold.js';
import { remember } from './remember.js';

export interface PrintedLabel {
  /** Letters, digits and ideographs of the label without its ordinal. */
  readonly key: string;
  /** The number in front as printed, without punctuation: `一`, `1`. */
  readonly ordinal?: string;
  /** The key without what stands in brackets, where the label has any. */
  readonly shortKey?: string;
}

const residue = /\[bookmark:[^\]]*\]/gi;
const ordinals =
  /^(?:第?([一二三四五六七八九十]{1,3})[、.，,:：．?？]|[（(]([一二三四五六七八九十]{1,3}|\d{1,2})[)）][、.．]?|(\d{1,2})(?:[、.，,:：．)）]+|(?=[^\d\s.]))|([①-⑳]))/;
const bracketed = /[（(［[][^（）()［］[\]]*[)）］\]]/g;

/** Takes a label apart. */
export const parseLabel: (text: string) => PrintedLabel = remember((text) => {
  const squeezed = squeeze(text.replace(residue, ''));
  const match = ordinals.exec(squeezed);
  const ordinal = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  const stem = match ? squeezed.slice(match[0].length) : squeezed;
  const key = labelKey(stem);
  const shortKey = labelKey(stem.replace(bracketed, ''));
  return {
    key,
    ...(ordinal ? { ordinal } : {}),
    ...(shortKey !== key && shortKey ? { shortKey } : {}),
  };
});

/** Letters, digits and ideographs only. */
export function labelKey(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
