/** The words of the overview, of its plots and of the lists behind them. */
import type { Language } from '#model/anomaly.js';
import type { Gap } from '#store/coverage-gaps.js';

type Why = { readonly [Kind in Gap['why']]: (gap: Extract<Gap, { why: Kind }>) => string };

const chinese = {
  overview: '概览',
  numbers: '数据',
  country: '全国',
  unknown: '地区不详',
  coverage: '报告覆盖',
  parts: '各地区',
  own: '本级各机关',
  cover: (name: string, year: number, reported: number, agencies: number) =>
    `${name} ${year} 年：${agencies} 个机关中有 ${reported} 个`,
  reported: (name: string, year: number) => `${name} ${year} 年：已有报告`,
  faulty: (name: string, year: number, errors: number) => `${name} ${year} 年：${errors} 处错误`,
  why: {
    failed: ({ code, location }) => `文档未能读成记录（${code}）：${location}`,
    'not-due': ({ deadline }) => `尚未到期（${deadline}）`,
    'not-on-site': ({ at, site }) => `逾期，${at.slice(0, 10)} 抓取其网站未见：${site}`,
    overdue: ({ deadline }) => `逾期未见（应于 ${deadline} 前）`,
    'not-imported': () => '未导入过',
  } as Why,
  gap: (name: string, year: number, why: string) => `${name} ${year} 年：${why}`,
  key: '深浅：已报告机关的比例；! 有错误；⊘ 文档失败；× 逾期；· 未到期；空白：未导入过',
  rates: '各年有错误的报告',
  rate: (year: number, faulty: number, reports: number) =>
    `${year} 年：${reports} 份报告中 ${faulty} 份有错误`,
  rateNote: '占当年报告的百分比；已判为误读或忽略的不计',
  codes: '未核异常：按代码',
  regions: '未核异常：按地区',
  otherRegions: '其余地区见数据',
  figures: '历年数值',
  field: '指标',
  show: '查看',
  scopes: { '': '范围未写明', own: '本机关', jurisdiction: '本行政区域' } as Readonly<Record<string, string>>,
  figureNote: '▢ 无数值；空心圈：有异常；◇ 复核后的值',
  noAgency: '没有这个机关的报告。',
  noFigure: '这些报告中没有这一指标。',
  doubts: { source: '原文', reading: '读数', undecided: '未定' } as Readonly<Record<string, string>>,
  imports: '导入',
  crawls: '抓取',
  waiting: '待办',
  waits: {
    ...{
      inputs: '待处理的输入',
      reports: '待比对的报告',
      anomalies: '待核的异常',
      disputed: '意见不一的异常',
    },
  },
  none: '还没有。',
  all: '全部',
  anomaliesOf: '异常',
  states: {
    ...{
      ended: '已完成',
      working: '处理中',
      open: '进行中或中断',
      running: '进行中',
      paused: '暂停',
      new: '未运行',
    },
    ...{
      through: '已完成',
      challenge: '遇到验证',
      busy: '网站繁忙',
      unreachable: '无法访问',
      broken: '出错',
    },
    'given-up': '已放弃',
  } as Readonly<Record<string, string>>,
  outcomes: {
    ...{ records: '成为记录', failed: '读取失败', unread: '未能打开', unchanged: '未变', known: '已有' },
    ...{ unpacked: '压缩包', left: '待处理' },
  } as Readonly<Record<string, string>>,
  columns: {
    ...{ year: '年度', reports: '报告', faulty: '有错误', errors: '错误', agencies: '机关', place: '地区' },
    ...{
      agency: '机关',
      code: '代码',
      region: '地区',
      count: '数目',
      printed: '印作',
      reviewed: '复核',
      state: '状态',
    },
    ...{ doubt: '异常', report: '报告', started: '开始', ended: '结束', given: '来源', counts: '结果' },
    ...{
      failures: '失败',
      pending: '待处理',
      site: '网站',
      succeeded: '上次成功',
      found: '新发现',
      next: '下次',
    },
  },
};

export type OverviewWording = typeof chinese;

const english: OverviewWording = {
  overview: 'Overview',
  numbers: 'numbers',
  country: 'the country',
  unknown: 'place unknown',
  coverage: 'Who has reported',
  parts: 'Regions',
  own: 'Agencies of its own',
  cover: (name, year, reported, agencies) => `${name} ${year}: ${reported} of ${agencies} agencies`,
  reported: (name, year) => `${name} ${year}: reported`,
  faulty: (name, year, errors) => `${name} ${year}: errors: ${errors}`,
  why: {
    failed: ({ code, location }) => `its document gave no record (${code}): ${location}`,
    'not-due': ({ deadline }) => `not due before ${deadline}`,
    'not-on-site': ({ at, site }) =>
      `late; its site had none when it was crawled on ${at.slice(0, 10)}: ${site}`,
    overdue: ({ deadline }) => `late: it was due on ${deadline}`,
    'not-imported': () => 'never imported',
  },
  gap: (name, year, why) => `${name} ${year}: ${why}`,
  key: 'Darkness: share of agencies that reported; ! errors; ⊘ the document failed; × late; · not due; empty: never imported',
  rates: 'Reports with errors by year',
  rate: (year, faulty, reports) => `${year}: ${faulty} of ${reports} reports have errors`,
  rateNote: 'of a hundred reports of the year; errors found misread or dismissed are not counted',
  codes: 'To review, by code',
  regions: 'To review, by region',
  otherRegions: 'more regions among the numbers',
  figures: 'Through the years',
  field: 'figure',
  show: 'show',
  scopes: { '': 'scope not said', own: 'its own work', jurisdiction: 'its jurisdiction' },
  figureNote: '▢ no number; hollow: an anomaly names it; ◇ the value as reviewed',
  noAgency: 'There is no report of such an agency.',
  noFigure: 'Its reports have no such figure.',
  doubts: { source: 'source', reading: 'reading', undecided: 'undecided' },
  imports: 'Imports',
  crawls: 'Crawls',
  waiting: 'What waits',
  waits: {
    ...{ inputs: 'inputs for workers', reports: 'reports to compare', anomalies: 'anomalies to review' },
    disputed: 'anomalies in dispute',
  },
  none: 'None yet.',
  all: 'all',
  anomaliesOf: 'anomalies',
  states: {
    ...{ ended: 'ended', working: 'workers are at it', open: 'runs, or broken off', running: 'running' },
    ...{ paused: 'paused', new: 'never run', through: 'ended', challenge: 'asked for a person' },
    ...{ busy: 'site is busy', unreachable: 'unreachable', broken: 'broken', 'given-up': 'given up' },
  },
  outcomes: {
    ...{ records: 'records', failed: 'failed', unread: 'unread', unchanged: 'unchanged', known: 'known' },
    ...{ unpacked: 'archives', left: 'left to workers' },
  },
  columns: {
    ...{ year: 'year', reports: 'reports', faulty: 'with errors', errors: 'errors', agencies: 'agencies' },
    ...{
      place: 'region',
      agency: 'agency',
      code: 'code',
      region: 'region',
      count: 'count',
      printed: 'printed',
    },
    ...{ reviewed: 'reviewed', state: 'state', doubt: 'anomaly', report: 'report', started: 'started' },
    ...{ ended: 'ended', given: 'given', counts: 'came of it', failures: 'failures', pending: 'waiting' },
    ...{ site: 'site', succeeded: 'last success', found: 'found', next: 'next' },
  },
};

export const overviewWordingOf: Readonly<Record<Language, OverviewWording>> = { zh: chinese, en: english };
