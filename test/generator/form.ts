/**
 * The two six-section forms as the generator knows them, written from the domain's pages and not from the
 * program's own forms: rows, columns, labels and the field of every cell.
 */
export type FormId = '2019' | '2021';
export type TableKey = 'proactive' | 'applications' | 'remedies';
export type SectionKey = 'overview' | 'proactive' | 'applications' | 'remedies' | 'problems' | 'other';

export const tableKeys: readonly TableKey[] = ['proactive', 'applications', 'remedies'];
export const sectionKeys: readonly SectionKey[] = [
  ...(['overview', 'proactive', 'applications', 'remedies', 'problems', 'other'] as const),
];

/** Whether the section prints a table. */
export const isTableKey = (key: SectionKey): key is SectionKey & TableKey =>
  tableKeys.some((table) => table === key);

export const applicants = [
  ...(['natural_person', 'commercial_enterprise', 'research_institution'] as const),
  ...(['public_welfare_org', 'legal_service_org', 'other_org'] as const),
] as const;
export const applicantColumns = [...applicants, 'total'] as const;
export type ApplicantColumn = (typeof applicantColumns)[number];

export const applicantLabels: Readonly<Record<ApplicantColumn, string>> = {
  natural_person: '自然人',
  commercial_enterprise: '商业企业',
  research_institution: '科研机构',
  public_welfare_org: '社会公益组织',
  legal_service_org: '法律服务机构',
  other_org: '其他',
  total: '总计',
};

/** Group of outcome rows below one bracketed label of the third section's table. */
export type OutcomeGroup = 'denied' | 'unavailable' | 'not_processed' | 'other';

export interface ApplicationRow {
  /** Field path without the applicant. */
  readonly path: string;
  /** 一、 or （一） or the bare digit of a row below a group. */
  readonly number: string;
  readonly label: string;
  readonly level: 'top' | 'outcome' | 'ground';
  readonly group?: OutcomeGroup;
}

export const groupLabels: Readonly<Record<OutcomeGroup, readonly [number: string, label: string]>> = {
  denied: ['（三）', '不予公开'],
  unavailable: ['（四）', '无法提供'],
  not_processed: ['（五）', '不予处理'],
  other: ['（六）', '其他处理'],
};

