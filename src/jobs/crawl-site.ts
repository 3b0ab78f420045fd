/** The job `crawl`: one run of a site, from its first page to where nothing is left to ask. */
import { z } from 'zod';
import { type Attempt, type Handle, type Job, Postponed, TryLater, toJobId } from '#queue/queue.js';
import type { Claim } from '#store/claim.js';
import { findSite, type Run } from '#store/crawl-sites.js';
import { StoreError } from '#store/store-error.js';
import { isPassing, orTryLater } from './ingest-work.js';
import { SiteRemoved, SiteRun, type SiteRunOptions } from './site-run.js';

export const crawlPayload = z.object({
  site: z.number().int().positive(),
  run: z.number().int().positive(),
});

/** Runs at once in one process: most of its time a run waits for its site. */
export const sitesAtOnce = 64;

/** The same run is the same job, however often it is added. */
export const runToJob = ({ site, run }: Run): Job => ({
  ...{ queue: 'crawl', payload: { site, run } satisfies z.infer<typeof crawlPayload> },
  id: toJobId(`crawl ${site} ${run}`),
});

/** Milliseconds until somebody who does not have a run looks again whether it is free, or has ended. */
const often = 1000;

export interface CrawlSiteOptions extends SiteRunOptions {
  /** Where several processes may have the job of one run, each in a queue of its own: only one is at work on it. */
  readonly claim?: (name: string) => Promise<Claim | undefined>;
}

/** What handles the job. Broken off anywhere and handed out again it goes on, and asks nothing twice. */
export const handleCrawl =
  (options: CrawlSiteOptions): Handle =>
  (payload, attempt) =>
    orTryLater(async () => {
      const run = crawlPayload.parse(payload);
      if (!options.claim) return crawl(options, run, attempt);
      const claim = await options.claim(`crawl-${run.site}`);
      if (!claim) throw new Postponed(often);
      try {
        await crawl(options, run, attempt);
      } finally {
        await claim.release();
      }
    });

async function crawl(options: SiteRunOptions, { site: id, run }: Run, attempt: Attempt): Promise<void> {
  const site = await findSite(options.store, id);
  if (!site || site.run !== run || site.ended_at !== null) return;
  const course = new SiteRun(options, site, run, attempt);
  try {
    await course.go();
  } catch (error) {
    if (error instanceof SiteRemoved) return;
    if (isForGood(error, attempt)) await endBroken(course, error);
    throw error;
  }
}

/** What would be the same another time, or has no other time: the run would stand in the way of the next one. */
function isForGood(error: unknown, { isLast }: Attempt): boolean {
  if (error instanceof Postponed) return false;
  const mayPass = error instanceof TryLater || (error instanceof StoreError && isPassing(error));
  return isLast || !mayPass;
}

/** Where the store does not let it be ended either, the run stays open, and its job is tried again some time. */
async function endBroken(course: SiteRun, error: unknown): Promise<void> {
  try {
    await course.end({ end: 'broken', ...(error instanceof StoreError && { code: error.code }) });
  } catch (another) {
    if (!(another instanceof StoreError)) throw another;
  }
}
