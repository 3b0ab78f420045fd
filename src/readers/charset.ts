/**
 * Bytes to text for carriers without a reliable declaration: the header's charset, a byte order mark,
 * strict UTF-8, else GB18030 (a superset of GB 2312 and GBK). What a page says of itself in a meta tag
 * is not believed: pages are re-encoded on the way and keep the old tag.
 */

/** Decodes text; never fails, undecodable bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array, headerCharset?: string): string {
  return (
    decodeMarked(bytes) ??
    (headerCharset ? decodeStrictly(bytes, headerCharset) : undefined) ??
    decodeStrictly(bytes, 'utf-8') ??
    new TextDecoder('gb18030').decode(bytes)
  );
}

function decodeMarked(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return undefined;
}

/** `undefined` where the charset is unknown or the bytes are not valid in it. */
function decodeStrictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
