/** The words of the lists of agencies and reports. */
import type { Language } from '#model/anomaly.js';

const chinese = {
  reports: '报告',
  agencies: '机关',
  none: '没有符合条件的。',
  gone: '这里没有这样的机关或报告：它可能已并入别的报告。',
  search: '机关名称或区划代码',
  find: '查找',
  any: '全部',
  unknown: '不详',
  withErrors: '有错误',
  withDispute: '意见不一',
  agency: '机关',
  division: '区划',
  divisionCode: '区划代码',
  level: '层级',
  levels: {
    ...{ central: '中央', province: '省级', prefecture: '地级', county: '县级', township: '乡镇' },
    ...{ subdistrict: '街道', functional_zone: '功能区' },
  } as Readonly<Record<string, string>>,
  year: '年度',
  scope: '范围',
  scopes: { own: '本机关', jurisdiction: '本地区' } as Readonly<Record<string, string>>,
  form: '表式',
  format: '载体',
  publishedOn: '发布',
  copies: '版本',
  errors: '错误',
  open: '未核',
  state: '状态',
  disputed: '意见不一',
  reportCount: '报告数',
};

export type BrowseWording = typeof chinese;

const english: BrowseWording = {
  reports: 'Reports',
  agencies: 'Agencies',
  none: 'There is none.',
  gone: 'There is no such agency or report: it may have become part of another one.',
  search: 'agency or division code',
  find: 'find',
  any: 'all',
  unknown: 'unknown',
  withErrors: 'with errors',
  withDispute: 'disputed',
  agency: 'agency',
  division: 'division',
  divisionCode: 'division code',
  level: 'level',
  levels: {
    ...{ central: 'central', province: 'province', prefecture: 'prefecture', county: 'county' },
    ...{ township: 'township', subdistrict: 'subdistrict', functional_zone: 'functional zone' },
  },
  year: 'year',
  scope: 'scope',
  scopes: { own: 'own', jurisdiction: 'jurisdiction' },
  form: 'form',
  format: 'carrier',
  publishedOn: 'published',
  copies: 'copies',
  errors: 'errors',
  open: 'open',
  state: 'state',
  disputed: 'disputed',
  reportCount: 'reports',
};

export const browseWordingOf: Readonly<Record<Language, BrowseWording>> = { zh: chinese, en: english };
