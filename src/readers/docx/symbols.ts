/**
 * `w:sym`: one character of a named font. Symbol fonts have characters of their own behind codes 0x20 to
 * 0xFF, which Word writes in the private area as F020 to F0FF. Here stand those that occur in forms and
 * reports (ticks, boxes, bullets, circled numbers); a character that is not here stays in the private area,
 * where a reader remarks on it.
 */
const symbolFonts: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  symbol: new Map([
    ...listFrom(0xa3, '≤'),
    ...listFrom(0xb0, '°±'),
    ...listFrom(0xb3, '≥×'),
    ...listFrom(0xb7, '•÷≠'),
    ...listFrom(0xac, '←↑→↓'),
  ]),
  wingdings: new Map([
    ...listFrom(0x6c, '●❍■□'),
    ...listFrom(0x71, '❑❒⬧⧫◆❖'),
    ...listFrom(0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'),
    ...listFrom(0x9e, '·•'),
    ...listFrom(0xa7, '▪◻'),
    ...listFrom(0xd8, '➢'),
    ...listFrom(0xdf, '←→↑↓'),
    ...listFrom(0xfb, '✗✓☒☑'),
  ]),
  'wingdings 2': new Map([
    ...listFrom(0x4f, '✗✓☒☑'),
    ...listFrom(0x69, '⓪①②③④⑤⑥⑦⑧⑨⑩'),
    ...listFrom(0xa3, '□'),
  ]),
  webdings: new Map([...listFrom(0x61, '✓'), ...listFrom(0x63, '□'), ...listFrom(0x72, '✗')]),
};

function listFrom(first: number, characters: string): [number, string][] {
  return [...characters].map((character, index) => [first + index, character]);
}

/** `code` is hexadecimal, as in `<w:sym w:font="Wingdings" w:char="F0FE"/>`. */
export function symbolToText(font: string | undefined, code: string | undefined): string {
  const value = /^[0-9a-f]{1,6}$/i.test(code ?? '') ? Number.parseInt(code ?? '', 16) : 0;
  if (value === 0 || value > 0x10ffff) return '';
  const low = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value;
  const known = symbolFonts[(font ?? '').trim().toLowerCase()];
  if (known && low <= 0xff) return known.get(low) ?? String.fromCharCode(0xf000 + low);
  return low >= 0x20 ? String.fromCodePoint(low) : '';
}
