/**
 * The tables of the store, as a person meets them who opens the file with any SQLite tool; `docs/store.md`
 * explains them and shows what to ask. Times are ISO 8601 in UTC. What is JSON is text; what is large is JSON
 * compressed by zlib.
 */
import type { Generated } from 'kysely';
import type {
  DecisionsTable,
  EditsTable,
  NamedFiltersTable,
  ReviewClaimsTable,
  ReviewItemsTable,
  StandingsTable,
  UsersTable,
} from './review-tables.js';
import type { RuledTable, RulingsTable } from './ruling-tables.js';

export interface Tables {
  readonly imports: ImportsTable;
  readonly documents: DocumentsTable;
  readonly sources: SourcesTable;
  readonly failures: FailuresTable;
  readonly results: ResultsTable;
  readonly reports: ReportsTable;
  readonly copies: CopiesTable;
  readonly fields: FieldsTable;
  readonly figures: FiguresTable;
  readonly anomalies: AnomaliesTable;
  readonly statements: StatementsTable;
  readonly decisions: DecisionsTable;
  readonly standings: StandingsTable;
  readonly edits: EditsTable;
  readonly rulings: RulingsTable;
  readonly ruled: RuledTable;
  readonly review_items: ReviewItemsTable;
  readonly review_claims: ReviewClaimsTable;
  readonly named_filters: NamedFiltersTable;
  readonly users: UsersTable;
  readonly work: WorkTable;
  readonly crawl_sites: CrawlSitesTable;
  readonly crawl_responses: CrawlResponsesTable;
  /** Views. */
  readonly report_figures: ReportFiguresView;
  readonly manifest_contradictions: ManifestContradictionsView;
}

/** One call of `gouji ingest`, or one run of a crawl. */
export interface ImportsTable {
  readonly id: Generated<number>;
  readonly started_at: string;
  /** Null while it runs, and after it was killed. */
  readonly ended_at: string | null;
  /** What was given to it: JSON, a list of texts. */
  readonly arguments: string;
  readonly engine_version: string;
  /** How many inputs ended how: JSON, an object of numbers. */
  readonly counts: string | null;
  /** When all its inputs were known, if it left them to workers. */
  readonly listed_at: string | null;
  /** When the reports that it changed had been looked at together. */
  readonly linked_at: string | null;
  /** Of what it leaves to workers: 1 is the most urgent; what has none goes before all. */
  readonly priority: number | null;
}

/** The bytes, told by their hash; they lie in the folder of documents. */
export interface DocumentsTable {
  readonly sha256: string;
  readonly bytes: number;
  readonly first_seen_at: string;
}

/** Where a document was found: a path, an entry of an archive, an address. Many to one document. */
export interface SourcesTable {
  readonly id: Generated<number>;
  readonly location: string;
  readonly kind: string;
  readonly sha256: string;
  readonly name: string;
  /** What shows without opening it that it is still the same. */
  readonly stamp: string | null;
  /** Stands for what a manifest says of it. */
  readonly said: string | null;
  /** By the header of its carrier. */
  readonly charset: string | null;
  /** Where it was published, if that is known. */
  readonly address: string | null;
  /** What a manifest says of it. */
  readonly agency: string | null;
  readonly year: number | null;
  readonly division_code: string | null;
  readonly level: string | null;
  readonly import_id: number;
  /** Of two rows of an import the later one has the higher number; 0 where they were taken in their order. */
  readonly import_row: Generated<number>;
  readonly seen_at: string;
  /** 0 where the location has other bytes by now. */
  readonly is_current: number;
}

/** Inputs that gave no record, until they do; a line for each thing that is wrong with one. */
export interface FailuresTable {
  readonly id: Generated<number>;
  readonly location: string;
  readonly sha256: string | null;
  readonly code: string;
  readonly detail: string | null;
  readonly import_id: number;
  readonly at: string;
}

/** What an engine made of a document. */
export interface ResultsTable {
  readonly id: Generated<number>;
  readonly sha256: string;
  /** By the header of its carrier; empty where none was given. */
  readonly charset: string;
  /** Fingerprints of the code that read and that judged. */
  readonly reading: string;
  readonly judging: string;
  readonly engine_version: string;
  /** `report` or `failure`. */
  readonly outcome: string;
  readonly failure_code: string | null;
  readonly format: string | null;
  readonly form: string | null;
  /** As the document says; what a manifest says stands in `sources`. */
  readonly title: string | null;
  readonly agency: string | null;
  readonly division_code: string | null;
  readonly level: string | null;
  readonly credit_code: string | null;
  /** Of the agency, as far as the document tells; begins with `?` where its division is not known. */
  readonly own_agency_key: string | null;
  readonly year: number | null;
  readonly scope: string | null;
  readonly published_on: string | null;
  /** Figures that are unreadable or missing. */
  readonly incomplete: number;
  /** The whole record: JSON, compressed. */
  readonly record: Uint8Array;
  readonly created_at: string;
  /** 1 for the latest of its document. */
  readonly is_current: number;
}

