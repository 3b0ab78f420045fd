/** The child processes that make rows of documents. */
import { builtFile } from '#processes/built-file.js';
import type { ParseRequest } from '#processes/child-messages.js';
import { ChildPool, type ChildWatch } from '#processes/child-pool.js';
import type { ProcessLimits } from '#processes/process-limits.js';
import type { IngestReply } from './ingest-messages.js';

export type IngestPool = ChildPool<ParseRequest, IngestReply>;

/** They are started when documents come. */
export function openIngestPool(size: number, limits: ProcessLimits, watch?: ChildWatch): IngestPool {
  return new ChildPool(builtFile(import.meta.url, './ingest-child.js'), size, limits, watch);
}
