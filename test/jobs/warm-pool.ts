/** Child processes that stay from one import of a test file to the next, as they do for the documents of one import. */
import { afterAll } from 'vitest';
import { type IngestPool, openIngestPool } from '#jobs/ingest-pool.js';
import { defaultProcessLimits } from '#processes/process-limits.js';

const pools = new Map<number, IngestPool>();
afterAll(() => {
  for (const pool of pools.values()) pool.close();
});

/** `jobs`: documents at a time. */
export function warmPool(jobs: number): IngestPool {
  const pool = pools.get(jobs) ?? openIngestPool(jobs, defaultProcessLimits);
  pools.set(jobs, pool);
  return pool;
}