const grounds: Readonly<Record<OutcomeGroup, readonly (readonly [key: string, label: string])[]>> = {
  denied: [
    ['state_secret', '属于国家秘密'],
    ['prohibited_by_law', '其他法律行政法规禁止公开'],
    ['three_securities_one_stability', '危及“三安全一稳定”'],
    ['third_party_rights', '保护第三方合法权益'],
    ['internal_affairs', '属于三类内部事务信息'],
    ['process_information', '属于四类过程性信息'],
    ['enforcement_case_files', '属于行政执法案卷'],
    ['administrative_inquiry', '属于行政查询事项'],
  ],
  unavailable: [
    ['not_held', '本机关不掌握相关政府信息'],
    ['needs_creation', '没有现成信息需要另行制作'],
    ['unclear_after_correction', '补正后申请内容仍不明确'],
  ],
  not_processed: [
    ['petition_complaint', '信访举报投诉类申请'],
    ['repeated', '重复申请'],
    ['published_material', '要求提供公开出版物'],
    ['excessive_frequency', '无正当理由大量反复申请'],
    ['confirm_or_reissue', '要求行政机关确认或重新出具已获取信息'],
  ],
  other: [
    ['correction_overdue', '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
    ['fee_overdue', '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
    ['misc', '其他'],
  ],
};

const partialLabel = '部分公开（区分处理的，只计这一情形，不计其他情形）';

function groundRows(group: OutcomeGroup): ApplicationRow[] {
  return grounds[group].map(([key, label], index) => ({
    path: `applications.results.${group}.${key}`,
    number: `${index + 1}`,
    label,
    level: 'ground',
    group,
  }));
}

const undividedOther: ApplicationRow = {
  path: 'applications.results.other.total',
  number: '（六）',
  label: '其他处理',
  level: 'outcome',
};

/** The rows of the third section's table; `undivided`: one row 其他处理 also on form 2021. */
export function applicationRows(form: FormId, undivided = form === '2019'): ApplicationRow[] {
  return [
    row('applications.received.new', '一、', '本年新收政府信息公开申请数量', 'top'),
    row('applications.received.carried_in', '二、', '上年结转政府信息公开申请数量', 'top'),
    row('applications.results.granted', '（一）', '予以公开', 'outcome'),
    row('applications.results.partially_granted', '（二）', partialLabel, 'outcome'),
    ...groundRows('denied'),
    ...groundRows('unavailable'),
    ...groundRows('not_processed'),
    ...(undivided ? [undividedOther] : groundRows('other')),
    row('applications.results.total', '（七）', '总计', 'outcome'),
    row('applications.carried_out', '四、', '结转下年度继续办理', 'top'),
  ];
}

function row(path: string, number: string, label: string, level: 'top' | 'outcome'): ApplicationRow {
  return { path, number, label, level };
}

/** The rows that add up to （七）总计. */
export function outcomeRows(form: FormId, undivided = form === '2019'): ApplicationRow[] {
  return applicationRows(form, undivided).filter(
    ({ level, path }) => level !== 'top' && path !== 'applications.results.total',
  );
}

export interface ProactiveBlock {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly label: string; readonly fields: readonly string[] }[];
}

const items = ['items_prev_year', 'items_delta', 'decisions'] as const;
const itemHeads = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'];
const decisionHeads = ['信息内容', '本年处理决定数量'];
const paths = (stem: string, leaves: readonly string[]): string[] =>
  leaves.map((leaf) => `proactive.${stem}.${leaf}`);

export const proactiveBlocks: Readonly<Record<FormId, readonly ProactiveBlock[]>> = {
  '2019': [
    {
      title: '第二十条第（一）项',
      heads: ['信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量'],
      rows: [
        { label: '规章', fields: paths('regulations', ['made', 'newly_disclosed', 'total_disclosed']) },
        {
          label: '规范性文件',
          fields: paths('normative_documents', ['made', 'newly_disclosed', 'total_disclosed']),
        },
      ],
    },
    {
      title: '第二十条第（五）项',
      heads: itemHeads,
      rows: [
        { label: '行政许可', fields: paths('licensing', items) },
        { label: '其他对外管理服务事项', fields: paths('other_services', items) },
      ],
    },
    {
      title: '第二十条第（六）项',
      heads: itemHeads,
      rows: [
        { label: '行政处罚', fields: paths('penalty', items) },
        { label: '行政强制', fields: paths('coercion', items) },
      ],
    },
    {
      title: '第二十条第（八）项',
      heads: ['信息内容', '上一年项目数量', '本年增/减'],
      rows: [{ label: '行政事业性收费', fields: paths('fees', ['items_prev_year', 'items_delta']) }],
    },
    {
      title: '第二十条第（九）项',
      heads: ['信息内容', '采购项目数量', '采购总金额'],
      rows: [{ label: '政府集中采购', fields: paths('procurement', ['project_count', 'amount']) }],
    },
  ],
  '2021': [
    {
      title: '第二十条第（一）项',
      heads: ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      rows: [
        { label: '规章', fields: paths('regulations', ['made', 'repealed', 'in_force']) },
        { label: '行政规范性文件', fields: paths('normative_documents', ['made', 'repealed', 'in_force']) },
      ],
    },
    {
      title: '第二十条第（五）项',
      heads: decisionHeads,
      rows: [{ label: '行政许可', fields: paths('licensing', ['decisions']) }],
    },
    {
      title: '第二十条第（六）项',
      heads: decisionHeads,
      rows: [
        { label: '行政处罚', fields: paths('penalty', ['decisions']) },
        { label: '行政强制', fields: paths('coercion', ['decisions']) },
      ],
    },
    {
      title: '第二十条第（八）项',
      heads: ['信息内容', '本年收费金额（单位：万元）'],
      rows: [{ label: '行政事业性收费', fields: paths('fees', ['amount_wan_yuan']) }],
    },
  ],
};

export const remedyKinds = ['review', 'litigation_direct', 'litigation_after_review'] as const;
export const remedyResults = ['upheld', 'corrected', 'other', 'pending'] as const;
export const remedyColumns = [...remedyResults, 'total'] as const;

export const remedyLabels: Readonly<Record<(typeof remedyColumns)[number], string>> = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
};

/** In the corner of the third section's table. */
export const relationNote = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';

/** Every field of the form in reading order. */
export function formFields(form: FormId, undivided = form === '2019'): Record<TableKey, string[]> {
  return {
    proactive: proactiveBlocks[form].flatMap((block) => block.rows.flatMap(({ fields }) => fields)),
    applications: applicationRows(form, undivided).flatMap(({ path }) =>
      applicantColumns.map((column) => `${path}.${column}`),
    ),
    remedies: remedyKinds.flatMap((kind) => remedyColumns.map((column) => `remedies.${kind}.${column}`)),
  };
}

export const isSigned = (field: string): boolean => field.endsWith('.items_delta');
export const isMoney = (field: string): boolean => /\.amount(_wan_yuan)?$/.test(field);
