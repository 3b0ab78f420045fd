/**
 * Bytes of an XML entity → text, by appendix F of the XML recommendation: a byte order mark decides, else
 * the pattern of the first `<?`, else the declared encoding, else UTF-8. Bytes that the encoding does not
 * know become U+FFFD, for the reader to remark on: one bad byte is no reason to lose a document.
 */
import { DocumentError } from '#model/failure.js';

export function decodeXml(bytes: Uint8Array, name: string): string {
  const encoding = findEncoding(bytes);
  if (encoding === 'utf-8') return decodeUtf8(bytes);
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    throw new DocumentError('corrupt', `${name}: encoding ${encoding}`);
  }
}

/** As `TextDecoder` decodes, without the copy it makes on Node 20. */
function decodeUtf8(bytes: Uint8Array): string {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, bytes.byteLength - from).toString('utf8');
}

function findEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  if (first === 0xef && second === 0xbb) return 'utf-8';
  return findDeclaredEncoding(bytes) ?? 'utf-8';
}

function findDeclaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString(
    'latin1',
  );
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase();
  // A declaration of UTF-16 that can be read as single bytes is wrong.
  return declared?.startsWith('utf-16') ? 'utf-8' : declared;
}
