/** One file to its record: the size is looked at before the bytes are. */
import { readFile, stat } from 'node:fs/promises';
import type { Failure } from '#model/failure.js';
import { defaultLimits } from '#model/reading.js';
import type { Engines } from '#pipeline/engines.js';
import { processDocument } from '#pipeline/process-document.js';
import { toFailureRecord } from '#pipeline/to-record.js';
import { engineVersion, judgingVersion } from '#pipeline/version.js';
import type { FailureRecord, OutputRecord } from '#records/record.js';
import type { ParseRequest } from './child-messages.js';
import { hashFile } from './hash-file.js';

export async function parseFile(request: ParseRequest, engines: Engines): Promise<OutputRecord> {
  const { size } = await stat(request.path);
  if (size > defaultLimits.fileBytes)
    return failedFile(request, { code: 'too-large', detail: `${size} bytes` });
  const { name, charset, secondReading, language } = request;
  const context = { name, secondReading, language, ...(charset ? { charset } : {}) };
  return processDocument(await readFile(request.path), context, engines);
}

/** The record of a file that could not be looked into. */
export async function failedFile({ path, name }: ParseRequest, failure: Failure): Promise<FailureRecord> {
  const { size } = await stat(path);
  const info = { sha256: await hashFile(path), name, format: null, bytes: size };
  return toFailureRecord(info, { version: engineVersion, reading: 'none', judging: judgingVersion }, failure);
}
