/** Rows of the store as rows of an export: without ids, with their keys, and with JSON as what it says. */
import type { Place } from '#model/place.js';
import { allFields } from '#records/fields.js';
import type { StoredAnomaly, StoredEdit, StoredFigure, StoredHead, StoredStatement } from './stored-rows.js';
import type { AnomalyRow, DocumentKey, DocumentRow, FigureRow, ReportRow, StatementRow } from './tables.js';

/** Without a report: the year and scope that the document says. */
export const toKey = (head: StoredHead): DocumentKey => ({
  agency_key: head.agency_key,
  year: head.year ?? head.said_year,
  scope: (head.scope ?? head.said_scope) || null,
  sha256: head.sha256,
  charset: head.charset || null,
  is_main: head.is_main === 1,
});

/** What is known of a document besides what was made of it. */
interface Around {
  readonly locations: readonly { readonly location: string }[];
  /** What a person said of it. */
  readonly ruled: readonly string[];
}

export const toDocument = (
  key: DocumentKey,
  head: StoredHead,
  { locations, ruled }: Around,
): DocumentRow => ({
  ...key,
  outcome: head.outcome,
  failure_code: head.failure_code,
  format: head.format,
  bytes: head.bytes,
  form: head.form,
  title: head.title,
  agency: head.agency,
  division_code: head.division_code,
  credit_code: head.credit_code,
  published_on: head.published_on,
  incomplete: head.incomplete,
  locations: [...new Set(locations.map(({ location }) => location))],
  ruled,
  engine_version: head.engine_version,
  reading: head.reading,
  judging: head.judging,
});

/** Of a main copy; the others have none. */
export function toReport(
  key: DocumentKey,
  head: StoredHead,
  ruled: readonly string[],
  anomalies: readonly AnomalyRow[],
): ReportRow | undefined {
  const { agency_key, year, scope, sha256, charset, is_main } = key;
  if (!is_main || head.report_agency === null) return undefined;
  const count = (severity: string): number => anomalies.filter((row) => row.severity === severity).length;
  return {
    ...{ agency_key, year, scope, sha256, charset },
    agency: head.report_agency,
    division_code: head.report_division_code,
    level: head.level,
    form: head.form,
    title: head.title,
    published_on: head.published_on,
    format: head.format,
    copies: head.copies ?? 0,
    ruled,
    incomplete: head.incomplete,
    errors: count('error'),
    warnings: count('warning'),
    notices: count('notice'),
  };
}

/** Written out, since there are very many of them and copying by spread takes longer than all the rest. */
export const toFigure = (key: DocumentKey, row: StoredFigure, reviewed: Reviewed): FigureRow => ({
  agency_key: key.agency_key,
  year: key.year,
  scope: key.scope,
  sha256: key.sha256,
  charset: key.charset,
  is_main: key.is_main,
  field: row.field,
  state: row.state,
  value: row.value,
  value_printed: reviewed.printed,
  value_reviewed: reviewed.reviewed,
  raw: row.raw,
  unit: row.unit,
  at: parseOrNull<Place>(row.at),
});

interface Reviewed {
  /** As reviewers say it is printed. */
  readonly printed: number | null;
  /** As they say it would be true. */
  readonly reviewed: number | null;
}

/** An edit holds as long as what it changes is still there. */
export function toReviewed({ field, value }: StoredFigure, edits: readonly StoredEdit[]): Reviewed {
  const edit = (verdict: string, from: number | null): number | null => {
    const found = edits.find((one) => one.field === field && one.verdict === verdict);
    return found && found.value_from === from ? found.value_to : from;
  };
  const printed = edit('misread', value);
  return { printed, reviewed: edit('corrected', printed) };
}

export const toAnomaly = (key: DocumentKey, row: StoredAnomaly, verdict: string | undefined): AnomalyRow => ({
  ...key,
  code: row.code,
  rule: row.rule,
  severity: row.severity,
  kind: row.kind,
  fields: JSON.parse(row.fields) as string[],
  message: row.message,
  data: JSON.parse(row.data) as unknown,
  at: JSON.parse(row.at) as Place[],
  repairs: parseOrNull<unknown>(row.repairs),
  fingerprint: row.fingerprint,
  verdict: verdict ?? null,
});

export const toStatement = (key: DocumentKey, row: StoredStatement): StatementRow => ({
  ...key,
  slot: row.slot,
  value: row.value,
  unit: row.unit,
  stated_year: row.stated_year,
  stated_scope: row.stated_scope,
  approximate: row.approximate === 1,
  raw: row.raw,
  sentence: row.sentence,
  at: parseOrNull<Place>(row.at),
});

const ranks: ReadonlyMap<string, number> = new Map(allFields.map((field, rank) => [field, rank]));

/** The order of the form; what the vocabulary no longer has comes last, in the order it has. */
export const byForm = (one: StoredFigure, other: StoredFigure): number => rankOf(one) - rankOf(other);
const rankOf = ({ field }: StoredFigure): number => ranks.get(field) ?? allFields.length;

const parseOrNull = <Value>(json: string | null): Value | null =>
  json === null ? null : (JSON.parse(json) as Value);
