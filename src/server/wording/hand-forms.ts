/** The words of what is said of a report by hand on its page. */
import type { Language } from '#model/anomaly.js';

const chinese = {
  byHand: '人工处理',
  log: '已有的判断和处理，可在此撤回',
  figure: '数字',
  reason: '说明',
  report: '标出有疑问的数字',
  setAgency: '指定机关',
  setYear: '指定年度',
  setMain: '指定主本',
  withdraw: '撤下此文件',
};

export type HandWording = typeof chinese;

const english: HandWording = {
  byHand: 'by hand',
  log: 'what was said of it, to be taken back there',
  figure: 'figure',
  reason: 'remark',
  report: 'flag a figure',
  setAgency: 'set the agency',
  setYear: 'set the year',
  setMain: 'choose the main copy',
  withdraw: 'withdraw this document',
};

export const handWordingOf: Readonly<Record<Language, HandWording>> = { zh: chinese, en: english };
