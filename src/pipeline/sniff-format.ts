/** What a file is, by its first bytes and, for containers, by what they hold. Names are not believed. */
import type { Failure } from '#model/failure.js';

export type ReadableFormat = 'html' | 'text' | 'docx' | 'pdf';
export type Sniffed = { readonly format: ReadableFormat } | { readonly failure: Failure };

/** A marker of the container format may stand a little after the start (mail headers, blank lines). */
const pdfWindow = 1024;
const htmlWindow = 8192;

export function sniffFormat(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { failure: { code: 'empty' } };
  if (indexOfAscii(bytes, '%PDF-', pdfWindow) >= 0) return { format: 'pdf' };
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return sniffZip(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return sniffCompound(bytes);
  const known = others.find(({ start }) => startsWith(bytes, start));
  if (known) return { failure: { code: 'unsupported-format', detail: known.name } };
  return sniffText(bytes);
}

const others: readonly { readonly start: readonly number[]; readonly name: string }[] = [
  { start: [0x7b, 0x5c, 0x72, 0x74, 0x66], name: 'RTF' },
  { start: [0x89, 0x50, 0x4e, 0x47], name: 'PNG image' },
  { start: [0xff, 0xd8, 0xff], name: 'JPEG image' },
  { start: [0x47, 0x49, 0x46, 0x38], name: 'GIF image' },
  { start: [0x42, 0x4d], name: 'BMP image' },
  { start: [0x49, 0x49, 0x2a, 0x00], name: 'TIFF image' },
  { start: [0x4d, 0x4d, 0x00, 0x2a], name: 'TIFF image' },
  { start: [0x1f, 0x8b], name: 'gzip archive' },
  { start: [0x52, 0x61, 0x72, 0x21], name: 'RAR archive' },
  { start: [0x37, 0x7a, 0xbc, 0xaf], name: '7z archive' },
];

function sniffZip(bytes: Uint8Array): Sniffed {
  const holds = (name: string): boolean => indexOfAscii(bytes, name, bytes.length) >= 0;
  if (holds('OFD.xml')) return { failure: { code: 'unsupported-format', detail: 'OFD' } };
  if (holds('xl/workbook.xml')) return { failure: { code: 'unsupported-format', detail: 'XLSX' } };
  if (holds('ppt/presentation.xml')) return { failure: { code: 'unsupported-format', detail: 'PPTX' } };
  if (holds('[Content_Types].xml') || holds('word/')) return { format: 'docx' };
  if (holds('mimetypeapplication/vnd.oasis'))
    return { failure: { code: 'unsupported-format', detail: 'OpenDocument' } };
  const cut = indexOfAscii(bytes, 'PK\u0005\u0006', bytes.length) < 0;
  return {
    failure: cut
      ? { code: 'corrupt', detail: 'truncated ZIP' }
      : { code: 'unsupported-format', detail: 'ZIP archive' },
  };
}

/** A compound file is binary Word, or an encrypted package around a DOCX. */
function sniffCompound(bytes: Uint8Array): Sniffed {
  const encrypted = indexOfUtf16(bytes, 'EncryptedPackage') >= 0;
  if (encrypted) return { failure: { code: 'encrypted', detail: 'a password is needed to open' } };
  const name = indexOfUtf16(bytes, 'WordDocument') >= 0 ? 'DOC (binary Word)' : 'compound file';
  return { failure: { code: 'unsupported-format', detail: name } };
}

const tag =
  /<(?:!doctype\s+html|html|head|body|div|table|tr|td|p|span|meta|title|script|center|ucap\w+)[\s>/]/gi;

function sniffText(bytes: Uint8Array): Sniffed {
  const sample = new TextDecoder(utf16Of(bytes) ?? 'latin1').decode(bytes.subarray(0, htmlWindow));
  if (/^\W*<\?xml[^>]*>\s*<(?:\?mso-application|w:wordDocument|pkg:package)/i.test(sample))
    return { failure: { code: 'unsupported-format', detail: 'Word 2003 XML' } };
  if (/^MIME-Version:/im.test(sample.slice(0, 512)) && /multipart\/related/i.test(sample))
    return { failure: { code: 'unsupported-format', detail: 'MHTML' } };
  const tags = sample.match(tag)?.length ?? 0;
  if (tags >= 2 || (tags === 1 && sample.trimStart().startsWith('<'))) return { format: 'html' };
  return { format: 'text' };
}

function utf16Of(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function indexOfAscii(bytes: Uint8Array, text: string, within: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(within, bytes.length)).indexOf(
    text,
    0,
    'latin1',
  );
}

function indexOfUtf16(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(text, 0, 'utf16le');
}
