/** When a site is to be crawled: cron, in a time zone. */
import { Cron } from 'croner';

/** Undefined where the schedule or the time zone is none, or where no such time comes any more. */
export function findNextTime(schedule: string, timeZone: string, after: Date): Date | undefined {
  try {
    return new Cron(schedule, { timezone: timeZone, mode: '5-part' }).nextRun(after) ?? undefined;
  } catch {
    return undefined;
  }
}
