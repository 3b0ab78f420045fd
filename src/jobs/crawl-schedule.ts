/** Sites that are due → jobs. */
import { findNextTime } from '#crawl/schedule.js';
import type { Queue } from '#queue/queue.js';
import { type Clock, type CrawlSite, giveUpRuns, listOpenRuns, takeDueSites } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import { runToJob } from './crawl-site.js';
import type { RunRemark } from './run-remark.js';

/** A run that was answered nothing for so many milliseconds is given up. */
const lifeless = 86_400_000;

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
  await queue.add((await listOpenRuns(store)).map(runToJob));
}
