/** What engines made of one document, one after the other, and what each changed. */
import type { Kysely } from 'kysely';
import type { OutputRecord } from '#records/record.js';
import { compareRecords, type RecordChange } from './compare-records.js';
import { readResult } from './diff-engines.js';
import type { Tables } from './tables.js';

export interface ResultVersion {
  readonly id: number;
  readonly engineVersion: string;
  readonly reading: string;
  readonly judging: string;
  readonly createdAt: string;
  readonly isCurrent: boolean;
  /** Against the one before it; absent where both say the same, and of the first. */
  readonly change?: RecordChange;
}

/** Each is unpacked: of a document that was read a hundred times only the last are compared. */
const mostVersions = 8;

/** The latest first. */
export async function listVersions(
  db: Kysely<Tables>,
  { sha256, charset }: { readonly sha256: string; readonly charset: string },
): Promise<ResultVersion[]> {
  const rows = await db
    .selectFrom('results')
    .select(['id', 'engine_version', 'reading', 'judging', 'created_at', 'is_current'])
    .where('sha256', '=', sha256)
    .where('charset', '=', charset)
    .orderBy('id', 'desc')
    .limit(mostVersions)
    .execute();
  const versions: ResultVersion[] = [];
  let before: OutputRecord | undefined;
  for (const { engine_version, created_at, is_current, ...row } of rows.reverse()) {
    const { output } = await readResult(db, row.id);
    const change = before && compareRecords(before, output);
    before = output;
    versions.push({
      ...{ ...row, engineVersion: engine_version, createdAt: created_at, isCurrent: is_current === 1 },
      ...(change ? { change } : {}),
    });
  }
  return versions.reverse();
}
