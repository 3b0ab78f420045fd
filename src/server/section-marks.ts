/**
 * Where statements stand in the text of a section. They were read from a text without white space and with look-alikes
 * folded, so that is what is searched, character by character beside the text as it stands.
 */
import type { Statement } from '#records/record.js';
import { squeeze } from '#text/fold.js';

export interface StatementMark {
  /** Of the statement. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** In the order of the text; of two that overlap the first. */
export function findStatementMarks(text: string, statements: readonly Statement[]): readonly StatementMark[] {
  const { squeezed, at } = squeezeWithPositions(text);
  const marks = statements.flatMap(({ sentence, raw }, index): StatementMark[] => {
    const start = squeezed.indexOf(squeeze(sentence));
    if (start < 0) return [];
    const words = squeeze(raw);
    const found = words === '' ? -1 : squeezed.indexOf(words, start);
    const isInside = found >= 0 && found + words.length <= start + sentence.length;
    const [first, length] = isInside ? [found, words.length] : [start, squeeze(sentence).length];
    const [from, last] = [at[first], at[first + length - 1]];
    return from === undefined || last === undefined ? [] : [{ index, from, to: last + 1 }];
  });
  return marks
    .sort((one, other) => one.from - other.from || other.to - one.to)
    .filter(({ from }, index, all) => index === 0 || from >= (all[index - 1]?.to ?? 0));
}

function squeezeWithPositions(text: string): { readonly squeezed: string; readonly at: readonly number[] } {
  const kept: string[] = [];
  const at: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const own = squeeze(text[index] ?? '');
    for (const character of own) {
      kept.push(character);
      at.push(index);
    }
  }
  return { squeezed: kept.join(''), at };
}
