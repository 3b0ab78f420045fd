/** Sites that are due → jobs. */
import { findNextTime } from '#crawl/schedule.js';
import type { Job, Queue } from '#queue/queue.js';
import { type Clock, type CrawlSite, giveUpRuns, listOpenRuns, takeDueSites } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import { runToJob } from './crawl-site.js';
import type { RunRemark } from './run-remark.js';

/** A run that was answered nothing for so many milliseconds is given up. */
const lifeless = 86_400_000;

/** Milliseconds before a job that failed for good is tried again while its run is open. */
const rest = 600_000;
/** Dead letters, the latest first. */
const mostLooked = 1000;

const givenUp: RunRemark = {
  ...{ end: 'given-up', limits: [], kinds: {}, found: 0, changed: [], hijacked: [] },
};

export const clockAt = (now: Date, engineVersion: string): Clock => ({
  now: now.toISOString(),
  engineVersion,
  nextAt: (site) => nextTime(site, now),
});

/** Null where the site is crawled only when somebody says so. */
export const nextTime = (
  { schedule, time_zone }: Pick<CrawlSite, 'schedule' | 'time_zone'>,
  now: Date,
): string | null => (schedule && findNextTime(schedule, time_zone, now)?.toISOString()) || null;

/** Begins what is due, and sees to it that every run that has begun has a job. Safe to call from everywhere. */
export async function startDueSites(store: Store, queue: Queue, clock: Clock): Promise<void> {
  const before = new Date(Date.parse(clock.now) - lifeless).toISOString();
  await giveUpRuns(store, { before, at: clock.now, remark: JSON.stringify(givenUp) });
  await takeDueSites(store, clock);
  const jobs = (await listOpenRuns(store)).map(runToJob);
  await queue.add(jobs);
  await reviveJobs(queue, jobs, new Date(Date.parse(clock.now) - rest));
}

/** Jobs that failed for good though their run could not be ended: what failed may be mended by now. */
async function reviveJobs(queue: Queue, jobs: readonly Job[], before: Date): Promise<void> {
  const { failed } = await queue.counts('crawl');
  if (failed === 0 || jobs.length === 0) return;
  const open = new Set(jobs.map(({ id }) => id));
  const dead = await queue.listDead('crawl', mostLooked);
  const rested = dead.filter(({ id, failedAt }) => open.has(id) && failedAt < before);
  if (rested.length > 0)
    await queue.replay(
      'crawl',
      rested.map(({ id }) => id),
    );
}
