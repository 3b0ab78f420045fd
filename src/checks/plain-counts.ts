/**
 * E-F03: a cell that holds more than a plain count. One anomaly a cause. Where the digits themselves
 * had to be put together, the figure is doubted unless a sum confirms it.
 */
import type { Extraction } from '#extract/extraction.js';
import type { Field } from '#records/fields.js';
import type { NumberNote } from '#text/printed-number.js';
import { type Check, type CheckContext, type Finding, placesOf } from './check.js';
import { verifiedFields } from './verified-fields.js';

type Cause = NumberNote | 'fraction' | 'unreadable';

/** Causes under which the number itself is in doubt. */
const doubtful: ReadonlySet<Cause> = new Set<Cause>(['inner-space', 'wrapped', 'approximate']);
/** Not worth a person's time: the number is plain. */
const harmless: ReadonlySet<Cause> = new Set<Cause>(['sign-in-words']);

export const plainCounts: Check = {
  rule: 'E-F03',
  codes: ['not-a-plain-count', 'figure-doubtful', 'figure-unreadable'],
  summary: 'a cell holds a unit, a remark, separators, a fraction or no number at all',
  *run(context) {
    const verified = verifiedFields(context.extraction);
    for (const [cause, fields] of causesOf(context.extraction)) {
      if (harmless.has(cause)) continue;
      const unsure = doubtful.has(cause) ? fields.filter((field) => !verified.has(field)) : [];
      const sure = fields.filter((field) => !unsure.includes(field));
      if (sure.length > 0) yield toFinding(cause, sure, false, context);
      if (unsure.length > 0) yield toFinding(cause, unsure, true, context);
    }
  },
};

function causesOf({ form, byField, evidence, undecided, conflicts }: Extraction): Map<Cause, Field[]> {
  const causes = new Map<Cause, Field[]>();
  const add = (cause: Cause, field: Field): void => {
    causes.set(cause, [...(causes.get(cause) ?? []), field]);
  };
  const explained = new Set([
    ...undecided.flatMap(({ fields }) => fields),
    ...conflicts.map(({ field }) => field),
  ]);
  for (const { field, type } of form?.fields ?? []) {
    const figure = byField.get(field);
    const pictured = evidence.get(field)?.doubts.includes('pictured');
    if (figure?.state === 'unreadable' && !explained.has(field) && !pictured) add('unreadable', field);
    if (figure?.state !== 'number') continue;
    if (type !== 'amount' && !Number.isInteger(figure.value)) add('fraction', field);
    for (const note of evidence.get(field)?.notes ?? [])
      if (note !== 'unit' || figure.unit !== null) add(note, field);
  }
  return causes;
}

function toFinding(cause: Cause, fields: readonly Field[], doubt: boolean, context: CheckContext): Finding {
  const { extraction } = context;
  const unreadable = cause === 'unreadable';
  return {
    code: unreadable ? 'figure-unreadable' : doubt ? 'figure-doubtful' : 'not-a-plain-count',
    rule: 'E-F03',
    severity: unreadable || doubt || cause === 'fraction' ? 'warning' : 'notice',
    kind: doubt || unreadable ? 'reading' : 'source',
    fields,
    terms: fields,
    data: { cause, printed: fields.map((field) => extraction.byField.get(field)?.raw ?? '') },
    at: placesOf(fields, extraction),
  };
}
