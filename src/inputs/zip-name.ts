/**
 * The name of a ZIP entry. Three things say that it is Unicode: Info-ZIP's extra field with a Unicode path (good
 * only for the name whose CRC it carries), bit 11 of the flags, and the bytes themselves. Nothing says GBK.
 */
import { crc32 } from 'node:zlib';
import { decodeName } from './entry-name.js';

const unicodePathField = 0x7075;
const utf8Flag = 1 << 11;
const lenientUtf8 = new TextDecoder();

interface ExtraField {
  readonly id: number;
  readonly data: Buffer;
}

export function readZipName(raw: Buffer, flags: number, extraFields: readonly ExtraField[]): string {
  const path = extraFields.find(({ id, data }) => id === unicodePathField && isOfName(data, raw));
  if (path) return lenientUtf8.decode(path.data.subarray(5));
  return flags & utf8Flag ? lenientUtf8.decode(raw) : decodeName(raw);
}

/** Version 1, the CRC of the name it replaces, the path. */
function isOfName(data: Buffer, raw: Buffer): boolean {
  return data.length > 5 && data[0] === 1 && data.readUInt32LE(1) === crc32(raw);
}
