/**
 * What is published of a document: one record, or one failure. JSON, a line each. The shapes here are
 * the types; `schema.ts` holds the same as zod schemas for the edges, and a test keeps them equal.
 */
import type { Anomaly, FigureState } from '#model/anomaly.js';
import type { Format, Table } from '#model/document.js';
import type { Failure } from '#model/failure.js';
import type { Place } from '#model/place.js';
import type { Field } from './fields.js';
import type { schemaId } from './schema-id.js';

/** One cell of a statutory table. */
export interface Figure {
  readonly field: Field;
  readonly state: FigureState;
  /** Null unless the state is `number`. Never converted: 251000元 is 251000. */
  readonly value: number | null;
  /** As printed; empty where nothing is. */
  readonly raw: string;
  /** As printed, else the form's; null where neither says one. */
  readonly unit: string | null;
  /** Null where the report has no such cell. */
  readonly at: Place | null;
}

export type SectionKey = 'overview' | 'proactive' | 'applications' | 'remedies' | 'problems' | 'other';

export interface Section {
  readonly key: SectionKey;
  /** The number in front of the heading as printed. */
  readonly ordinal: string | null;
  readonly heading: string;
  readonly text: string;
  readonly at: Place;
}

export type StatementSlot =
  | 'applications.received'
  | 'applications.handled'
  | 'applications.carried_in'
  | 'applications.carried_out';

/** A number the prose states about something the tables count. */
export interface Statement {
  readonly slot: StatementSlot;
  readonly value: number;
  readonly unit: string | null;
  /** The year it speaks of. */
  readonly year: number | null;
  readonly scope: 'own' | 'jurisdiction' | null;
  /** 余, 多, 约, 近. */
  readonly approximate: boolean;
  readonly raw: string;
  readonly sentence: string;
  readonly at: Place;
}

/** A row of a table outside the known forms. */
export interface Indicator {
  readonly label: string;
  readonly parent?: string;
  readonly field?: Field;
  readonly unit: string | null;
  readonly column: string;
  readonly state: FigureState;
  readonly value: number | null;
  readonly raw: string;
  readonly at: Place;
}

export type AgencyLevel =
  | 'central'
  | 'province'
  | 'prefecture'
  | 'county'
  | 'township'
  | 'subdistrict'
  | 'functional_zone';

export interface ReportInfo {
  readonly title: string | null;
  readonly year: number | null;
  /** The body itself, or all bodies of its jurisdiction; null where the report does not say. */
  readonly scope: 'own' | 'jurisdiction' | null;
  readonly agency: {
    readonly name: string;
    readonly raw: string;
    readonly level: AgencyLevel | null;
    /** Six digits of GB/T 2260, valid in the report's year; null where the name is ambiguous. */
    readonly divisionCode: string | null;
    /** The code of the same place today, where it is another. */
    readonly currentDivisionCode?: string;
    /** Nine digits of the latest list of towns and subdistricts. */
    readonly townshipCode?: string;
    /** Division codes the name may mean, where that is more than one. */
    readonly candidates?: readonly string[];
    readonly creditCode: string | null;
    /** Codes of bodies that are printed with a wrong check character. */
    readonly wrongCodes?: readonly string[];
    /** The same for all reports of the body; begins with `?` where its division is not known. */
    readonly key: string;
  } | null;
  readonly form: '2008' | '2014' | '2019' | '2021' | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly signedBy: string | null;
  readonly signedOn: string | null;
  readonly publishedOn: string | null;
}

export interface DocumentInfo {
  readonly sha256: string;
  readonly name: string;
  /** Null where the format could not be told. */
  readonly format: Format | null;
  readonly bytes: number;
}

export interface EngineInfo {
  readonly version: string;
  /** What read the document: `pdfium`, `cheerio`, …; both readings joined with `+`. */
  readonly reading: string;
  readonly judging: string;
}

export interface Coverage {
  /** Numbers the carrier prints in the statutory tables, whether or not a field was found for them. */
  readonly printed: number;
  /** Numbers that ended in a figure. */
  readonly mapped: number;
}

/** An anomaly as published: with its message, rendered in the language asked for. */
export type PublishedAnomaly = Anomaly<Field> & { readonly message: string };

export interface ReportRecord {
  readonly schema: typeof schemaId;
  readonly document: DocumentInfo;
  readonly engine: EngineInfo;
  readonly report: ReportInfo;
  readonly sections: readonly Section[];
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  readonly indicators: readonly Indicator[];
  readonly statements: readonly Statement[];
  readonly anomalies: readonly PublishedAnomaly[];
  readonly coverage: Coverage;
}

export interface FailureRecord {
  readonly schema: typeof schemaId;
  readonly document: DocumentInfo;
  readonly engine: EngineInfo;
  readonly failure: Failure;
}

/** One line of output. */
export type OutputRecord = ReportRecord | FailureRecord;
