/** The record of a file that could not be looked into. Imports no reader, since the parent process uses it. */
import { stat } from 'node:fs/promises';
import type { Failure } from '#model/failure.js';
import { engineVersion, judgingVersion } from '#pipeline/version.js';
import type { FailureRecord } from '#records/record.js';
import { schemaId } from '#records/schema-id.js';
import type { ParseRequest } from './child-messages.js';
import { hashFile } from './hash-file.js';

export async function failedFile({ path, name }: ParseRequest, failure: Failure): Promise<FailureRecord> {
  const { size } = await stat(path);
  return {
    schema: schemaId,
    document: { sha256: await hashFile(path), name, format: null, bytes: size },
    engine: { version: engineVersion, reading: 'none', judging: judgingVersion },
    failure,
  };
}
