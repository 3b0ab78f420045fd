/** The words of what is done by hand: failures, rulings, and the log of all that was said. */
import type { Language } from '#model/anomaly.js';

const chinese = {
  failures: '失败',
  log: '记录',
  none: '没有。',
  codes: '原因',
  states: { '': '状态', open: '未处理', 'not-a-report': '不是年报', withdrawn: '已撤下' },
  columns: {
    ...{ code: '原因', location: '位置', known: '已知', state: '状态', at: '时间', by: '何人' },
    ...{ what: '所为', value: '内容', reason: '理由', report: '报告' },
  },
  unplaced: '读出了记录，但不知机关或年度',
  tryAgain: '再试',
  notAReport: '不是年报',
  takeBack: '撤回',
  reason: '理由',
  setAgency: '定机关',
  setYear: '定年度',
  agency: '机关名称',
  divisionCode: '区划代码',
  year: '年度',
  what: {
    ...{ confirmed: '原文有误', corrected: '更正', misread: '误读', dismissed: '忽略', undone: '撤销判断' },
    ...{ agency: '定机关', year: '定年度', main: '定为主本', withdrawn: '撤下', 'not-a-report': '不是年报' },
    reported: '标记数字',
  } as Readonly<Record<string, string>>,
  undone: (what: string) => `撤回：${what}`,
  overruled: (what: string) => `改回原文：${what}`,
  document: (sha256: string) => `文档 ${sha256}`,
  all: '全部',
  refusals: {
    ...{ 'no-document': '没有这份文档。', 'no-reason': '撤下须写明理由。', 'no-figure': '没有这个数字。' },
    ...{ 'no-remark': '请写明要看什么。', 'nothing-holds': '没有可撤回的。', 'no-more': '这已不再有效。' },
    ...{
      'not-own': '只有标记的人能撤回；请作判断。',
      'no-agency': '须有机关名称；区划代码为 6、9 或 12 位数字。',
    },
    ...{
      'no-year': '年度须为四位数字。',
      'nothing-there': '那里已没有东西。',
      'no-failure': '没有这个失败。',
    },
    ...{ 'not-alone': '不能单独再试：请重新导入列出它的清单。' },
    ...{
      link: '经由符号链接：请按其名称重新导入。',
      manifest: '可能是清单，且从未按其名称导入：请这样导入。',
    },
  } as Readonly<Record<HandRefusal, string>>,
};

/** Why something was not done. */
export type HandRefusal =
  | ('no-document' | 'no-reason' | 'no-figure' | 'no-remark' | 'nothing-holds' | 'no-more' | 'not-own')
  | ('no-agency' | 'no-year' | 'nothing-there' | 'no-failure' | 'not-alone' | 'link' | 'manifest');

const english: typeof chinese = {
  failures: 'failures',
  log: 'log',
  none: 'None.',
  codes: 'code',
  states: { '': 'state', open: 'open', 'not-a-report': 'not a report', withdrawn: 'withdrawn' },
  columns: {
    ...{ code: 'code', location: 'where', known: 'known', state: 'state', at: 'when', by: 'who' },
    ...{ what: 'what', value: 'says', reason: 'reason', report: 'report' },
  },
  unplaced: 'a record of which agency or year is not known',
  tryAgain: 'try again',
  notAReport: 'not a report',
  takeBack: 'take back',
  reason: 'reason',
  setAgency: 'set agency',
  setYear: 'set year',
  agency: 'name of the agency',
  divisionCode: 'division code',
  year: 'year',
  what: {
    ...{ confirmed: 'wrong in the source', corrected: 'corrected', misread: 'misread' },
    ...{ dismissed: 'dismissed', undone: 'decision undone', agency: 'agency set', year: 'year set' },
    ...{ main: 'chosen as main copy', withdrawn: 'withdrawn', 'not-a-report': 'not a report' },
    reported: 'figure flagged',
  },
  undone: (what) => `taken back: ${what}`,
  overruled: (what) => `as the document says again: ${what}`,
  document: (sha256) => `document ${sha256}`,
  all: 'all',
  refusals: {
    ...{ 'no-document': 'No such document.', 'no-reason': 'Withdrawn for what reason?' },
    ...{ 'no-figure': 'No such figure.', 'no-remark': 'What is to be looked at?' },
    ...{ 'nothing-holds': 'There is nothing to take back.', 'no-more': 'It does not hold any more.' },
    ...{ 'not-own': 'Only who flagged it takes that back: decide on it.' },
    ...{ 'no-agency': 'A name, and a division code of 6, 9 or 12 digits if any.' },
    ...{ 'no-year': 'A year has four digits.', 'nothing-there': 'Nothing is there any more.' },
    ...{ 'no-failure': 'No such failure.', 'not-alone': 'Not alone: import what lists it again.' },
    ...{ link: 'A symbolic link leads there: import it again by its name.' },
    ...{ manifest: 'It may be a manifest, and nobody has imported it by its name: do that.' },
  },
};

export type HandWording = typeof chinese;

export const handWordingOf: Readonly<Record<Language, HandWording>> = { zh: chinese, en: english };
