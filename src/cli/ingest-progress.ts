/** How far an import has come, for people: one line that is written over, or a line now and then in a log. */
import { countAll, type IngestCounts, outcomes } from '#jobs/ingest-counts.js';
import { formatCount, formatDuration } from './figures-in-words.js';

export interface Progress {
  readonly counts: IngestCounts;
  /** Of inputs, where it is known by now. */
  readonly total: number | undefined;
  /** Inputs a second, lately. */
  readonly rate: number;
}

/**
 * How fast it went lately: of an import that goes on, the first inputs are passed over a hundred times as fast
 * as the others are parsed.
 */
export class RecentRate {
  private readonly seen: { readonly at: number; readonly done: number }[] = [];

  /** Inputs a second over the last `recent`; `at` in milliseconds. */
  note(at: number, done: number): number {
    this.seen.push({ at, done });
    while (this.seen.length > 2 && at - (this.seen[1]?.at ?? at) > recent) this.seen.shift();
    const first = this.seen[0] ?? { at, done };
    return (1000 * (done - first.done)) / Math.max(1, at - first.at);
  }
}

/** Milliseconds. */
const recent = 30_000;

export function progressToText({ counts, total: listed, rate }: Progress): string {
  const done = countAll(counts);
  // Archives at addresses hold more than was listed.
  const total = listed === undefined ? undefined : Math.max(listed, done);
  const left = total === undefined || rate === 0 ? undefined : (1000 * (total - done)) / rate;
  return [
    total === undefined ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`,
    `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`,
    ...(left === undefined ? [] : [`${formatDuration(left)} left`]),
    ...outcomes
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => `${formatCount(counts[outcome])} ${outcome}`),
  ].join(' · ');
}
