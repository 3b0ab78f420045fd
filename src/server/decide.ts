/** What a reviewer sends → a decision in the store. */
import { z } from 'zod';
import { type Decision, type DecisionEdit, findStanding, verdicts } from '#records/decision.js';
import { type Field, isField } from '#records/fields.js';
import { listDecisionsOn, saveDecisions } from '#store/decisions.js';
import {
  findReviewedAnomaly,
  listReviewedFigures,
  type ReviewedAnomaly,
  type ReviewedFigure,
} from '#store/review-anomaly.js';
import type { Store } from '#store/store.js';
import { foldWidth } from '#text/fold.js';

const number = z.number().nullable();

export const decisionRequest = z.object({
  anomaly: z.int().positive(),
  /** Of what was looked at: a number may be another anomaly's by now. */
  fingerprint: z.string().max(200),
  document: z.string().max(200),
  verdict: z.enum([...verdicts, 'undone']),
  /** Of a hypothesis; or one value as it was typed, of the only figure if none is named. */
  edits: z.array(
    z.union([
      z.object({ field: z.string(), from: number, to: number }),
      z.object({ field: z.string().optional(), to: z.string() }),
    ]),
  ),
  reason: z.string().max(1000),
});

export type DecisionRequest = z.infer<typeof decisionRequest>;

/** Why a decision was not taken; `wording/review.ts` has it in words. */
export type RefusalCode =
  | 'gone'
  | 'changed'
  | 'nothing-undone'
  | 'no-value'
  | 'no-change'
  | 'no-figure'
  | 'no-number'
  | 'too-many'
  | 'others';

/** With its status of HTTP. */
export interface Refused {
  readonly status: 400 | 404 | 409;
  readonly reason: RefusalCode;
}

export async function decide(
  store: Store,
  { anomaly: id, fingerprint, document, verdict, edits, reason }: DecisionRequest,
  { by, at }: Pick<Decision, 'by' | 'at'>,
): Promise<Refused | undefined> {
  const anomaly = await store.ask((db) => findReviewedAnomaly(db, id));
  if (!anomaly) return { status: 404, reason: 'gone' };
  if (anomaly.fingerprint !== fingerprint || anomaly.document.sha256 !== document)
    return { status: 409, reason: 'changed' };
  const fields = (JSON.parse(anomaly.fields) as string[]).filter(isField);
  const decisions = await store.ask((db) => listDecisionsOn(db, anomaly));
  const own = findStanding(decisions.filter((decision) => decision.by === by)).decision;
  if (verdict === 'undone' && !own) return { status: 409, reason: 'nothing-undone' };
  const figures = await store.ask((db) => listReviewedFigures(db, anomaly.report, fields));
  const made = toEdits(
    edits,
    verdict,
    fields,
    figures.filter(({ year }) => year === anomaly.report.year),
  );
  if (typeof made === 'string') return { status: 400, reason: made };
  // A key that was pressed twice says it once.
  if (own && own.verdict === verdict && isEqual(own.edits, made) && isOld(own.reason, reason))
    return undefined;
  await saveDecisions(store, [
    { ...toSubject(anomaly), fields, verdict, edits: made, reason: reason.trim() || null, by, at },
  ]);
  return undefined;
}

const isEqual = (one: readonly DecisionEdit[], other: readonly DecisionEdit[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const isOld = (known: string | null, said: string): boolean => said.trim() === '' || said.trim() === known;

const toSubject = ({ report, document, fingerprint, code }: ReviewedAnomaly) => ({
  report: { agencyKey: report.agencyKey, year: report.year, scope: report.scope },
  ...{ document: document.sha256, fingerprint, code },
});

/** A word where they say nothing that can be. */
function toEdits(
  given: DecisionRequest['edits'],
  verdict: DecisionRequest['verdict'],
  fields: readonly Field[],
  figures: readonly ReviewedFigure[],
): DecisionEdit[] | RefusalCode {
  const isChange = verdict === 'corrected' || verdict === 'misread';
  if (isChange !== given.length > 0) return isChange ? 'no-value' : 'no-change';
  const made: DecisionEdit[] = [];
  for (const edit of given) {
    const field = edit.field ?? (fields.length === 1 ? fields[0] : undefined);
    if (field === undefined || !isField(field)) return 'no-figure';
    const figure = figures.find((one) => one.field === field);
    const to = typeof edit.to === 'string' ? parseValue(edit.to) : edit.to;
    if (!figure || to === undefined) return 'no-number';
    made.push({ field, from: verdict === 'misread' ? figure.value : figure.valuePrinted, to });
  }
  return made;
}

/** As papers print it. Null for a stroke: there is no number. Undefined where it is neither. */
function parseValue(typed: string): number | null | undefined {
  const text = foldWidth(typed).trim();
  if (/^[-–—/]$/.test(text)) return null;
  const digits = /^-?\d{1,3}(,\d{3})+(\.\d{1,6})?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(digits) ? Number(digits) : undefined;
}
