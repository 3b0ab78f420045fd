/**
 * What a store holds, without the marks of when and in which order it came: what must be equal however often an
 * import was broken off.
 */
import { inflateSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Store } from '#store/store.js';

/** Lines, sorted. */
export async function dumpStore({ db }: Store): Promise<string[]> {
  const lines: string[] = [];
  for (const query of queries) {
    const { rows } = await sql.raw<Record<string, unknown>>(query).execute(db);
    lines.push(
      ...rows.map(
        (row) =>
          `${/from (\w+)/.exec(query)?.[1]} ${JSON.stringify(Object.fromEntries(Object.entries(row).map(inflate)))}`,
      ),
    );
  }
  return lines.sort();
}

/** The record is bytes, which drivers give in several ways. */
const inflate = ([name, value]: [string, unknown]): [string, unknown] =>
  value instanceof ArrayBuffer || value instanceof Uint8Array
    ? [name, inflateSync(Buffer.from(value as Uint8Array)).toString()]
    : [name, value];

const ofResult = 'join results on results.id = result_id';
const result = 'results.sha256, results.charset, results.is_current';

const queries = [
  'select sha256, bytes from documents',
  `select location, kind, sha256, name, stamp, said, charset, address, agency, year, division_code, level, is_current
   from sources`,
  'select location, sha256, code, detail from failures',
  `select sha256, charset, reading, judging, engine_version, outcome, failure_code, format, form, title, agency,
   division_code, level, credit_code, own_agency_key, year, scope, published_on, incomplete, record, is_current from results`,
  'select agency_key, agency, division_code, level, year, scope from reports',
  `select copies.sha256, copies.charset, role, is_main, agency_key, reports.year, reports.scope, results.is_current
   from copies join reports on reports.id = report_id ${ofResult}`,
  `select ${result}, path, state, value, raw, unit, at from figures ${ofResult}
   join fields on fields.id = field_id`,
  `select ${result}, found_by, code, rule, severity, kind, fingerprint, fields, data, at, repairs, message
   from anomalies ${ofResult}`,
  'select agency_key, year, scope, sha256, fingerprint, verdict, edits, reason, by, at, code, fields from decisions',
  'select agency_key, year, scope, fingerprint, verdict, sha256, is_disputed from standings',
  'select sha256, what, field, value, is_undone, reason, by, at from rulings',
  'select sha256, what, field, value, reason, by, at, is_disputed from ruled',
  'select agency_key, year, scope, field, verdict, sha256, value_from, value_to from edits',
  `select agency_key, review_items.year, reports.scope, fingerprint, review_items.severity, review_items.kind,
   review_items.code, weight, form, division, state, is_disputed from review_items
   join reports on reports.id = report_id join anomalies on anomalies.id = anomaly_id`,
  `select ${result}, slot, value, unit, statements.year, statements.scope, approximate, raw, sentence, at
   from statements ${ofResult}`,
];

/** The beginnings of lines that only one of them has. */
export function differences(one: readonly string[], other: readonly string[]): string[] {
  const [left, right] = [new Set(one), new Set(other)];
  return [
    ...one.filter((line) => !right.has(line)).map((line) => `- ${line.slice(0, shown)}`),
    ...other.filter((line) => !left.has(line)).map((line) => `+ ${line.slice(0, shown)}`),
  ];
}

const shown = 300;
