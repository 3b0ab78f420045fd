/** One file to its record: the size is looked at before the bytes are. */
import { readFile, stat } from 'node:fs/promises';
import { defaultLimits } from '#model/reading.js';
import type { Engines } from '#pipeline/engines.js';
import { processDocument } from '#pipeline/process-document.js';
import type { OutputRecord } from '#records/record.js';
import type { ParseRequest } from './child-messages.js';
import { failedFile } from './failed-file.js';

export async function parseFile(request: ParseRequest, engines: Engines): Promise<OutputRecord> {
  const { size } = await stat(request.path);
  if (size > defaultLimits.fileBytes)
    return failedFile(request, { code: 'too-large', detail: `${size} bytes` });
  return processDocument(await readFile(request.path), request, engines);
}
