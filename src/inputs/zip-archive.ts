/** The entries of a ZIP archive, from its directory or, where that is lost, from what stands before it. */
import type { ArchiveEntry, ArchiveItems } from './archive-entry.js';
import type { ByteSource } from './byte-source.js';
import type { InputLimits } from './input.js';
import { errorToFault, type Fault, InputError } from './input-error.js';
import { readDirectory } from './zip-directory.js';
import { findZipFault, readZipEntry, type ZipEntry } from './zip-entry.js';
import { salvageZip } from './zip-salvage.js';
import { isPackagePart, surveyZip, type ZipSurvey } from './zip-survey.js';

/** `undefined` where it is a document: an office package, or no ZIP archive at all. */
export async function openZip(source: ByteSource, limits: InputLimits): Promise<ArchiveItems | undefined> {
  const survey = await tryToSurvey(source, limits);
  if (!('lost' in survey)) return survey.isPackage ? undefined : listDirectory(source, survey, limits);
  const first = await salvageZip(source).next();
  if (first.done || isPackagePart(first.value.name)) return undefined;
  return listSalvaged(source, survey.lost, limits);
}

async function tryToSurvey(
  source: ByteSource,
  limits: InputLimits,
): Promise<ZipSurvey | { readonly lost: Fault }> {
  try {
    return await surveyZip(source, limits);
  } catch (error) {
    if (error instanceof InputError) return { lost: errorToFault(error) };
    throw error;
  }
}

const overlap: Fault = { code: 'entry-corrupt', detail: 'lies over another entry' };

function listDirectory(source: ByteSource, { overlapping }: ZipSurvey, limits: InputLimits): ArchiveItems {
  return listEntries(source, blameOverlaps(readDirectory(source), overlapping), limits);
}

async function* blameOverlaps(
  entries: AsyncIterable<ZipEntry>,
  overlapping: ReadonlySet<number>,
): AsyncGenerator<ZipEntry> {
  let index = 0;
  for await (const entry of entries) yield overlapping.has(index++) ? { ...entry, fault: overlap } : entry;
}

async function* listSalvaged(source: ByteSource, lost: Fault, limits: InputLimits): ArchiveItems {
  yield { lost };
  yield* listEntries(source, salvageZip(source), limits);
}

async function* listEntries(
  source: ByteSource,
  entries: AsyncIterable<ZipEntry>,
  limits: InputLimits,
): ArchiveItems {
  let total = 0;
  for await (const entry of entries) {
    const fault = findZipFault(entry, limits);
    total += fault ? 0 : entry.size;
    if (total > limits.archiveBytes)
      throw new InputError('archive-too-large', `${limits.archiveBytes} bytes`);
    yield toArchiveEntry(source, entry, fault);
  }
}

const typeMask = 0o170000;
const linkType = 0o120000;

function kindOf({ name, mode }: ZipEntry): ArchiveEntry['kind'] {
  if (/[/\\]$/.test(name)) return 'folder';
  return (mode & typeMask) === linkType ? 'link' : 'file';
}

function toArchiveEntry(source: ByteSource, entry: ZipEntry, fault: Fault | undefined): ArchiveEntry {
  return {
    name: entry.name,
    kind: kindOf(entry),
    size: entry.size,
    mark: `${entry.crc}-${entry.size}`,
    ...(fault && { fault }),
    read: () => readZipEntry(source, entry),
  };
}
