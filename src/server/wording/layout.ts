/** The words of every page. */
import type { Language } from '#model/anomaly.js';

const chinese = {
  title: '勾稽 · 审核',
  site: '全站',
  places: {
    ...{
      anomalies: '待核',
      reports: '报告',
      agencies: '机关',
      overview: '概览',
      failures: '失败',
      log: '记录',
    },
  },
  keys: 'J/K 上下 · Enter 打开 · C 原文有误 · E 更正 · M 误读 · X 忽略 · U 撤销 · 1–9 采用更正 · ←/→ 各项 · N 下一条',
};

export type Place = keyof (typeof chinese)['places'];

const english: typeof chinese = {
  title: 'Gouji · review',
  site: 'site',
  places: {
    ...{ anomalies: 'queue', reports: 'reports', agencies: 'agencies', overview: 'overview' },
    ...{ failures: 'failures', log: 'log' },
  },
  keys: 'J/K down, up · Enter open · C wrong in the source · E correct · M misread · X dismiss · U undo · 1–9 take a correction · ←/→ terms · N next',
};

export const layoutWordingOf: Readonly<Record<Language, typeof chinese>> = { zh: chinese, en: english };
