/** Figures that people have flagged: an anomaly of each current result of the document, made anew for a new result. */

import { messageOf } from '#checks/messages/message.js';
import { reportFigure } from '#checks/reported-figure.js';
import { forms } from '#forms/index.js';
import type { FigureState, Language } from '#model/anomaly.js';
import type { Place } from '#model/place.js';
import { isField } from '#records/fields.js';
import type { Tx } from './database.js';
import type { RuledField } from './ruled.js';
import type { ResultKey } from './save-result.js';
import { toStorable } from './storable.js';

interface FlaggedResult {
  readonly id: number;
  readonly form: string | null;
}

/** Of a document that is a copy of no report. */
export async function flagResult(
  tx: Tx,
  { sha256, charset }: ResultKey,
  reported: readonly RuledField[],
  language: Language,
): Promise<void> {
  const result = await tx
    .selectFrom('results')
    .select(['id', 'form'])
    .where('sha256', '=', sha256)
    .where('charset', '=', charset)
    .where('is_current', '=', 1)
    .where('outcome', '=', 'report')
    .executeTakeFirst();
  if (result) await flagFigures(tx, result, reported, language);
}

/**
 * Each copy what was flagged in it, the main copy also what was flagged in others: who asked for a figure to be looked at
 * asked about the report, and only its main copy is reviewed.
 */
export async function flagCopies(tx: Tx, report: number, language: Language): Promise<void> {
  const ofReport = tx.selectFrom('copies').where('report_id', '=', report);
  const ruled = await tx
    .selectFrom('ruled')
    .select(['sha256', 'field', 'reason'])
    .where('what', '=', 'reported')
    .where('sha256', 'in', ofReport.select('sha256'))
    .orderBy('at')
    .orderBy('sha256')
    .execute();
  const flagged = await tx
    .selectFrom('anomalies')
    .select('id')
    .where('found_by', '=', 'reviewer')
    .where('result_id', 'in', ofReport.select('result_id'))
    .limit(1)
    .execute();
  if (ruled.length === 0 && flagged.length === 0) return;
  const copies = await ofReport
    .innerJoin('results', 'results.id', 'result_id')
    .select(['results.id', 'form', 'copies.sha256', 'is_main'])
    .execute();
  for (const { is_main, sha256, ...result } of copies) {
    const own = ruled.filter((one) => one.sha256 === sha256);
    await flagFigures(tx, result, toFields(is_main === 1 ? [...own, ...ruled] : own), language);
  }
}

/** Each once, with the first remark. */
function toFields(
  ruled: readonly { readonly field: string; readonly reason: string | null }[],
): readonly RuledField[] {
  const fields = new Map<string, RuledField>();
  for (const { field, reason } of ruled)
    if (isField(field) && !fields.has(field)) fields.set(field, { field, remark: reason });
  return [...fields.values()];
}

/** What is flagged already stays, so that its number does; what is not to be any more goes. */
async function flagFigures(
  tx: Tx,
  result: FlaggedResult,
  reported: readonly RuledField[],
  language: Language,
): Promise<void> {
  const rows = await toRows(tx, result, reported, language);
  const kept = await dropOthers(tx, result.id, rows);
  const missing = rows.filter((row) => !kept.has(keyOf(row)));
  if (missing.length > 0) await tx.insertInto('anomalies').values(missing).execute();
}

type Row = Awaited<ReturnType<typeof toRows>>[number];

const keyOf = ({ fingerprint, data }: Pick<Row, 'fingerprint' | 'data'>): string => `${fingerprint} ${data}`;

async function dropOthers(tx: Tx, resultId: number, wanted: readonly Row[]): Promise<ReadonlySet<string>> {
  const keys = new Set(wanted.map(keyOf));
  const there = await tx
    .selectFrom('anomalies')
    .select(['id', 'fingerprint', 'data'])
    .where('result_id', '=', resultId)
    .where('found_by', '=', 'reviewer')
    .execute();
  const others = there.filter((row) => !keys.has(keyOf(row))).map(({ id }) => id);
  if (others.length > 0) {
    await tx.deleteFrom('review_items').where('anomaly_id', 'in', others).execute();
    await tx.deleteFrom('anomalies').where('id', 'in', others).execute();
  }
  return new Set(there.map(keyOf));
}

async function toRows(
  tx: Tx,
  { id, form }: FlaggedResult,
  reported: readonly RuledField[],
  language: Language,
) {
  const figures = await readFigures(
    tx,
    id,
    reported.map(({ field }) => field),
  );
  const known = forms.find((one) => one.id === form);
  return reported.map(({ field, remark }) => {
    const { state = 'missing', value = null, at = null } = figures.get(field) ?? {};
    const anomaly = reportFigure({
      ...{ field, remark, value, state: state as FigureState },
      at: at === null ? null : (JSON.parse(at) as Place),
    });
    return {
      ...{ result_id: id, found_by: 'reviewer', code: anomaly.code, rule: anomaly.rule },
      ...{ severity: anomaly.severity, kind: anomaly.kind, fingerprint: anomaly.fingerprint },
      ...{ fields: JSON.stringify(anomaly.fields), data: toStorable(JSON.stringify(anomaly.data)) },
      ...{ at: JSON.stringify(anomaly.at), repairs: null },
      message: toStorable(messageOf(anomaly, known, language)),
    };
  });
}

async function readFigures(tx: Tx, resultId: number, fields: readonly string[]) {
  if (fields.length === 0) return new Map();
  const rows = await tx
    .selectFrom('figures')
    .innerJoin('fields', 'fields.id', 'field_id')
    .select(['path', 'state', 'value', 'at'])
    .where('result_id', '=', resultId)
    .where('path', 'in', fields)
    .execute();
  return new Map(rows.map(({ path, ...figure }) => [path, figure]));
}
