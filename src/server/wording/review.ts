/** The words of the queue and of an anomaly's page. */
import type { Language } from '#model/anomaly.js';
import type { Facet } from '#store/review-queue.js';

const chinese = {
  title: '勾稽 · 审核',
  queue: '待核',
  all: (count: number) => `共 ${count} 条`,
  none: '没有符合条件的异常。',
  search: '机关名称或区划代码',
  filter: '筛选',
  facets: {
    ...{ state: '状态', severity: '级别', kind: '性质', code: '代码', year: '年度', form: '表式' },
    import: '批次',
  } as Readonly<Record<Facet, string>>,
  values: {
    ...{ open: '未核', confirmed: '原文有误', corrected: '已更正', misread: '误读', dismissed: '忽略' },
    ...{ error: '错误', warning: '警告', notice: '提示', source: '原文', reading: '读数', undecided: '未定' },
    '': '不详',
  } as Readonly<Record<string, string>>,
  disputed: '意见不一',
  decide: { confirmed: '原文有误', corrected: '更正', misread: '误读', dismissed: '忽略', undone: '撤销' },
  repairs: '可能的更正',
  figures: '涉及的数字',
  printed: '印作',
  computed: '计算得',
  difference: '差',
  sentence: '正文',
  reason: '备注',
  years: (year: number) => `${year} 年`,
  history: '已有判断',
  back: '返回列表',
  next: '下一条',
  source: '原文',
  original: '原网页',
  newValue: '改为',
  satisfies: (count: number) => `${count} 式成立`,
  gone: '这一条异常已不存在：文档或引擎已经变化。',
  notDrawn: (code: string) => `原文无法显示：${code}`,
};

export type Wording = typeof chinese;

const english: Wording = {
  title: 'Gouji · review',
  queue: 'To review',
  all: (count) => `${count} in all`,
  none: 'No anomaly is like that.',
  search: 'agency or division code',
  filter: 'filter',
  facets: {
    ...{ state: 'state', severity: 'severity', kind: 'kind', code: 'code', year: 'year', form: 'form' },
    import: 'import',
  },
  values: {
    ...{ open: 'open', confirmed: 'confirmed', corrected: 'corrected', misread: 'misread' },
    ...{ dismissed: 'dismissed', error: 'error', warning: 'warning', notice: 'notice' },
    ...{ source: 'source', reading: 'reading', undecided: 'undecided', '': 'unknown' },
  },
  disputed: 'disputed',
  decide: {
    ...{ confirmed: 'wrong in the source', corrected: 'correct', misread: 'misread', dismissed: 'dismiss' },
    undone: 'undo',
  },
  repairs: 'possible corrections',
  figures: 'figures',
  printed: 'printed',
  computed: 'computed',
  difference: 'difference',
  sentence: 'in the text',
  reason: 'remark',
  years: (year) => `${year}`,
  history: 'decided',
  back: 'back to the list',
  next: 'next',
  source: 'source',
  original: 'original page',
  newValue: 'to',
  satisfies: (count) => `${count} relations hold`,
  gone: 'This anomaly is gone: the document or the engine has changed.',
  notDrawn: (code) => `The source cannot be shown: ${code}`,
};

export const wordingOf: Readonly<Record<Language, Wording>> = { zh: chinese, en: english };
