/**
 * ZIP, as far as office packages use it.
 *
 *     local header + data │ local header + data │ … │ central directory │ end record
 *
 * The end record is looked for backwards from the end of the file (a comment of up to 65,535 bytes may
 * follow it) and points at the central directory. What the central directory says of an entry is taken;
 * of the local header only its length is used, because streaming writers leave sizes and CRC there at
 * zero. A size or an offset given as 0xFFFFFFFF stands in the ZIP64 extra field (id 1).
 *
 * Nothing is inflated before it is asked for. All entries draw on one budget, the smaller of the limit in
 * bytes and the limit as a ratio to the archive, and it is the inflated bytes that are counted: the
 * declared sizes lie in the archives that matter.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { DocumentError } from '#model/failure.js';
import type { Limits } from '#model/reading.js';

const endRecord = { signature: 0x06054b50, length: 22, longestComment: 0xffff };
const centralHeader = { signature: 0x02014b50, length: 46 };
const localHeader = { signature: 0x04034b50, length: 30 };
const zip64Marker = 0xffffffff;

const stored = 0;
const deflated = 8;
/** Bit 0: encrypted; bit 6: strongly so. WinZip's AES uses a method of its own. */
const encryptedFlags = 0x41;
const aesMethod = 99;

const names = new TextDecoder();

interface ZipEntry {
  /** With `/` between folders and none in front, whatever the writer put there. */
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly headerAt: number;
}

/** An archive held in memory; reading entries uses up its budget of inflated bytes. */
export class ZipArchive {
  private budget: number;

  private constructor(
    private readonly bytes: Uint8Array,
    readonly entries: ReadonlyMap<string, ZipEntry>,
    limits: Limits,
  ) {
    this.budget = Math.min(limits.inflatedBytes, limits.inflationRatio * bytes.length);
  }

  /** Throws `corrupt` where the bytes are no archive, `too-large` past the limit of file bytes. */
  static open(bytes: Uint8Array, limits: Limits): ZipArchive {
    if (bytes.length > limits.fileBytes) throw new DocumentError('too-large', `${bytes.length} bytes`);
    return new ZipArchive(bytes, findEntries(bytes), limits);
  }

  /** The inflated bytes; `undefined` when there is no such entry. Case makes no difference in a name. */
  read(name: string): Uint8Array | undefined {
    const entry = this.entries.get(name.toLowerCase());
    return entry && this.inflate(entry);
  }

  private inflate(entry: ZipEntry): Uint8Array {
    if (entry.flags & encryptedFlags || entry.method === aesMethod)
      throw new DocumentError('encrypted', entry.name);
    const packed = packedBytes(this.bytes, entry);
    const content = entry.method === stored ? packed : this.inflatePacked(entry, packed);
    this.budget -= content.length;
    if (this.budget < 0) throw new DocumentError('bomb', entry.name);
    if (crc32(content) !== entry.crc) throw new DocumentError('corrupt', `${entry.name}: checksum`);
    return content;
  }

  private inflatePacked(entry: ZipEntry, packed: Uint8Array): Uint8Array {
    if (entry.method !== deflated)
      throw new DocumentError('corrupt', `${entry.name}: compression method ${entry.method}`);
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, this.budget), chunkSize: 1 << 16 });
    } catch (error) {
      const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new DocumentError(tooMuch ? 'bomb' : 'corrupt', entry.name);
    }
  }
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = viewOf(bytes);
  const at = entry.headerAt;
  if (at + localHeader.length > bytes.length || view.getUint32(at, true) !== localHeader.signature)
    throw new DocumentError('corrupt', `${entry.name}: no local header`);
  const from = at + localHeader.length + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + entry.packedSize > bytes.length) throw new DocumentError('corrupt', `${entry.name}: cut off`);
  return bytes.subarray(from, from + entry.packedSize);
}

/** By lower-case name; of two entries with one name the first counts. */
function findEntries(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = viewOf(bytes);
  const end = findEndRecord(view);
  const size = view.getUint32(end + 12, true);
  const declared = view.getUint32(end + 16, true);
  // Bytes put in front of the archive shift every offset by as much.
  const shift = declared === zip64Marker ? 0 : Math.max(0, end - size - declared);
  const entries = new Map<string, ZipEntry>();
  let at = declared === zip64Marker ? zip64Directory(view, end) : declared + shift;
  while (at + centralHeader.length <= end && view.getUint32(at, true) === centralHeader.signature) {
    const entry = readEntry(bytes, view, at, shift);
    const key = entry.name.toLowerCase();
    if (!entries.has(key)) entries.set(key, entry);
    at += centralHeader.length + lengthOfVariablePart(view, at);
  }
  if (entries.size === 0 && view.getUint16(end + 10, true) > 0)
    throw new DocumentError('corrupt', 'no central directory');
  return entries;
}

function findEndRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endRecord.length - endRecord.longestComment);
  for (let at = view.byteLength - endRecord.length; at >= lowest; at--)
    if (view.getUint32(at, true) === endRecord.signature) return at;
  throw new DocumentError('corrupt', 'not a zip archive, or cut off');
}

/** The ZIP64 locator stands right before the end record and holds the offset of the ZIP64 end record. */
function zip64Directory(view: DataView, end: number): number {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50)
    throw new DocumentError('corrupt', 'no zip64 locator');
  const record = Number(view.getBigUint64(locator + 8, true));
  if (record + 56 > view.byteLength) throw new DocumentError('corrupt', 'no zip64 end record');
  return Number(view.getBigUint64(record + 48, true));
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, shift: number): ZipEntry {
  const nameAt = at + centralHeader.length;
  const nameLength = view.getUint16(at + 28, true);
  const name = names.decode(bytes.subarray(nameAt, nameAt + nameLength));
  const large = zip64Fields(view, at);
  const packedSize = view.getUint32(at + 20, true);
  const headerAt = view.getUint32(at + 42, true);
  return {
    name: name.replaceAll('\\', '/').replace(/^\/+/, ''),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: packedSize === zip64Marker ? (large.packedSize ?? packedSize) : packedSize,
    headerAt: (headerAt === zip64Marker ? (large.headerAt ?? headerAt) : headerAt) + shift,
  };
}

/** The extra field holds, in this order, only those values whose 32 bits are all set. */
function zip64Fields(view: DataView, at: number): { packedSize?: number; headerAt?: number } {
  const from = at + centralHeader.length + view.getUint16(at + 28, true);
  const to = Math.min(from + view.getUint16(at + 30, true), view.byteLength);
  for (let field = from; field + 4 <= to; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let next = field + 4;
    const take = (wanted: boolean): number | undefined => {
      if (!wanted || next + 8 > to) return undefined;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    take(view.getUint32(at + 24, true) === zip64Marker);
    const packedSize = take(view.getUint32(at + 20, true) === zip64Marker);
    const headerAt = take(view.getUint32(at + 42, true) === zip64Marker);
    return { ...(packedSize !== undefined && { packedSize }), ...(headerAt !== undefined && { headerAt }) };
  }
  return {};
}

function lengthOfVariablePart(view: DataView, at: number): number {
  return view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
