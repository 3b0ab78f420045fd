/**
 * Whether the text of a document can be read at all. A page shows shapes; which characters they are is a
 * separate statement of the file, and it can be missing or wrong:
 *
 *   - no characters, but pictures: a scan (`no-text-layer`);
 *   - nothing at all: `empty`;
 *   - characters without Unicode values, or in the private use area;
 *   - GB2312 bytes taken for Latin-1, so that 目录 comes out as Ä¿Â¼.
 *
 * When such characters prevail, the text layer must not be believed (`unreadable-text-layer`).
 */
import { DocumentError } from '#model/failure.js';

export interface TextWitness {
  /** The characters of the document without spaces. */
  readonly text: string;
  readonly hasImages: boolean;
  readonly pages: number;
}

/** Fewer characters a page than this, on pages with pictures, are a stamp or a page number on a scan. */
const FEWEST_PER_PAGE = 8;
/** The part of the characters that may be unreadable before the whole is. */
const MOST_UNREADABLE = 0.4;

/** Throws when nothing in the document can be read. */
export function expectReadable({ text, hasImages, pages }: TextWitness): void {
  const count = text.length;
  if (hasImages && count < FEWEST_PER_PAGE * pages) throw new DocumentError('no-text-layer');
  if (count === 0) throw new DocumentError('empty');
  const unreadable = countUnreadable(text) + countMojibake(text);
  if (unreadable > MOST_UNREADABLE * count)
    throw new DocumentError('unreadable-text-layer', `${unreadable} of ${count} characters`);
}

/** Characters without meaning outside their font: unmapped, private use, control. */
export function countUnreadable(text: string): number {
  return text.match(/[\ufffd\ue000-\uf8ff\u0000-\u0008\u000e-\u001f\u0080-\u009f]|\p{Co}/gu)?.length ?? 0;
}

const latinPair = /[\u00a1-\u00ff]{2}/g;
const gb2312 = new TextDecoder('gb18030');

/** Characters in Latin-1 pairs that are Chinese characters when the bytes are taken for GB2312. */
export function countMojibake(text: string): number {
  const pairs = text.match(latinPair) ?? [];
  const bytes = Uint8Array.from(pairs.join(''), (character) => character.charCodeAt(0));
  const chinese = gb2312.decode(bytes).match(/\p{Script=Han}/gu)?.length ?? 0;
  return 2 * chinese;
}
