/**
 * E-T04: labels that are not the form's. Known abbreviations together are one notice, misprints one
 * warning; a row known only by where it stands is a doubt of our reading that names its figures. So are
 * misprints in a table whose cells are uncertain: there half of a label may stand beside another row's figures.
 */
import type { LabelMatch } from '#recognize/recognition.js';
import type { Field } from '#records/fields.js';
import { type Check, type CheckContext, type Finding, kindOfDoubt } from './check.js';

export const alteredLabels: Check = {
  rule: 'E-T04',
  codes: ['labels-abbreviated', 'labels-misprinted', 'row-known-by-place'],
  summary: 'labels of a statutory table differ from the form',
  *run(context) {
    const { alteredLabels: labels = [], unsure = [] } = context.extraction.recognized.onForm?.tables ?? {};
    const abbreviated = labels.filter(({ way }) => way === 'alias' || way === 'extended');
    const misprinted = labels.filter(({ way, table }) => way === 'fuzzy' && !unsure.includes(table));
    const torn = labels.filter(({ way, table }) => way === 'fuzzy' && unsure.includes(table));
    if (abbreviated.length > 0) yield toFinding('labels-abbreviated', abbreviated, context);
    if (misprinted.length > 0) yield toFinding('labels-misprinted', misprinted, context);
    if (torn.length > 0) {
      const fields = torn.flatMap((label) => fieldsBehind(label, context));
      const kind = kindOfDoubt(context);
      yield { ...toFinding('labels-misprinted', torn, context), kind, fields, terms: fields };
    }
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
