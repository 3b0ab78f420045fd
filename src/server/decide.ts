/** What a reviewer sends → a decision in the store. */
import { z } from 'zod';
import { type Decision, type DecisionEdit, verdicts } from '#records/decision.js';
import { type Field, isField } from '#records/fields.js';
import { saveDecisions } from '#store/decisions.js';
import {
  findReviewedAnomaly,
  listReviewedFigures,
  type ReviewedAnomaly,
  type ReviewedFigure,
} from '#store/review-anomaly.js';
import type { Store } from '#store/store.js';

const number = z.number().nullable();

export const decisionRequest = z.object({
  anomaly: z.int().positive(),
  /** Of what was looked at: a number may be another anomaly's by now. */
  fingerprint: z.string().max(200),
  document: z.string().max(200),
  verdict: z.enum([...verdicts, 'undone']),
  /** Of a hypothesis; or one value as it was typed, for the figure that is suspected first if none is named. */
  edits: z.array(
    z.union([
      z.object({ field: z.string(), from: number, to: number }),
      z.object({ field: z.string().optional(), to: z.string() }),
    ]),
  ),
  reason: z.string().max(1000),
});

export type DecisionRequest = z.infer<typeof decisionRequest>;

/** Why it was not taken: a status of HTTP and a word for a person. */
export interface Refusal {
  readonly status: 400 | 404 | 409;
  readonly reason: string;
}

export async function decide(
  store: Store,
  { anomaly: id, fingerprint, document, verdict, edits, reason }: DecisionRequest,
  { by, at }: Pick<Decision, 'by' | 'at'>,
): Promise<Refusal | undefined> {
  const anomaly = await store.ask((db) => findReviewedAnomaly(db, id));
  if (!anomaly) return { status: 404, reason: 'no such anomaly' };
  if (anomaly.fingerprint !== fingerprint || anomaly.document.sha256 !== document)
    return { status: 409, reason: 'read again, or another one by now: look again' };
  const fields = (JSON.parse(anomaly.fields) as string[]).filter(isField);
  const figures = await store.ask((db) => listReviewedFigures(db, anomaly.report, fields));
  const made = toEdits(
    edits,
    verdict,
    fields,
    figures.filter(({ year }) => year === anomaly.report.year),
  );
  if (typeof made === 'string') return { status: 400, reason: made };
  await saveDecisions(store, [
    { ...toSubject(anomaly), fields, verdict, edits: made, reason: reason.trim() || null, by, at },
  ]);
  return undefined;
}

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
): DecisionEdit[] | string {
  const isChange = verdict === 'corrected' || verdict === 'misread';
  if (isChange !== given.length > 0) return isChange ? 'to which value?' : 'nothing is changed by that';
  const made: DecisionEdit[] = [];
  for (const edit of given) {
    const field = edit.field ?? fields[0];
    if (field === undefined || !isField(field)) return 'no such figure';
    const figure = figures.find((one) => one.field === field);
    const to = typeof edit.to === 'string' ? parseValue(edit.to) : edit.to;
    if (!figure || to === undefined) return 'no number';
    made.push({ field, from: verdict === 'misread' ? figure.value : figure.valuePrinted, to });
  }
  return made;
}

/** Null for a stroke: there is no number. Undefined where it is neither. */
function parseValue(text: string): number | null | undefined {
  if (/^[-–—/]$/.test(text)) return null;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}
