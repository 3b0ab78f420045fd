/**
 * Folding of characters that mean the same, one by one, so that positions survive.
 *
 * Whole-string NFKC would turn （）：， into ASCII and ① into 1, which changes what is printed; only
 * look-alikes are folded here: full-width letters and digits, Kangxi radicals and compatibility
 * ideographs (PDFs of some generators carry ⼆ for 二), and the many spaces.
 */
import { foldRadicals } from './radicals.js';

const spaces = /[\u0009\u000b\u000c\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\uff0b\uff0d\uff05]/g;

/** Full-width digits, letters and `．＋－％` to ASCII. */
export function foldWidth(text: string): string {
  return text.replace(fullWidth, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/** Every kind of space to U+0020, zero-width characters dropped; line breaks stay. */
export function foldSpaces(text: string): string {
  return text.replace(invisible, '').replace(spaces, ' ');
}

/** Any character that one of the foldings touches: most texts have none, and one look is enough. */
const foldable =
  /[\u0009\u000b\u000c\u00a0\u00ad\u1680\u2000-\u200f\u202a-\u202f\u205f\u2060\u2e80-\u2fdf\u3000\uf900-\ufaff\ufe10-\ufe16\ufe35-\ufe42\ufeff\uff05\uff0b\uff0d\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

/** What a reader of paper would take for the same characters. */
export function foldText(text: string): string {
  return foldable.test(text) ? foldRadicals(foldWidth(foldSpaces(text))) : text;
}

/** Folded, and without any white space: for comparing what justified setting has torn apart. */
export function squeeze(text: string): string {
  return withoutSpace(foldText(text));
}

export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
