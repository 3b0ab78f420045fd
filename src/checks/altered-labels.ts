/**
 * E-T04: labels that are not the form's. Known abbreviations together are one notice, misprints one
 * warning; a row known only by where it stands is a doubt of our reading that names its figures.
 */
import type { LabelMatch } from '#recognize/recognition.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, kindOfDoubt } from './check.js';

export const alteredLabels: Check = {
  rule: 'E-T04',
  codes: ['labels-abbreviated', 'labels-misprinted', 'row-known-by-place'],
  summary: 'labels of a statutory table differ from the form',
  *run(context) {
    const labels = context.extraction.recognized.onForm?.tables.alteredLabels ?? [];
    const abbreviated = labels.filter(({ way }) => way === 'alias' || way === 'extended');
    const misprinted = labels.filter(({ way }) => way === 'fuzzy');
    if (abbreviated.length > 0) yield toFinding('labels-abbreviated', abbreviated, context);
    if (misprinted.length > 0) yield toFinding('labels-misprinted', misprinted, context);
    for (const label of labels.filter(({ way }) => way === 'position')) {
      const fields = fieldsBehind(label, context);
      yield { ...toFinding('row-known-by-place', [label], context), fields, terms: fields };
    }
  },
};

function toFinding(code: string, labels: readonly LabelMatch[], context: CheckContext): Finding {
  return {
    code,
    rule: 'E-T04',
    severity: code === 'labels-abbreviated' ? 'notice' : 'warning',
    kind: code === 'row-known-by-place' ? kindOfDoubt(context) : 'source',
    fields: [],
    terms: [],
    data: { labels: labels.map(({ printed, expected }) => ({ printed, expected })) },
    at: labels.map(({ at }) => at),
  };
}

function fieldsBehind(label: LabelMatch, { extraction }: CheckContext): Field[] {
  return [...extraction.evidence].flatMap(([field, { row }]) =>
    row?.at === label.at && row.expected === label.expected ? [field] : [],
  );
}
