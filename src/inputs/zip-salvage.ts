/**
 * What can still be read of a ZIP archive whose directory is lost, as when a download was cut off: the entries
 * one behind the other, by their local headers.
 *
 *     local header + name + extra │ data │ (descriptor) │ local header … │ directory
 *
 * A writer that streamed did not know size and CRC when it wrote the header (bit 3) and put them behind the
 * data, in a descriptor. Its end is found by looking for a descriptor that tells just as many packed bytes as
 * stand before it. Where the thread is lost the next local header is looked for.
 */
import { type ByteSource, windowedSource } from './byte-source.js';
import { InputError } from './input-error.js';
import { localHeader, type ZipEntry } from './zip-entry.js';
import { readZipName } from './zip-name.js';

/** A writer without signatures before its descriptors loses every thread; looking on would cost the file each time. */
const mostThreadsLost = 16;
/** No entry that is taken is longer. */
const farthestDescriptor = 2 ** 28;

/** Throws an `InputError` where it is no use to look on. */
export async function* salvageZip(archive: ByteSource): AsyncGenerator<ZipEntry> {
  const source = windowedSource(archive);
  let threadsLost = 0;
  let at = await findLocalHeader(source, 0);
  while (at !== undefined) {
    const header = await readLocalHeader(source, at);
    if (!header) return;
    const entry = header.described ? await describe(source, header) : header.entry;
    yield entry;
    if (entry.fault && ++threadsLost > mostThreadsLost)
      throw new InputError('archive-corrupt', 'no order left');
    at = await findLocalHeader(source, header.dataAt + entry.packedSize);
  }
}

interface LocalHeader {
  readonly entry: ZipEntry;
  readonly dataAt: number;
  /** Sizes and CRC stand behind the data. */
  readonly described: boolean;
}

const descriptorFlag = 1 << 3;
const zip64Marker = 0xffffffff;

async function readLocalHeader(source: ByteSource, at: number): Promise<LocalHeader | undefined> {
  const fixed = await source.read(at, localHeader.length);
  if (fixed.length < localHeader.length) return undefined;
  const [nameLength, extraLength] = [fixed.readUInt16LE(26), fixed.readUInt16LE(28)];
  const names = await source.read(at + localHeader.length, nameLength + extraLength);
  const sizes = readSizes(fixed, names.subarray(nameLength));
  const flags = fixed.readUInt16LE(6);
  const entry = {
    name: readZipName(names.subarray(0, nameLength), flags, []),
    flags,
    method: fixed.readUInt16LE(8),
    crc: fixed.readUInt32LE(14),
    ...sizes,
    headerAt: at,
    mode: 0,
  };
  const dataAt = at + localHeader.length + nameLength + extraLength;
  return { entry, dataAt, described: (flags & descriptorFlag) !== 0 && entry.packedSize === 0 };
}

type Sizes = Pick<ZipEntry, 'size' | 'packedSize'>;

function readSizes(fixed: Buffer, extra: Buffer): Sizes {
  const [packedSize, size] = [fixed.readUInt32LE(18), fixed.readUInt32LE(22)];
  const isLarge = extra.length >= 20 && extra.readUInt16LE(0) === 1;
  if (!isLarge || packedSize !== zip64Marker || size !== zip64Marker) return { packedSize, size };
  return { size: Number(extra.readBigUInt64LE(4)), packedSize: Number(extra.readBigUInt64LE(12)) };
}

async function describe(source: ByteSource, { entry, dataAt }: LocalHeader): Promise<ZipEntry> {
  for await (const { at, bytes } of findSignatures(source, dataAt, 'PK\u0007\u0008')) {
    const told = readDescriptor(bytes, at - dataAt);
    if (told) return { ...entry, ...told };
    if (at - dataAt > farthestDescriptor) break;
  }
  return { ...entry, fault: { code: 'entry-corrupt', detail: 'no end' } };
}

/** Signature, CRC, packed size, size; the sizes in four bytes each, or in eight (ZIP64). */
function readDescriptor(
  descriptor: Buffer,
  packedSize: number,
): (Sizes & { readonly crc: number }) | undefined {
  if (descriptor.length >= 16 && descriptor.readUInt32LE(8) === packedSize)
    return { crc: descriptor.readUInt32LE(4), packedSize, size: descriptor.readUInt32LE(12) };
  if (descriptor.length >= 24 && descriptor.readBigUInt64LE(8) === BigInt(packedSize))
    return { crc: descriptor.readUInt32LE(4), packedSize, size: Number(descriptor.readBigUInt64LE(16)) };
  return undefined;
}

async function findLocalHeader(source: ByteSource, from: number): Promise<number | undefined> {
  for await (const { at } of findSignatures(source, from, 'PK\u0003\u0004')) return at;
  return undefined;
}

const windowBytes = 2 ** 14;
const longestDescriptor = 24;

/** Where a signature stands, and what follows it, up to the length of a descriptor. */
async function* findSignatures(
  source: ByteSource,
  from: number,
  signature: string,
): AsyncGenerator<{ readonly at: number; readonly bytes: Buffer }> {
  for (let windowAt = from; windowAt < source.size; windowAt += windowBytes) {
    const window = await source.read(windowAt, windowBytes + longestDescriptor);
    let at = window.indexOf(signature, 0, 'latin1');
    for (; at >= 0 && at < windowBytes; at = window.indexOf(signature, at + 1, 'latin1'))
      yield { at: windowAt + at, bytes: window.subarray(at, at + longestDescriptor) };
  }
}
