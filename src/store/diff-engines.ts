/** What a new engine changed: every document's result against the last one that it took the place of. */
import { type Kysely, sql } from 'kysely';
import type { OutputRecord } from '#records/record.js';
import { compareRecords, type RecordChange } from './compare-records.js';
import type { Snapshot } from './database.js';
import { unpack } from './packed.js';
import type { Tables } from './tables.js';

export interface EngineDiff {
  readonly sha256: string;
  readonly charset: string | null;
  /** As the document was called when it was read. */
  readonly name: string;
  readonly from: DiffedEngine;
  readonly to: DiffedEngine;
  /** Absent where both say the same. */
  readonly change?: RecordChange;
}

export interface DiffedEngine {
  readonly engine_version: string;
  readonly reading: string;
  readonly judging: string;
}

/** Every document that was read more than once, by hash and charset; sixteen bytes of each are held. */
export async function* diffEngines(snapshot: Snapshot): AsyncGenerator<EngineDiff> {
  for (const { current, last } of await findPairs(snapshot)) {
    const [after, before] = [await readResult(snapshot, current), await readResult(snapshot, last)];
    const change = compareRecords(before.output, after.output);
    yield {
      ...{ sha256: after.sha256, charset: after.charset || null, name: after.output.document.name },
      ...{ from: before.engine, to: after.engine },
      ...(change ? { change } : {}),
    };
  }
}

interface Pair {
  readonly current: number;
  readonly last: number;
}

async function findPairs(snapshot: Snapshot): Promise<Pair[]> {
  const rows = snapshot
    .selectFrom('results')
    .innerJoin('results as earlier', (join) =>
      join
        .onRef('earlier.sha256', '=', 'results.sha256')
        .onRef('earlier.charset', '=', 'results.charset')
        .on('earlier.is_current', '=', 0)
        .on(isOtherEngine),
    )
    .select(({ fn }) => ['results.id as current', fn.max('earlier.id').as('last')])
    .where('results.is_current', '=', 1)
    .groupBy(['results.sha256', 'results.charset', 'results.id'])
    .orderBy('results.sha256')
    .orderBy('results.charset')
    .stream();
  const pairs: Pair[] = [];
  for await (const { current, last } of rows) pairs.push({ current, last });
  return pairs;
}

/** A limit that was met and the result of the next try are of one engine. */
const isOtherEngine = sql<boolean>`(earlier.reading, earlier.judging) <> (results.reading, results.judging)`;

export async function readResult(
  snapshot: Kysely<Tables>,
  id: number,
): Promise<{ sha256: string; charset: string; engine: DiffedEngine; output: OutputRecord }> {
  const { sha256, charset, record, ...engine } = await snapshot
    .selectFrom('results')
    .select(['sha256', 'charset', 'engine_version', 'reading', 'judging', 'record'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { sha256, charset, engine, output: unpack<OutputRecord>(record) };
}
