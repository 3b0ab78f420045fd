/** The six sections of a report since 2019, with the headings seen instead of the prescribed ones. */
import type { FormSection } from './form.js';

export const sixSections: readonly FormSection[] = [
  {
    key: 'overview',
    ordinal: '一',
    heading: {
      text: '总体情况',
      aliases: ['工作基本情况', '基本情况', '概述', '工作总体推进情况', '工作总体情况', '总体工作情况'],
    },
  },
  {
    key: 'proactive',
    ordinal: '二',
    heading: {
      text: '主动公开政府信息情况',
      aliases: [
        '行政机关主动公开政府信息情况',
        '主动公开政府信息的情况',
        '主动公开情况',
        '主动公开信息情况',
        '政府信息主动公开情况',
      ],
    },
  },
  {
    key: 'applications',
    ordinal: '三',
    heading: {
      text: '收到和处理政府信息公开申请情况',
      aliases: [
        '行政机关收到和处理政府信息公开申请情况',
        '收到和处理政府信息公开申请的情况',
        '收到和处理政府信息申请情况',
        '依申请公开政府信息情况',
        '政府信息依申请公开情况',
      ],
    },
  },
  {
    key: 'remedies',
    ordinal: '四',
    heading: {
      text: '政府信息公开行政复议、行政诉讼情况',
      aliases: [
        '因政府信息公开工作被申请行政复议、提起行政诉讼情况',
        '因政府信息公开工作被申请行政复议和提起行政诉讼情况',
        '政府信息公开行政复议和行政诉讼情况',
        '政府信息公开被申请行政复议、提起行政诉讼情况',
        '因政府信息公开申请行政复议、提起行政诉讼的情况',
        '因政府信息公开申请行政复议、提起行政诉讼情况',
        '行政复议、行政诉讼情况',
        '政府信息公开行政复议、诉讼情况',
      ],
    },
  },
  {
    key: 'problems',
    ordinal: '五',
    heading: {
      text: '存在的主要问题及改进情况',
      aliases: [
        '存在问题及改进情况',
        '政府信息公开工作存在的主要问题及改进情况',
        '存在的主要问题及整改措施',
        '存在的主要问题和改进情况',
        '存在的问题及改进情况',
        '存在的主要问题及改进措施',
        '政府信息公开工作存在的主要问题及改进措施',
        '主要问题及改进情况',
      ],
    },
  },
  {
    key: 'other',
    ordinal: '六',
    heading: {
      text: '其他需要报告的事项',
      aliases: ['需要报告的其他事项', '其他需报告的事项', '其他需要报告事项', '其他报告事项', '其他事项'],
    },
  },
];
