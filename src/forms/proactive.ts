/** Table two: stacked blocks whose columns do not line up, different on the two forms. */
import type { ProactiveField } from '#records/fields.js';
import type { FieldSpec, FieldType, FormBlock, FormTable, Label } from './form.js';

interface Column {
  readonly label: Label;
  readonly type: FieldType;
  readonly unit: string | null;
}

interface Row {
  readonly label: Label;
  readonly fields: readonly ProactiveField[];
}

const corner: Label = { text: '信息内容' };
const article = (number: string): Label => ({
  text: `第二十条第（${number}）项`,
  aliases: [`第二十条（${number}）项`],
});

const count = (text: string, aliases: readonly string[] = [], unit: string | null = null): Column => ({
  label: { text, aliases },
  type: 'count',
  unit,
});

const regulations: Label = { text: '规章' };
const licensing: Label = { text: '行政许可' };
const penalty: Label = { text: '行政处罚' };
const coercion: Label = { text: '行政强制' };
const fees: Label = { text: '行政事业性收费' };

const documents2019 = [
  count('本年新制作数量', ['本年新制作数'], '件'),
  count('本年新公开数量', ['本年新公开数'], '件'),
  count('对外公开总数量', ['对外公开总数'], '件'),
];
const delta: Column = {
  label: { text: '本年增/减', aliases: ['本年增减', '本年增（减）', '本年增减数量'] },
  type: 'signed',
  unit: null,
};
const previous = count('上一年项目数量', ['上一年度项目数量', '上年项目数量']);
const powers2019 = [previous, delta, count('处理决定数量', ['本年处理决定数量'])];

const documents2021 = [
  count('本年制发件数', ['本年制发数', '本年制发数量'], '件'),
  count('本年废止件数', ['本年废止数', '本年废止数量'], '件'),
  count('现行有效件数', ['现行有效数', '现行有效数量'], '件'),
];
const decisions = [count('本年处理决定数量', ['处理决定数量'])];

interface BlockPlan {
  readonly title: Label;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

const plan2019: readonly BlockPlan[] = [
  {
    title: article('一'),
    columns: documents2019,
    rows: [
      {
        label: regulations,
        fields: [
          'proactive.regulations.made',
          'proactive.regulations.newly_disclosed',
          'proactive.regulations.total_disclosed',
        ],
      },
      {
        label: { text: '规范性文件', aliases: ['行政规范性文件'] },
        fields: [
          'proactive.normative_documents.made',
          'proactive.normative_documents.newly_disclosed',
          'proactive.normative_documents.total_disclosed',
        ],
      },
    ],
  },
  {
    title: article('五'),
    columns: powers2019,
    rows: [
      {
        label: licensing,
        fields: [
          'proactive.licensing.items_prev_year',
          'proactive.licensing.items_delta',
          'proactive.licensing.decisions',
        ],
      },
      {
        label: { text: '其他对外管理服务事项', aliases: ['其它对外管理服务事项'] },
        fields: [
          'proactive.other_services.items_prev_year',
          'proactive.other_services.items_delta',
          'proactive.other_services.decisions',
        ],
      },
    ],
  },
  {
    title: article('六'),
    columns: powers2019,
    rows: [
      {
        label: penalty,
        fields: [
          'proactive.penalty.items_prev_year',
          'proactive.penalty.items_delta',
          'proactive.penalty.decisions',
        ],
      },
      {
        label: coercion,
        fields: [
          'proactive.coercion.items_prev_year',
          'proactive.coercion.items_delta',
          'proactive.coercion.decisions',
        ],
      },
    ],
  },
  {
    title: article('八'),
    columns: [previous, delta],
    rows: [{ label: fees, fields: ['proactive.fees.items_prev_year', 'proactive.fees.items_delta'] }],
  },
  {
    title: article('九'),
    columns: [
      count('采购项目数量', ['采购项目数']),
      { label: { text: '采购总金额', aliases: ['采购金额'] }, type: 'amount', unit: null },
    ],
    rows: [
      {
        label: { text: '政府集中采购', aliases: ['集中采购'] },
        fields: ['proactive.procurement.project_count', 'proactive.procurement.amount'],
      },
    ],
  },
];

const plan2021: readonly BlockPlan[] = [
  {
    title: article('一'),
    columns: documents2021,
    rows: [
      {
        label: regulations,
        fields: [
          'proactive.regulations.made',
          'proactive.regulations.repealed',
          'proactive.regulations.in_force',
        ],
      },
      {
        label: { text: '行政规范性文件', aliases: ['规范性文件'] },
        fields: [
          'proactive.normative_documents.made',
          'proactive.normative_documents.repealed',
          'proactive.normative_documents.in_force',
        ],
      },
    ],
  },
  {
    title: article('五'),
    columns: decisions,
    rows: [{ label: licensing, fields: ['proactive.licensing.decisions'] }],
  },
  {
    title: article('六'),
    columns: decisions,
    rows: [
      { label: penalty, fields: ['proactive.penalty.decisions'] },
      { label: coercion, fields: ['proactive.coercion.decisions'] },
    ],
  },
  {
    title: article('八'),
    columns: [
      {
        label: {
          text: '本年收费金额（单位：万元）',
          aliases: ['本年收费金额（万元）', '本年收费金额', '收费金额（单位：万元）'],
        },
        type: 'amount',
        unit: '万元',
      },
    ],
    rows: [{ label: fees, fields: ['proactive.fees.amount_wan_yuan'] }],
  },
];

function toBlock(plan: BlockPlan): FormBlock {
  return {
    title: plan.title,
    corner,
    columns: plan.columns.map((column) => ({ path: [column.label] })),
    rows: plan.rows.map((row) => ({ path: [row.label], fields: row.fields })),
  };
}

function toTable(plan: readonly BlockPlan[]): FormTable {
  return { id: 'proactive', name: '表二 主动公开政府信息', blocks: plan.map(toBlock) };
}

function toFields(plan: readonly BlockPlan[]): FieldSpec[] {
  return plan.flatMap((block) =>
    block.rows.flatMap((row) =>
      row.fields.map((field, index): FieldSpec => {
        const column = block.columns[index];
        return {
          field,
          table: 'proactive',
          type: column?.type ?? 'count',
          unit: column?.unit ?? null,
          label: `${row.label.text}·${column?.label.text ?? ''}`,
        };
      }),
    ),
  );
}

export const proactiveTable2019 = toTable(plan2019);
export const proactiveTable2021 = toTable(plan2021);
export const proactiveFields2019 = toFields(plan2019);
export const proactiveFields2021 = toFields(plan2021);
