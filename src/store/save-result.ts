/** A result and its rows into the tables; the result it takes the place of stays, without rows. */
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { type Columns, jsonRows } from './json-rows.js';
import type { ResultRows } from './result-rows.js';

export interface Engine {
  /** Fingerprints of the code that read and that judged. */
  readonly reading: string;
  readonly judging: string;
}

export interface ResultKey {
  readonly sha256: string;
  /** By the header of its carrier; empty where none was given. */
  readonly charset: string;
}

/** Ways to end that may pass: the next run tries again, and what was read before stays. */
export const isPassing = (failureCode: string | null): boolean =>
  failureCode === 'timeout' || failureCode === 'out-of-memory';

/** Does nothing where the same engine came to the same end before: two imports at once, a limit hit again. */
export async function saveResult(
  tx: Tx,
  { sha256, charset }: ResultKey,
  rows: ResultRows,
  { reading, judging }: Engine,
  at: string,
): Promise<void> {
  const earlier = await findCurrent(tx, { sha256, charset });
  const isSame = earlier?.reading === reading && earlier.judging === judging;
  if (isSame && (earlier.failure_code === rows.failureCode || isPassing(rows.failureCode))) return;
  if (earlier) await supersede(tx, earlier.id);
  const { outcome, failureCode, format, engineVersion, head, record } = rows;
  const { id } = await tx
    .insertInto('results')
    .values({
      ...{ sha256, charset, reading, judging, outcome, format, record, ...head },
      ...{ engine_version: engineVersion, failure_code: failureCode, created_at: at, is_current: 1 },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await saveRows(tx, id, rows);
}

function findCurrent(tx: Tx, { sha256, charset }: ResultKey) {
  return tx
    .selectFrom('results')
    .select(['id', 'reading', 'judging', 'failure_code'])
    .where('sha256', '=', sha256)
    .where('charset', '=', charset)
    .where('is_current', '=', 1)
    .executeTakeFirst();
}

async function supersede(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('results').set({ is_current: 0 }).where('id', '=', id).execute();
  for (const table of ['figures', 'anomalies', 'statements'] as const)
    await tx.deleteFrom(table).where('result_id', '=', id).execute();
}

async function saveRows(tx: Tx, id: number, { figures, anomalies, statements }: ResultRows): Promise<void> {
  await sql`insert into figures (result_id, field_id, state, value, raw, unit, at)
    select cast(${id} as bigint), fields.id, state, value, raw, unit, at
    from ${jsonRows(tx, figures, figureColumns)} join fields on fields.path = given.field`.execute(tx);
  await insertRows(tx, 'anomalies', id, anomalies, anomalyColumns);
  await insertRows(tx, 'statements', id, statements, statementColumns);
}

async function insertRows(tx: Tx, table: string, id: number, json: string, columns: Columns): Promise<void> {
  if (json === '[]') return;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (result_id, ${names})
    select cast(${id} as bigint), ${names} from ${jsonRows(tx, json, columns)}`.execute(tx);
}

/** In the order of `ResultRows`. */
const figureColumns: Columns = {
  field: 'text',
  state: 'text',
  value: 'number',
  raw: 'text',
  unit: 'text',
  at: 'text',
};
const anomalyColumns: Columns = {
  code: 'text',
  rule: 'text',
  severity: 'text',
  kind: 'text',
  fingerprint: 'text',
  fields: 'text',
  data: 'text',
  at: 'text',
  repairs: 'text',
  message: 'text',
};
const statementColumns: Columns = {
  slot: 'text',
  value: 'number',
  unit: 'text',
  year: 'number',
  scope: 'text',
  approximate: 'number',
  raw: 'text',
  sentence: 'text',
  at: 'text',
};
