/** Table three: twenty-three rows on the form of 2019, twenty-five on that of 2021, seven columns. */
import { type Applicant, type ApplicationRow, applicants, applicationField } from '#records/fields.js';
import {
  type FieldSpec,
  type FormColumn,
  type FormRow,
  type FormTable,
  type Label,
  ownText,
  type Relation,
} from './form.js';

const applicantLabels: Readonly<Record<Applicant, Label>> = {
  natural_person: { text: '自然人', aliases: ['公民'] },
  commercial_enterprise: { text: '商业企业', aliases: ['企业', '商业'] },
  research_institution: { text: '科研机构', aliases: ['科研'] },
  public_welfare_org: { text: '社会公益组织', aliases: ['社会公益', '公益组织'] },
  legal_service_org: { text: '法律服务机构', aliases: ['法律服务'] },
  other_org: { text: '其他', aliases: ['其它'] },
  total: { text: '总计', aliases: ['合计'] },
};
const applicantHeading: Label = { text: '申请人情况' };
const organisations: Label = { text: '法人或其他组织', aliases: ['法人或者其他组织', '法人及其他组织'] };

const columns: readonly FormColumn[] = applicants.map((applicant) => ({
  path:
    applicant === 'natural_person' || applicant === 'total'
      ? [applicantHeading, applicantLabels[applicant]]
      : [applicantHeading, organisations, applicantLabels[applicant]],
}));

const results: Label = { text: '三、本年度办理结果', aliases: ['本年办理结果'] };
const denied: Label = { text: '（三）不予公开' };
const unavailable: Label = { text: '（四）无法提供' };
const notProcessed: Label = { text: '（五）不予处理' };
const otherHandling: Label = { text: '（六）其他处理', aliases: ['其它处理'] };

type RowLabels = Readonly<Partial<Record<ApplicationRow, readonly Label[]>>>;

const sharedRows: RowLabels = {
  'received.new': [
    {
      text: '一、本年新收政府信息公开申请数量',
      aliases: [
        '本年新收到政府信息公开申请数量',
        '本年新收政府信息公开申请数',
        '本年新收政府信息公开数量',
        '本年度新收政府信息公开申请数量',
        '本年新收申请数量',
      ],
    },
  ],
  'received.carried_in': [
    {
      text: '二、上年结转政府信息公开申请数量',
      aliases: [
        '上年结转政府信息公开数量',
        '上年结转政府信息公开申请数',
        '上年度结转政府信息公开申请数量',
        '上年结转申请数量',
      ],
    },
  ],
  'results.granted': [results, { text: '（一）予以公开' }],
  'results.partially_granted': [
    results,
    {
      text: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
      aliases: ['部分公开', '部分公开（区分处理的）', '部分公开（区分处理的，只计这一情形）'],
    },
  ],
  'results.denied.state_secret': [results, denied, { text: '1.属于国家秘密', aliases: ['国家秘密'] }],
  'results.denied.prohibited_by_law': [
    results,
    denied,
    {
      text: '2.其他法律行政法规禁止公开',
      aliases: ['其他法律、法规禁止公开', '法律行政法规禁止公开', '其他法律行政法规禁止公开的'],
    },
  ],
  'results.denied.three_securities_one_stability': [
    results,
    denied,
    {
      text: '3.危及“三安全一稳定”',
      aliases: [
        '三安全一稳定',
        '危及国家安全、公共安全、经济安全、社会稳定',
        '危及国家安全、公共安全、经济安全和社会稳定',
      ],
    },
  ],
  'results.denied.third_party_rights': [
    results,
    denied,
    { text: '4.保护第三方合法权益', aliases: ['第三方合法权益', '损害第三方合法权益'] },
  ],
  'results.denied.internal_affairs': [
    results,
    denied,
    { text: '5.属于三类内部事务信息', aliases: ['三类内部事务信息', '属于内部事务信息', '内部事务信息'] },
  ],
  'results.denied.process_information': [
    results,
    denied,
    { text: '6.属于四类过程性信息', aliases: ['四类过程性信息', '属于过程性信息', '过程性信息'] },
  ],
  'results.denied.enforcement_case_files': [
    results,
    denied,
    { text: '7.属于行政执法案卷', aliases: ['行政执法案卷', '属于行政执法案卷信息'] },
  ],
  'results.denied.administrative_inquiry': [
    results,
    denied,
    { text: '8.属于行政查询事项', aliases: ['行政查询事项'] },
  ],
  'results.unavailable.not_held': [
    results,
    unavailable,
    {
      text: '1.本机关不掌握相关政府信息',
      aliases: ['本机关不掌握', '不掌握相关政府信息', '本机关不掌握相关信息'],
    },
  ],
  'results.unavailable.needs_creation': [
    results,
    unavailable,
    {
      text: '2.没有现成信息需要另行制作',
      aliases: ['没有现成信息需另行制作', '需要另行制作', '没有现成信息'],
    },
  ],
  'results.unavailable.unclear_after_correction': [
    results,
    unavailable,
    {
      text: '3.补正后申请内容仍不明确',
      aliases: ['补正后仍不明确', '补正后申请内容不明确', '申请内容仍不明确'],
    },
  ],
  'results.not_processed.petition_complaint': [
    results,
    notProcessed,
    { text: '1.信访举报投诉类申请', aliases: ['信访举报投诉类', '信访、投诉、举报类申请'] },
  ],
  'results.not_processed.repeated': [results, notProcessed, { text: '2.重复申请' }],
  'results.not_processed.published_material': [
    results,
    notProcessed,
    { text: '3.要求提供公开出版物', aliases: ['公开出版物'] },
  ],
  'results.not_processed.excessive_frequency': [
    results,
    notProcessed,
    { text: '4.无正当理由大量反复申请', aliases: ['大量反复申请'] },
  ],
  'results.not_processed.confirm_or_reissue': [
    results,
    notProcessed,
    {
      text: '5.要求行政机关确认或重新出具已获取信息',
      aliases: ['确认或重新出具已获取信息', '要求确认或重新出具已获取信息', '要求重新出具已获取信息'],
    },
  ],
  'results.total': [results, { text: '（七）总计', aliases: ['合计'] }],
  carried_out: [
    {
      text: '四、结转下年度继续办理',
      aliases: ['结转下年继续办理', '结转下年度办理', '结转下一年度继续办理', '结转下年度继续办理数量'],
    },
  ],
};

