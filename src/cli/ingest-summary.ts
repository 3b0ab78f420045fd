/** What an import came to, and what the store holds by now. */
import { sql } from 'kysely';
import { countAll, type IngestCounts, outcomes } from '#jobs/ingest-counts.js';
import type { Store } from '#store/store.js';
import { countOf, formatCount, formatDuration } from './figures-in-words.js';

export interface IngestSummary {
  readonly counts: IngestCounts;
  /** How often each code of a failure came up in this import. */
  readonly codes: ReadonlyMap<string, number>;
  readonly passedOver: ReadonlyMap<string, number>;
  readonly milliseconds: number;
}

const meanings: Readonly<Record<keyof IngestCounts, string>> = {
  records: 'a record each',
  failed: 'read, but no record',
  unread: 'not read, or not all of it',
  unchanged: 'stored before',
  known: 'bytes that were stored before, found elsewhere or touched',
  unpacked: 'archives at addresses, what is in them is counted besides',
  left: 'waiting for a worker: gouji work, gouji queue status',
};

export function countsToText({ counts, codes, passedOver, milliseconds }: IngestSummary): string[] {
  const all = countAll(counts);
  const rate = (1000 * all) / Math.max(1, milliseconds);
  const told = outcomes.filter((outcome) => counts[outcome] > 0);
  const widest = Math.max(...told.map((outcome) => formatCount(counts[outcome]).length), 1);
  return [
    `${countOf(all, 'input')} in ${formatDuration(milliseconds)}, ${rate.toFixed(rate < 10 ? 1 : 0)} a second`,
    ...told.map((outcome) => {
      const count = formatCount(counts[outcome]).padStart(widest + 2);
      return `${count}  ${outcome.padEnd(10)} ${meanings[outcome]}`;
    }),
    ...(codes.size > 0 ? [`what was wrong: ${codesToText(codes)}`] : []),
    ...(passedOver.size > 0 ? [`passed over: ${codesToText(passedOver)}`] : []),
  ];
}

const codesToText = (codes: ReadonlyMap<string, number>): string =>
  [...codes]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([code, count]) => `${code} ${formatCount(count)}`)
    .join(' · ');

/** The whole store in numbers. */
export interface Holdings {
  readonly documents: number;
  readonly reports: number;
  readonly agencies: number;
  /** Years. */
  readonly first: number | null;
  readonly last: number | null;
  readonly errors: number;
  readonly warnings: number;
}

/** Throws a StoreError. */
export async function readHoldings(store: Store): Promise<Holdings> {
  const { rows } = await store.ask((db) =>
    sql<Holdings>`select
    (select count(*) from documents) as documents,
    (select count(*) from reports) as reports,
    (select count(distinct agency_key) from reports) as agencies,
    (select min(year) from reports) as first,
    (select max(year) from reports) as last,
    (select count(*) from anomalies where severity = 'error') as errors,
    (select count(*) from anomalies where severity = 'warning') as warnings`.execute(db),
  );
  return rows[0]!;
}

export function holdingsToText(holdings: Holdings): string {
  const { documents, reports, agencies, first, last, errors, warnings } = holdings;
  const years = first === null ? '' : `, ${first === last ? first : `${first}–${last}`}`;
  return [
    countOf(documents, 'document'),
    `${countOf(reports, 'report')} of ${countOf(agencies, 'agency', 'agencies')}${years}`,
    `${countOf(errors, 'error')} and ${countOf(warnings, 'warning')} to look at`,
  ].join(', ');
}
