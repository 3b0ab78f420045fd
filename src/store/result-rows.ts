/**
 * A record as the rows it becomes. Made where the record is made, in the child process, so that the one
 * process that writes has little to do.
 */
import type { Place } from '#model/place.js';
import type { OutputRecord, ReportRecord } from '#records/record.js';
import { pack } from './packed.js';
import { toStorable } from './storable.js';
import type { ResultsTable } from './tables.js';

export interface ResultRows {
  readonly outcome: 'report' | 'failure';
  readonly failureCode: string | null;
  readonly failureDetail: string | null;
  readonly format: string | null;
  readonly engineVersion: string;
  readonly head: ResultHead;
  /** Compressed JSON. */
  readonly record: Uint8Array;
  /** JSON: a list of `[field path, state, value, raw, unit, at]`. */
  readonly figures: string;
  /** JSON: a list of `[code, rule, severity, kind, fingerprint, fields, data, at, repairs, message]`. */
  readonly anomalies: string;
  /** JSON: a list of `[slot, value, unit, year, scope, approximate, raw, sentence, at]`. */
  readonly statements: string;
}

/** What the document says of itself. */
export type ResultHead = Pick<
  ResultsTable,
  | ('form' | 'title' | 'agency' | 'division_code' | 'level' | 'credit_code' | 'own_agency_key')
  | ('year' | 'scope' | 'published_on' | 'incomplete')
>;

const noHead: ResultHead = {
  form: null,
  title: null,
  agency: null,
  division_code: null,
  level: null,
  credit_code: null,
  own_agency_key: null,
  year: null,
  scope: null,
  published_on: null,
  incomplete: 0,
};

export function recordToRows(record: OutputRecord): ResultRows {
  const common = {
    format: record.document.format,
    engineVersion: record.engine.version,
    record: pack(JSON.stringify(record)),
  };
  if ('failure' in record)
    return {
      ...common,
      outcome: 'failure',
      failureCode: record.failure.code,
      failureDetail: record.failure.detail ?? null,
      head: noHead,
      ...{ figures: '[]', anomalies: '[]', statements: '[]' },
    };
  return {
    ...common,
    outcome: 'report',
    failureCode: null,
    failureDetail: null,
    head: headOf(record),
    figures: toJson(
      record.figures.map(({ field, state, value, raw, unit, at }) => [
        ...[field, state, value, raw, unit],
        placeToJson(at),
      ]),
    ),
    anomalies: toJson(
      record.anomalies.map(
        ({ code, rule, severity, kind, fingerprint, fields, data, at, repairs, message }) => [
          ...[code, rule, severity, kind, fingerprint],
          ...[JSON.stringify(fields), JSON.stringify(data), JSON.stringify(at)],
          repairs ? JSON.stringify(repairs) : null,
          message,
        ],
      ),
    ),
    statements: toJson(
      record.statements.map(({ slot, value, unit, year, scope, approximate, raw, sentence, at }) => [
        ...[slot, value, unit, year, scope, approximate ? 1 : 0, raw, sentence],
        placeToJson(at),
      ]),
    ),
  };
}

const toJson = (rows: readonly unknown[]): string =>
  JSON.stringify(rows, (_, value) => (typeof value === 'string' ? toStorable(value) : value));

const placeToJson = (place: Place | null): string | null => (place ? JSON.stringify(place) : null);

function headOf({ report, figures }: ReportRecord): ResultHead {
  const { agency } = report;
  return {
    form: report.form,
    title: report.title && toStorable(report.title),
    agency: agency && toStorable(agency.name),
    division_code: agency?.divisionCode ?? null,
    level: agency?.level ?? null,
    credit_code: agency?.creditCode ?? null,
    own_agency_key: agency && toStorable(agency.key),
    year: report.year,
    scope: report.scope,
    published_on: report.publishedOn ?? report.signedOn,
    incomplete: figures.filter(({ state }) => state === 'unreadable' || state === 'missing').length,
  };
}
