/**
 * The tables of an export, as a reader of the files meets them; `docs/export.md` says what each column is. A row
 * is found by what it is of: agency, year and scope name the report, hash and charset the document.
 */
import type { Place } from '#model/place.js';

/** What stands in a column: as it is written to CSV and to JSONL see `csv.ts` and `jsonl.ts`. */
export type ColumnType = 'text' | 'number' | 'boolean' | 'place' | 'places' | 'list' | 'json';

/** The report that a document is a copy of; without agency key where nobody could tell. */
interface ReportKey {
  readonly agency_key: string | null;
  readonly year: number | null;
  readonly scope: string | null;
}

export interface DocumentKey extends ReportKey {
  readonly sha256: string;
  readonly charset: string | null;
  readonly is_main: boolean;
}

export interface ReportRow extends ReportKey {
  readonly agency: string;
  readonly division_code: string | null;
  readonly level: string | null;
  readonly form: string | null;
  readonly title: string | null;
  readonly published_on: string | null;
  readonly format: string | null;
  readonly sha256: string;
  readonly charset: string | null;
  readonly copies: number;
  readonly ruled: readonly string[];
  readonly incomplete: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
}

export interface DocumentRow extends DocumentKey {
  readonly outcome: string;
  readonly failure_code: string | null;
  readonly format: string | null;
  readonly bytes: number;
  readonly form: string | null;
  readonly title: string | null;
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly credit_code: string | null;
  readonly published_on: string | null;
  readonly incomplete: number;
  readonly locations: readonly string[];
  readonly ruled: readonly string[];
  readonly engine_version: string;
  readonly reading: string;
  readonly judging: string;
}

export interface FigureRow extends DocumentKey {
  readonly field: string;
  readonly state: string;
  readonly value: number | null;
  readonly value_printed: number | null;
  readonly value_reviewed: number | null;
  readonly raw: string;
  readonly unit: string | null;
  readonly at: Place | null;
}

export interface AnomalyRow extends DocumentKey {
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly fields: readonly string[];
  readonly message: string;
  readonly data: unknown;
  readonly at: readonly Place[];
  readonly repairs: unknown;
  readonly fingerprint: string;
  readonly verdict: string | null;
}

export interface StatementRow extends DocumentKey {
  readonly slot: string;
  readonly value: number;
  readonly unit: string | null;
  readonly stated_year: number | null;
  readonly stated_scope: string | null;
  readonly approximate: boolean;
  readonly raw: string;
  readonly sentence: string;
  readonly at: Place | null;
}

export interface ExportRows {
  readonly reports: ReportRow;
  readonly documents: DocumentRow;
  readonly figures: FigureRow;
  readonly anomalies: AnomalyRow;
  readonly statements: StatementRow;
}

export type TableName = keyof ExportRows;

/** In the order of the files' columns. */
export type Columns<Row> = { readonly [Name in keyof Row]-?: ColumnType };

const reportKey = { agency_key: 'text', year: 'number', scope: 'text' } as const;
const documentKey = { ...reportKey, sha256: 'text', charset: 'text', is_main: 'boolean' } as const;

export const exportTables: { readonly [Name in TableName]: Columns<ExportRows[Name]> } = {
  reports: {
    ...reportKey,
    agency: 'text',
    division_code: 'text',
    level: 'text',
    form: 'text',
    title: 'text',
    published_on: 'text',
    format: 'text',
    sha256: 'text',
    charset: 'text',
    copies: 'number',
    ruled: 'list',
    incomplete: 'number',
    errors: 'number',
    warnings: 'number',
    notices: 'number',
  },
  documents: {
    ...documentKey,
    outcome: 'text',
    failure_code: 'text',
    format: 'text',
    bytes: 'number',
    form: 'text',
    title: 'text',
    agency: 'text',
    division_code: 'text',
    credit_code: 'text',
    published_on: 'text',
    incomplete: 'number',
    locations: 'json',
    ruled: 'list',
    engine_version: 'text',
    reading: 'text',
    judging: 'text',
  },
  figures: {
    ...documentKey,
    field: 'text',
    state: 'text',
    value: 'number',
    value_printed: 'number',
    value_reviewed: 'number',
    raw: 'text',
    unit: 'text',
    at: 'place',
  },
  anomalies: {
    ...documentKey,
    code: 'text',
    rule: 'text',
    severity: 'text',
    kind: 'text',
    fields: 'list',
    message: 'text',
    data: 'json',
    at: 'places',
    repairs: 'json',
    fingerprint: 'text',
    verdict: 'text',
  },
  statements: {
    ...documentKey,
    slot: 'text',
    value: 'number',
    unit: 'text',
    stated_year: 'number',
    stated_scope: 'text',
    approximate: 'boolean',
    raw: 'text',
    sentence: 'text',
    at: 'place',
  },
};

export const tableNames = Object.keys(exportTables) as TableName[];

/** Names and types of the columns, in order. */
export const columnsOf = <Name extends TableName>(table: Name): [keyof ExportRows[Name], ColumnType][] =>
  Object.entries(exportTables[table]) as [keyof ExportRows[Name], ColumnType][];
