/** The central directory of a ZIP archive: what it holds and where. yauzl finds and walks it, ZIP64 included. */
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { type ByteSource, windowedSource } from './byte-source.js';
import { InputError } from './input-error.js';
import type { ZipEntry } from './zip-entry.js';
import { readZipName } from './zip-name.js';

/** Throws an `InputError` where the directory is missing or breaks off. */
export async function* readDirectory(source: ByteSource): AsyncGenerator<ZipEntry> {
  // It asks for every entry twice, a few dozen bytes at a time.
  const reader = new SourceReader(windowedSource(source));
  const options = { decodeStrings: false, validateEntrySizes: false };
  const zip = await blameArchive(fromRandomAccessReaderPromise(reader, source.size, options));
  const entries = zip.eachEntry();
  try {
    for (;;) {
      const { done, value } = await blameArchive(entries.next());
      if (done) break;
      yield toZipEntry(value);
    }
  } finally {
    await entries.return?.();
  }
  await expectEnd(zip, source);
}

/** Old writers count modulo 65,536: what the archive does not count would be lost without a word. */
async function expectEnd(zip: ZipFile, source: ByteSource): Promise<void> {
  const next = await source.read(Number(zip.readEntryCursor), 4);
  if (next.equals(Buffer.from('PK\u0001\u0002')))
    throw new InputError('archive-corrupt', 'more entries than it counts');
}

async function blameArchive<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new InputError('archive-corrupt', error instanceof Error ? error.message : undefined);
  }
}

function toZipEntry(entry: Entry): ZipEntry {
  return {
    name: readZipName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFields),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc: entry.crc32,
    packedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    headerAt: entry.relativeOffsetOfLocalHeader,
    mode: entry.externalFileAttributes >>> 16,
  };
}

class SourceReader extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.source.read(position, length).then(
      (bytes) => callback(null, bytes.copy(buffer, offset)),
      (error: Error) => callback(error),
    );
  }
}