/** What an agency reports of a year. */
export interface ReportsTable {
  readonly id: Generated<number>;
  readonly agency_key: string;
  readonly agency: string;
  readonly division_code: string | null;
  readonly level: string | null;
  readonly year: number;
  /** `own`, `jurisdiction`, or empty where the report does not say. */
  readonly scope: string;
  /** 0 where its copies have changed since they were compared. */
  readonly is_linked: Generated<number>;
}

/** Documents of one report. */
export interface CopiesTable {
  readonly sha256: string;
  readonly charset: string;
  readonly report_id: number;
  readonly result_id: number;
  /** `copy` or `part`. */
  readonly role: string;
  readonly is_main: number;
}

export interface FieldsTable {
  readonly id: Generated<number>;
  readonly path: string;
}

/** Of current results. `report_figures` is the same with names and reports. */
export interface FiguresTable {
  readonly result_id: number;
  readonly field_id: number;
  readonly state: string;
  readonly value: number | null;
  readonly raw: string;
  readonly unit: string | null;
  /** Place: JSON. */
  readonly at: string | null;
}

export interface AnomaliesTable {
  readonly id: Generated<number>;
  readonly result_id: number;
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly fingerprint: string;
  /** JSON. */
  readonly fields: string;
  readonly data: string;
  readonly at: string;
  readonly repairs: string | null;
  readonly message: string;
  /** `document`: in it alone; `link`: by looking at several; `reviewer`: by a person. */
  readonly found_by: Generated<string>;
}

export interface StatementsTable {
  readonly id: Generated<number>;
  readonly result_id: number;
  readonly slot: string;
  readonly value: number;
  readonly unit: string | null;
  readonly year: number | null;
  readonly scope: string | null;
  readonly approximate: number;
  readonly raw: string;
  readonly sentence: string;
  /** Place: JSON. */
  readonly at: string;
}

/** What an import left to workers; gone when all of it is done. */
export interface WorkTable {
  readonly id: Generated<number>;
  readonly import_id: number;
  readonly location: string;
  /** JSON; empty when it is done. */
  readonly input: string;
  /** Null until it is done. */
  readonly outcome: string | null;
}

/** Pages from which a crawl sets out. */
export interface CrawlSitesTable {
  readonly id: Generated<number>;
  /** Canonical. */
  readonly address: string;
  readonly name: string;
  /** Cron, in the time zone; null where it is only crawled when somebody says so. */
  readonly schedule: string | null;
  readonly time_zone: string;
  /** `path` or `site`: where lists may lie that it goes through. */
  readonly scope: string;
  readonly pause_ms: number;
  /** In one run. */
  readonly most_pages: number;
  readonly is_paused: number;
  /** Why certificates of its host are accepted though they do not verify; null where they are refused. */
  readonly tls_exception: string | null;
  readonly created_at: string;
  readonly next_at: string | null;
  /** The import of its latest run. */
  readonly run: number | null;
  readonly started_at: string | null;
  /** Null while it runs. */
  readonly ended_at: string | null;
  /** When a run last came to its end undisturbed. */
  readonly succeeded_at: string | null;
  /** When something new was last found. */
  readonly found_at: string | null;
  /** Of the latest run: JSON. */
  readonly remark: string | null;
}

/**
 * What was answered to a crawl, and what was new in the archives among it. The bytes lie where documents lie, those of
 * lists too.
 */
export interface CrawlResponsesTable {
  readonly id: Generated<number>;
  readonly site_id: number;
  readonly run: number;
  readonly address: string;
  readonly final_address: string;
  readonly asked_at: string;
  /** Null where there was no answer. */
  readonly status: number | null;
  /** Why there is nothing. */
  readonly code: string | null;
  /** JSON: a text by name, or a list of texts where it came several times. */
  readonly headers: string;
  /** Of what was answered; where nothing had changed, of what was answered before. */
  readonly sha256: string | null;
  readonly charset: string | null;
  /** What it is to the crawl. */
  readonly kind: string;
  /** `new` or `changed`, where it gave a document that was not there before. */
  readonly news: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  /** Why the certificate would have been refused without the site's exception; null where none was needed. */
  readonly tls_fault: string | null;
  /** SHA-256 of that certificate. */
  readonly tls_fingerprint: string | null;
}

/** The figures of the main copies, with the reports they belong to. */
export interface ReportFiguresView extends Omit<FiguresTable, 'field_id'> {
  /** What is printed, by whom it was found misread. */
  readonly value_printed: number | null;
  /** What would be true, by whom it was corrected; else what is printed. */
  readonly value_reviewed: number | null;
  readonly report_id: number;
  readonly agency: string;
  readonly division_code: string | null;
  readonly level: string | null;
  readonly year: number;
  readonly scope: string;
  readonly form: string | null;
  readonly field: string;
  readonly sha256: string;
}

/** Where a manifest and the document do not say the same of year or level; division codes may be those of other years. */
export interface ManifestContradictionsView {
  readonly location: string;
  readonly sha256: string;
  readonly what: string;
  readonly manifest: string | number;
  readonly document: string | number;
}
