/**
 * One entry of a ZIP archive and its bytes.
 *
 * What the central directory declares is a promise that is held against the entry: it is refused before it is
 * opened where the promise passes a limit, and inflating stops where it is broken. So the declared sizes bound
 * what a whole archive can inflate to, although they are not believed.
 */
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { mostBytesOf } from './archive-kind.js';
import type { ByteSource } from './byte-source.js';
import type { InputLimits } from './input.js';
import { type Fault, InputError } from './input-error.js';

export interface ZipEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly headerAt: number;
  /** Of Unix; 0 where the writer was none. */
  readonly mode: number;
  /** Set where it was found to be broken before it was opened. */
  readonly fault?: Fault;
}

export const localHeader = { signature: 0x04034b50, length: 30 };
const stored = 0;
const deflated = 8;
/** Bit 0: encrypted; bit 6: strongly so; bit 13: its header too. WinZip's AES uses a method of its own. */
const encryptedFlags = 0x2041;
const aesMethod = 99;

/** What is declared of it that forbids to open it. */
export function findZipFault(entry: ZipEntry, limits: InputLimits): Fault | undefined {
  const { flags, method, size, packedSize, fault } = entry;
  if (flags & encryptedFlags || method === aesMethod) return { code: 'entry-encrypted' };
  if (fault) return fault;
  if (method !== stored && method !== deflated)
    return { code: 'entry-unsupported', detail: `compression method ${method}` };
  const mostBytes = mostBytesOf(entry.name, limits);
  if (size > mostBytes || packedSize > mostBytes)
    return { code: 'entry-too-large', detail: `${Math.max(size, packedSize)} bytes` };
  if (size > limits.ratioFloor && size > limits.inflationRatio * packedSize)
    return { code: 'bomb', detail: `${packedSize} bytes to ${size}` };
  return undefined;
}

/** Throws an `InputError` where the bytes are not what the directory declares. */
export async function readZipEntry(source: ByteSource, entry: ZipEntry): Promise<Uint8Array> {
  const packed = await readPacked(source, entry);
  const content = entry.method === stored ? packed : await inflate(packed, entry.size);
  if (content.length !== entry.size)
    throw new InputError('entry-corrupt', `${content.length} bytes instead of ${entry.size}`);
  if (crc32(content) !== entry.crc) throw new InputError('entry-corrupt', 'checksum');
  return content;
}

async function readPacked(source: ByteSource, { headerAt, packedSize }: ZipEntry): Promise<Buffer> {
  const header = await source.read(headerAt, localHeader.length);
  if (header.length < localHeader.length || header.readUInt32LE(0) !== localHeader.signature)
    throw new InputError('entry-corrupt', 'no local header');
  const from = headerAt + localHeader.length + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await source.read(from, packedSize);
  if (packed.length < packedSize) throw new InputError('entry-corrupt', 'cut off');
  return packed;
}

const inflateRawly = promisify(inflateRaw) as (
  packed: Uint8Array,
  options: { readonly maxOutputLength: number },
) => Promise<Buffer>;

async function inflate(packed: Buffer, size: number): Promise<Buffer> {
  try {
    return await inflateRawly(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new InputError('bomb', `more than the ${size} bytes declared`);
    throw new InputError('entry-corrupt', code);
  }
}
