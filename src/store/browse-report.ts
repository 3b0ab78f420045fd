/** One report whole: the copies there are of it, and all that the main one says. */
import type { Kysely } from 'kysely';
import type { ReportRecord } from '#records/record.js';
import { type ListedReport, listReports } from './browse-reports.js';
import { unpack } from './packed.js';
import type { Tables } from './tables.js';

export interface BrowsedReport {
  readonly report: ListedReport;
  /** As its main copy was read. */
  readonly record: ReportRecord;
  readonly main: BrowsedCopy;
  /** The main one first. */
  readonly copies: readonly BrowsedCopy[];
  readonly figures: readonly BrowsedFigure[];
  readonly anomalies: readonly BrowsedAnomaly[];
}

export interface BrowsedCopy {
  readonly sha256: string;
  /** Empty where its carrier gave none. */
  readonly charset: string;
  readonly isMain: boolean;
  readonly resultId: number;
  readonly format: string | null;
  readonly form: string | null;
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly bytes: number;
  /** When it was first met anywhere. */
  readonly firstSeenAt: string;
  /** Those where it still stands first. */
  readonly places: readonly FoundPlace[];
  /** Also those that are not listed. */
  readonly placeCount: number;
}

export interface FoundPlace {
  readonly location: string;
  readonly address: string | null;
  readonly seenAt: string;
  /** False where something else stands there by now. */
  readonly isCurrent: boolean;
}

export interface BrowsedFigure {
  readonly field: string;
  readonly state: string;
  readonly value: number | null;
  readonly raw: string;
  readonly unit: string | null;
  /** Place: JSON. */
  readonly at: string | null;
  /** What is printed, by whom it was found misread; what would be true, by whom it was corrected. */
  readonly valuePrinted: number | null;
  readonly valueReviewed: number | null;
}

export interface BrowsedAnomaly {
  readonly id: number;
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  /** JSON, as the following. */
  readonly fields: string;
  readonly data: string;
  readonly at: string;
  /** `open`, or the verdict that holds. */
  readonly state: string;
  readonly isDisputed: boolean;
}

export async function findBrowsedReport(db: Kysely<Tables>, id: number): Promise<BrowsedReport | undefined> {
  const [report] = await listReports(db, { id }, { most: 1 });
  const copies = report ? await listCopies(db, id) : [];
  const main = copies.find(({ isMain }) => isMain);
  if (!report || !main) return undefined;
  const figures = await listFigures(db, id);
  const anomalies = await listAnomalies(db, id);
  const record = await readRecord(db, main.resultId);
  return { report, record, main, copies, figures, anomalies };
}

/** The document of one of its copies, the main one where none is named, with the record that was made of it. */
export async function findCopy(
  db: Kysely<Tables>,
  report: number,
  sha256?: string,
): Promise<{ readonly copy: Omit<BrowsedCopy, PlaceKeys>; readonly record: ReportRecord } | undefined> {
  const copies = await selectCopies(db, report).execute();
  const row = copies.find((each) => (sha256 === undefined ? each.is_main === 1 : each.sha256 === sha256));
  if (!row) return undefined;
  return { copy: toCopy(row), record: await readRecord(db, row.result_id) };
}

type PlaceKeys = 'places' | 'placeCount';

async function readRecord(db: Kysely<Tables>, result: number): Promise<ReportRecord> {
  const { record } = await db
    .selectFrom('results')
    .select('record')
    .where('id', '=', result)
    .executeTakeFirstOrThrow();
  return unpack<ReportRecord>(record);
}

async function listCopies(db: Kysely<Tables>, report: number): Promise<BrowsedCopy[]> {
  const rows = await selectCopies(db, report).execute();
  const copies: BrowsedCopy[] = [];
  for (const row of rows) {
    const found = await selectPlaces(db, row).execute();
    copies.push({
      ...{ ...toCopy(row), placeCount: found.length },
      places: found.slice(0, mostPlaces).map(({ location, address, seen_at, is_current }) => ({
        ...{ location, address, seenAt: seen_at, isCurrent: is_current === 1 },
      })),
    });
  }
  return copies;
}

/** A page that a whole site repeats stands at many. */
const mostPlaces = 20;

const selectCopies = (db: Kysely<Tables>, report: number) =>
  db
    .selectFrom('copies')
    .innerJoin('results', 'results.id', 'copies.result_id')
    .innerJoin('documents', 'documents.sha256', 'copies.sha256')
    .select(['copies.sha256', 'copies.charset', 'is_main', 'result_id', 'format', 'form', 'title'])
    .select(['published_on', 'bytes', 'first_seen_at'])
    .where('report_id', '=', report)
    .orderBy('is_main', 'desc')
    .orderBy('copies.sha256')
    .orderBy('copies.charset');

type CopyRow = Awaited<ReturnType<ReturnType<typeof selectCopies>['execute']>>[number];

const toCopy = ({ is_main, result_id, published_on, first_seen_at, ...row }: CopyRow) => ({
  ...{ ...row, isMain: is_main === 1, resultId: result_id },
  ...{ publishedOn: published_on, firstSeenAt: first_seen_at },
});

const selectPlaces = (db: Kysely<Tables>, { sha256, charset }: Pick<CopyRow, 'sha256' | 'charset'>) =>
  db
    .selectFrom('sources')
    .select(['location', 'address', 'seen_at', 'is_current'])
    .where('sha256', '=', sha256)
    .where(({ eb, fn, val }) => eb(fn.coalesce('charset', val('')), '=', charset))
    .orderBy('is_current', 'desc')
    .orderBy('location');

async function listFigures(db: Kysely<Tables>, report: number): Promise<BrowsedFigure[]> {
  const rows = await db
    .selectFrom('report_figures')
    .select(['field', 'state', 'value', 'raw', 'unit', 'at', 'value_printed', 'value_reviewed'])
    .where('report_id', '=', report)
    .execute();
  return rows.map(({ value_printed: valuePrinted, value_reviewed: valueReviewed, ...row }) => ({
    ...{ ...row, valuePrinted, valueReviewed },
  }));
}

async function listAnomalies(db: Kysely<Tables>, report: number): Promise<BrowsedAnomaly[]> {
  const rows = await db
    .selectFrom('review_items')
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .select(['anomaly_id', 'anomalies.code', 'rule', 'anomalies.severity', 'anomalies.kind', 'fields'])
    .select(['data', 'at', 'state', 'is_disputed'])
    .where('report_id', '=', report)
    .orderBy('weight')
    .orderBy('anomaly_id')
    .execute();
  return rows.map(({ anomaly_id: id, is_disputed, ...row }) => ({
    ...{ ...row, id, isDisputed: is_disputed === 1 },
  }));
}
