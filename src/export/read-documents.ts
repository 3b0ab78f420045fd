/**
 * The documents of a store, one after the other, with all that an export says of them.
 *
 *   order   the ids of current results, by what they are: report, then hash; eight bytes a document are held
 *   batch   so many documents at a time are read with their rows
 *   rows    sorted by what they are; ids and times, which differ between equal stores, order nothing
 */
import type { Snapshot } from '#store/database.js';
import {
  byForm,
  toAnomaly,
  toDocument,
  toFigure,
  toKey,
  toReport,
  toReviewed,
  toStatement,
} from './exported-rows.js';
import {
  readAnomalies,
  readEdits,
  readFigures,
  readHeads,
  readLocations,
  readOrder,
  readRuled,
  readStandings,
  readStatements,
} from './stored-rows.js';
import type { AnomalyRow, DocumentRow, FigureRow, ReportRow, StatementRow } from './tables.js';

export interface ExportedDocument {
  readonly document: DocumentRow;
  /** Of the main copy. */
  readonly report: ReportRow | undefined;
  readonly figures: readonly FigureRow[];
  readonly anomalies: readonly AnomalyRow[];
  readonly statements: readonly StatementRow[];
}

/** Few enough for their rows to be gone before the collector has moved them to where old things are. */
const batch = 16;

export async function* readDocuments(snapshot: Snapshot): AsyncGenerator<ExportedDocument> {
  const ids = await readOrder(snapshot);
  for (let start = 0; start < ids.length; start += batch)
    yield* readBatch(snapshot, ids.slice(start, start + batch));
}

async function* readBatch(snapshot: Snapshot, ids: readonly number[]): AsyncGenerator<ExportedDocument> {
  const heads = new Map((await readHeads(snapshot, ids)).map((head) => [head.id, head]));
  const locations = toGroups(await readLocations(snapshot, ids));
  const ruled = toGroups(await readRuled(snapshot, ids));
  const figures = toGroups(await readFigures(snapshot, ids));
  const anomalies = toGroups(await readAnomalies(snapshot, ids));
  const statements = toGroups(await readStatements(snapshot, ids));
  const edits = toGroups(await readEdits(snapshot, ids));
  const standings = toGroups(await readStandings(snapshot, ids));
  for (const id of ids) {
    const head = heads.get(id);
    if (!head) continue;
    const key = toKey(head);
    const verdicts = new Map(standings(id).map(({ fingerprint, verdict }) => [fingerprint, verdict]));
    const said = ruled(id).map(({ what }) => what);
    const around = { locations: locations(id), ruled: said };
    // Whatever was taken for a report in it is none.
    if (said.includes('not-a-report')) {
      yield { document: toDocument(key, head, around), ...nothing };
      continue;
    }
    const flagged = anomalies(id).map((row) => toAnomaly(key, row, verdicts.get(row.fingerprint)));
    yield {
      document: toDocument(key, head, around),
      report: toReport(key, head, said, flagged),
      figures: figures(id)
        .sort(byForm)
        .map((row) => toFigure(key, row, toReviewed(row, edits(id)))),
      anomalies: flagged,
      statements: statements(id).map((row) => toStatement(key, row)),
    };
  }
}

const nothing = { report: undefined, figures: [], anomalies: [], statements: [] } as const;

/** Rows by the result they are of, in their order. */
function toGroups<Row extends { readonly result_id: number }>(rows: readonly Row[]): (id: number) => Row[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.result_id);
    if (group) group.push(row);
    else groups.set(row.result_id, [row]);
  }
  return (id) => groups.get(id) ?? [];
}
