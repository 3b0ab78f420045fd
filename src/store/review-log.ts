/** All that people have decided and ruled, the latest first: one list of two tables. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.js';

export interface LogFilter {
  /** SHA-256. */
  readonly document?: string | undefined;
  /** On its copies of now, and what was decided of it. */
  readonly report?: number | undefined;
  readonly by?: string | undefined;
}

export interface LogEntry {
  /** `decision`: on an anomaly; `ruling`: on a document. */
  readonly of: 'decision' | 'ruling';
  readonly id: number;
  readonly at: string;
  readonly by: string;
  /** Of a decision its verdict, of a ruling its matter. */
  readonly what: string;
  readonly isUndone: boolean;
  /** Of a ruling: it is the one that holds of its matter. */
  readonly holds: boolean;
  /** JSON: the edits of a decision, the value of a ruling. */
  readonly value: string;
  /** Of the anomaly decided on. */
  readonly code: string | null;
  /** That a ruling puts to review. */
  readonly field: string | null;
  readonly reason: string | null;
  readonly sha256: string;
  /** Of what the document is a copy of now; null where that is nothing. */
  readonly reportId: number | null;
  readonly agency: string | null;
  readonly year: number | null;
}

export type LogCursor = Pick<LogEntry, 'at' | 'of' | 'id'>;

/** At most so many after the cursor. */
export async function listLog(
  db: Kysely<Tables>,
  filter: LogFilter,
  { most, after }: { readonly most: number; readonly after?: LogCursor | undefined },
): Promise<LogEntry[]> {
  const entries = [
    ...(await readDecided(db, filter, most, after)),
    ...(await readRuled(db, filter, most, after)),
  ];
  const latest = entries.sort((one, other) => (isBefore(one, other) ? 1 : -1)).slice(0, most);
  return placeEntries(db, latest);
}

export async function countLog(db: Kysely<Tables>, filter: LogFilter): Promise<number> {
  const count = sql<number>`count(*)`.as('count');
  const decided = await selectDecided(db, filter).select(count).executeTakeFirstOrThrow();
  const ruled = await selectRuled(db, filter).select(count).executeTakeFirstOrThrow();
  return decided.count + ruled.count;
}

const keyOf = ({ at, of, id }: LogCursor): string => `${at} ${of} ${String(id).padStart(16, '0')}`;
const isBefore = (one: LogCursor, other: LogCursor): boolean => keyOf(one) < keyOf(other);

type Unplaced = Omit<LogEntry, 'reportId' | 'agency' | 'year'>;

async function readDecided(
  db: Kysely<Tables>,
  filter: LogFilter,
  most: number,
  after: LogCursor | undefined,
): Promise<Unplaced[]> {
  const rows = await selectDecided(db, filter)
    .select(['id', 'at', 'by', 'verdict as what', 'edits as value', 'code', 'reason', 'sha256'])
    .$if(after !== undefined, (some) => some.where(isAfter('decision', after)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    ...{ ...row, of: 'decision', isUndone: row.what === 'undone', holds: false, field: null },
  }));
}

async function readRuled(
  db: Kysely<Tables>,
  filter: LogFilter,
  most: number,
  after: LogCursor | undefined,
): Promise<Unplaced[]> {
  const rows = await selectRuled(db, filter)
    .select(['id', 'at', 'by', 'what', 'value', 'field', 'is_undone', 'reason', 'sha256'])
    .select(
      sql<number>`case when exists (
        select 1 from ruled where ruled.sha256 = rulings.sha256 and ruling_id = rulings.id) then 1 else 0 end`.as(
        'holds',
      ),
    )
    .$if(after !== undefined, (some) => some.where(isAfter('ruling', after)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ is_undone, holds, field, ...row }) => ({
    ...{ ...row, of: 'ruling', isUndone: is_undone === 1, holds: holds === 1, code: null },
    field: field || null,
  }));
}

/** Of one moment the rulings stand before the decisions. */
function isAfter(of: LogEntry['of'], after: LogCursor | undefined) {
  const { at = '', id = 0, of: last } = after ?? {};
  if (of === last) return sql<boolean>`(at, id) < (${at}, ${id})`;
  return of === 'decision' ? sql<boolean>`at <= ${at}` : sql<boolean>`at < ${at}`;
}

const selectDecided = (db: Kysely<Tables>, { document, report, by }: LogFilter) =>
  db
    .selectFrom('decisions')
    .$if(document !== undefined, (some) => some.where('sha256', '=', document ?? ''))
    .$if(by !== undefined, (some) => some.where('by', '=', by ?? ''))
    .$if(report !== undefined, (some) =>
      some.where(({ or, eb, selectFrom, exists }) =>
        or([
          eb('sha256', 'in', selectCopies(db, report)),
          exists(
            selectFrom('reports')
              .select('reports.id')
              .where('reports.id', '=', report ?? 0)
              .whereRef('reports.agency_key', '=', 'decisions.agency_key')
              .whereRef('reports.year', '=', 'decisions.year')
              .whereRef('reports.scope', '=', 'decisions.scope'),
          ),
        ]),
      ),
    );

const selectRuled = (db: Kysely<Tables>, { document, report, by }: LogFilter) =>
  db
    .selectFrom('rulings')
    .$if(document !== undefined, (some) => some.where('sha256', '=', document ?? ''))
    .$if(by !== undefined, (some) => some.where('by', '=', by ?? ''))
    .$if(report !== undefined, (some) => some.where('sha256', 'in', selectCopies(db, report)));

const selectCopies = (db: Kysely<Tables>, report = 0) =>
  db.selectFrom('copies').select('sha256').where('report_id', '=', report);

async function placeEntries(db: Kysely<Tables>, entries: readonly Unplaced[]): Promise<LogEntry[]> {
  if (entries.length === 0) return [];
  const copies = await db
    .selectFrom('copies')
    .innerJoin('reports', 'reports.id', 'copies.report_id')
    .select(['copies.sha256', 'reports.id as reportId', 'agency', 'year'])
    .where('copies.sha256', 'in', [...new Set(entries.map(({ sha256 }) => sha256))])
    .orderBy('copies.charset', 'desc')
    .execute();
  const places = new Map(copies.map(({ sha256, ...place }) => [sha256, place]));
  return entries.map((entry) => ({ ...entry, ...(places.get(entry.sha256) ?? nowhere) }));
}

const nowhere = { reportId: null, agency: null, year: null } as const;
