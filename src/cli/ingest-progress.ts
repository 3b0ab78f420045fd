/** How far an import has come, for people: one line that is written over, or a line now and then in a log. */
import type { IngestCounts } from '#jobs/ingest-counts.js';
import { countAll } from '#jobs/ingest-counts.js';
import { formatCount, formatDuration } from './figures-in-words.js';

export interface Progress {
  readonly counts: IngestCounts;
  /** Of inputs, where it is known by now. */
  readonly total: number | undefined;
  readonly milliseconds: number;
}

export function progressToText({ counts, total, milliseconds }: Progress): string {
  const done = countAll(counts);
  const rate = (1000 * done) / Math.max(1, milliseconds);
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

export const outcomes = ['records', 'failed', 'unread', 'unchanged', 'known'] as const;
