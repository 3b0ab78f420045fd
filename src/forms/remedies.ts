/** Table four, the same on the forms of 2019 and 2021. */
import { type Outcome, outcomes, type Remedy, remedies } from '#records/fields.js';
import type { FieldSpec, FormColumn, FormTable, Label, Relation } from './form.js';

const outcomeLabels: Readonly<Record<Outcome, Label>> = {
  upheld: { text: '结果维持', aliases: ['维持'] },
  corrected: { text: '结果纠正', aliases: ['纠正'] },
  other: { text: '其他结果', aliases: ['其它结果'] },
  pending: { text: '尚未审结', aliases: ['未审结'] },
  total: { text: '总计', aliases: ['合计', '小计'] },
};

const litigation: Label = { text: '行政诉讼' };
const remedyPaths: Readonly<Record<Remedy, readonly Label[]>> = {
  review: [{ text: '行政复议' }],
  litigation_direct: [litigation, { text: '未经复议直接起诉', aliases: ['直接起诉', '未经复议直接诉讼'] }],
  litigation_after_review: [litigation, { text: '复议后起诉', aliases: ['经复议后起诉', '复议后诉讼'] }],
};

const cells = remedies.flatMap((remedy) => outcomes.map((outcome) => ({ remedy, outcome })));

const columns: readonly FormColumn[] = cells.map(({ remedy, outcome }) => ({
  path: [...remedyPaths[remedy], outcomeLabels[outcome]],
}));

export const remediesTable: FormTable = {
  id: 'remedies',
  name: '表四 行政复议、行政诉讼',
  blocks: [
    {
      columns,
      rows: [
        { path: [], fields: cells.map(({ remedy, outcome }) => `remedies.${remedy}.${outcome}` as const) },
      ],
    },
  ],
};

export const remedyFields: readonly FieldSpec[] = cells.map(({ remedy, outcome }) => ({
  field: `remedies.${remedy}.${outcome}`,
  table: 'remedies',
  type: 'count',
  unit: '件',
  label: [...remedyPaths[remedy], outcomeLabels[outcome]].map((label) => label.text).join('·'),
}));

export const remedyRelations: readonly Relation[] = remedies.map((remedy) => ({
  rule: 'R-T4-SUM',
  instance: `remedies.${remedy}`,
  left: outcomes
    .filter((outcome) => outcome !== 'total')
    .map((outcome) => `remedies.${remedy}.${outcome}` as const),
  right: [`remedies.${remedy}.total`],
}));