/** The three parts of 其他处理 on the form of 2021. */
const otherParts: RowLabels = {
  'results.other.correction_overdue': [
    results,
    otherHandling,
    {
      text: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      aliases: ['逾期不补正', '申请人无正当理由逾期不补正', '无正当理由逾期不补正'],
    },
  ],
  'results.other.fee_overdue': [
    results,
    otherHandling,
    {
      text: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      aliases: [
        '逾期不缴费',
        '逾期未缴费',
        '逾期未按收费通知要求缴纳费用',
        '申请人逾期未按收费通知要求缴纳费用',
      ],
    },
  ],
  'results.other.misc': [results, otherHandling, { text: '3.其他', aliases: ['其它'] }],
};

const undivided: RowLabels = { 'results.other.total': [results, otherHandling] };

const order2019: readonly ApplicationRow[] = [
  ...(Object.keys(sharedRows) as ApplicationRow[]).filter(
    (row) => row !== 'results.total' && row !== 'carried_out',
  ),
  ...['results.other.total', 'results.total', 'carried_out'],
] as ApplicationRow[];

const order2021: readonly ApplicationRow[] = order2019.flatMap((row) =>
  row === 'results.other.total' ? (Object.keys(otherParts) as ApplicationRow[]) : [row],
);

const labelsOf = (row: ApplicationRow): readonly Label[] =>
  sharedRows[row] ?? otherParts[row] ?? undivided[row] ?? [];

function makeRow(row: ApplicationRow): FormRow {
  return { path: labelsOf(row), fields: applicants.map((applicant) => applicationField(row, applicant)) };
}

/** On the form of 2021 the undivided row stands in for its three parts where it is printed. */
const undividedVariant: FormRow = {
  ...makeRow('results.other.total'),
  replaces: (Object.keys(otherParts) as ApplicationRow[]).map((row) => ownText(labelsOf(row))),
};

function makeTable(rows: readonly FormRow[]): FormTable {
  return {
    id: 'applications',
    name: '表三 收到和处理政府信息公开申请',
    blocks: [{ columns, rows }],
  };
}

function makeFields(rows: readonly ApplicationRow[]): FieldSpec[] {
  return rows.flatMap((row) =>
    applicants.map((applicant) => ({
      field: applicationField(row, applicant),
      table: 'applications' as const,
      type: 'count' as const,
      unit: '件',
      label: `${labelsOf(row)
        .filter((label) => label !== results)
        .map((label) => label.text)
        .join('')}·${applicantLabels[applicant].text}`,
    })),
  );
}

function makeRelations(rows: readonly ApplicationRow[], sumRule: 'R-T3-SUM19' | 'R-T3-SUM21'): Relation[] {
  const parts = rows.filter((row) => row.startsWith('results.') && row !== 'results.total');
  return [
    ...rows.map(rowRelation),
    ...applicants.map(
      (applicant): Relation => ({
        rule: sumRule,
        instance: applicant,
        left: parts.map((row) => applicationField(row, applicant)),
        right: [applicationField('results.total', applicant)],
      }),
    ),
    ...applicants.map(
      (applicant): Relation => ({
        rule: 'R-T3-BAL',
        instance: applicant,
        left: [
          applicationField('received.new', applicant),
          applicationField('received.carried_in', applicant),
        ],
        right: [applicationField('results.total', applicant), applicationField('carried_out', applicant)],
      }),
    ),
  ];
}

function rowRelation(row: ApplicationRow): Relation {
  return {
    rule: 'R-T3-ROW',
    instance: row,
    left: applicants
      .filter((applicant) => applicant !== 'total')
      .map((applicant) => applicationField(row, applicant)),
    right: [applicationField(row, 'total')],
  };
}

export const applicationsTable2019 = makeTable(order2019.map(makeRow));
export const applicationsTable2021 = makeTable([...order2021.map(makeRow), undividedVariant]);
export const applicationFields2019 = makeFields(order2019);
/** With the undivided row's fields, which are published only where that row is printed. */
export const applicationFields2021 = makeFields([
  ...order2021.slice(0, order2021.indexOf('results.other.correction_overdue')),
  'results.other.total',
  ...order2021.slice(order2021.indexOf('results.other.correction_overdue')),
]);
export const applicationRelations2019 = makeRelations(order2019, 'R-T3-SUM19');
export const applicationRelations2021 = makeRelations(order2021, 'R-T3-SUM21');
/** The same with 其他处理 undivided. */
export const applicationRelations2021Undivided = makeRelations(order2019, 'R-T3-SUM21');
