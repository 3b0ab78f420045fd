/** 异常的中文说明。 */
import type { Anomaly } from '#model/anomaly.js';
import {
  type Data,
  firstFew,
  listIn,
  numberIn,
  remarkIn,
  signed,
  textIn,
  textsIn,
  totalOf,
  triedValues,
} from './data.js';
import type { Messages, Wording } from './message.js';

const causes: Readonly<Record<string, string>> = {
  'full-width': '用了全角数字',
  thousands: '带千位分隔符',
  'inner-space': '数字中间有空格',
  wrapped: '数字被拆成两行',
  unit: '单元格里写了单位',
  remark: '单元格里写了备注',
  'chinese-numeral': '用了汉字数字',
  approximate: '写的是约数',
  fraction: '件数不是整数',
  unreadable: '不是数字',
  straddles: '数字压在表格线上',
  aligned: '该列没有表格线',
  overprinted: '字符重叠',
  clipped: '超出页面边缘',
  pictured: '单元格里是图片，没有文字',
};

const reasons: Readonly<Record<string, string>> = {
  'run-together': '数字连在一起，无法用勾稽关系证明如何拆分',
  'uncertain-columns': '单元格数与列数不符',
  'figure-over-cells': '一个数字占了几个单元格的位置',
};

const sum =
  (name: string) =>
  (anomaly: Anomaly, wording: Wording): string =>
    `${name}：各项之和 ${numberIn(anomaly.data, 'computed')}，${wording.field(totalOf(anomaly.data))} 印作 ${numberIn(anomaly.data, 'printed')}，差 ${signed(anomaly.data, 'difference')}${more(anomaly)}`;

const more = ({ data }: Anomaly): string => {
  const count = listIn(data, 'relations').length;
  return count > 1 ? `（同一原因共 ${count} 式不平）` : '';
};

export const chinese: Messages = {
  'row-sum-mismatch': sum('横向不平'),
  'results-sum-mismatch': sum('办理结果纵向不平'),
  'balance-mismatch': ({ data }) =>
    `收支不平：第一项加第二项为 ${numberIn(data, 'computed')}，第三项加第四项为 ${numberIn(data, 'printed')}，差 ${signed(data, 'difference')}`,
  'remedies-sum-mismatch': sum('复议诉讼不平'),
  'negative-count': ({ fields, data }, wording) =>
    `${wording.fields(fields)} 为负数 ${numberIn(data, 'printed')}`,
  'negative-stock': ({ fields, data }, wording) =>
    `${wording.fields(fields.slice(0, 1))} 减后为 ${numberIn(data, 'computed')}，小于零`,
  'statement-mismatch': ({ data }) =>
    `正文说 ${numberIn(data, 'printed')}，表中为 ${triedValues(data).join(' 或 ')}：“${textIn(data, 'sentence')}”`,
  'copies-differ': ({ data }, wording) =>
    `${data['isReplaced'] === true ? '被替换的旧版' : '另一版本'}（${textIn(data, 'name')}）与此不同：${differences(data, wording)}`,
  'figure-reported': ({ fields, data }, wording) =>
    `人工标记：${wording.fields(fields)}${remarkIn(data, '：')}`,
  'form-year-mismatch': ({ data }) => `${textIn(data, 'year')} 年的报告用了 ${textIn(data, 'form')} 年版格式`,
  'table-missing': ({ data }) => `缺少${textIn(data, 'name')}`,
  'readings-differ': ({ fields }, wording) => `两次读数不一致：${wording.fields(fields)}`,
  'cells-conflict': ({ fields, data }, wording) =>
    `${wording.fields(fields)} 出现两次且不同：${textsIn(data, 'printed').join(' / ')}`,
  'figures-undecided': ({ fields, data }, wording) =>
    `${reasons[textIn(data, 'reason')] ?? '无法确定归属'}：${wording.fields(fields)}`,
  'cell-doubtful': ({ fields, data }, wording) =>
    `${causes[textIn(data, 'cause')] ?? '读数存疑'}：${wording.fields(fields)}`,
  'rows-unread': ({ fields }, wording) => `项目印在文中，但没有读到它的数字：${wording.fields(fields)}`,
  'figures-orphaned': ({ data }) =>
    `表间有不知归属的数字：${textsIn(data, 'printed').slice(0, 3).join('；')}`,
  'coverage-gap': ({ data }) => `有 ${numberIn(data, 'lostDigits')} 个数字字符没有读进文档`,
  'blank-figures': ({ data, fields }, wording) =>
    data['whole'] === true
      ? `整张表空白`
      : `${numberIn(data, 'count')} 个单元格空白：${wording.fields(fields)}`,
  'mark-figures': ({ data, fields }, wording) =>
    `${numberIn(data, 'count')} 个单元格填 ${textsIn(data, 'marks').join(' ')} 而非数字：${wording.fields(fields)}`,
  'not-a-plain-count': ({ data, fields }, wording) =>
    `${causes[textIn(data, 'cause')] ?? '写法不规范'}：${wording.fields(fields)}`,
  'figure-doubtful': ({ data, fields }, wording) =>
    `${causes[textIn(data, 'cause')] ?? '写法不规范'}，读数未经勾稽证实：${wording.fields(fields)}`,
  'figure-unreadable': ({ data, fields }, wording) =>
    `不是数字：${wording.fields(fields)} 印作 ${textsIn(data, 'printed').slice(0, 3).join('、')}`,
  'rows-altered': ({ data }, wording) => alteredRows(data, wording),
  'changes-tracked': ({ fields }, wording) => withFields('文档带有修订痕迹，按最终状态读取', fields, wording),
  'text-hidden': ({ fields }, wording) => withFields('文档含隐藏文字，未计入', fields, wording),
  'text-struck': ({ fields }, wording) => withFields('文档含删除线文字，未计入', fields, wording),
  'content-foreign': ({ fields }, wording) => withFields('文档嵌有其他程序的内容，未能读取', fields, wording),
  'characters-unreadable': ({ fields }, wording) => withFields('部分字符无法识别', fields, wording),
  'text-cut-off': ({ fields }, wording) => withFields('文字被截断', fields, wording),
  'labels-abbreviated': ({ data }) => `表内项目名称与格式不同：${labels(listIn(data, 'labels'))}`,
  'labels-misprinted': ({ data }) => `表内项目名称有误：${labels(listIn(data, 'labels'))}`,
  'row-known-by-place': ({ data }) => `该行名称无法辨认，按位置认作：${labels(listIn(data, 'labels'))}`,
};

function withFields(text: string, fields: readonly string[], wording: Wording): string {
  return fields.length > 0 ? `${text}：${wording.fields(fields)}` : text;
}

const differences = (data: Data, wording: Wording): string =>
  firstFew(
    listIn(data, 'differences'),
    (one) =>
      `${wording.field(textIn(one, 'field'))} ${printedIn(one, 'main')}，彼处 ${printedIn(one, 'copy')}`,
    '；',
  );

const printedIn = (one: Data, key: string): string => textIn(one, key) || '无数字';

const labels = (list: readonly Data[]): string =>
  firstFew(list, (label) => `“${textIn(label, 'printed')}”←“${textIn(label, 'expected')}”`, '；');

function alteredRows(data: Data, wording: Wording): string {
  const missing = textsIn(data, 'missing');
  const rows = listIn(data, 'addedRows');
  const cells = listIn(data, 'addedCells');
  return [
    ...(data['merged'] === true ? ['（六）其他处理未分项'] : []),
    ...(missing.length > 0 ? [`缺 ${wording.fields(missing)}`] : []),
    ...(rows.length > 0 ? [`多出行 ${rows.map((row) => textIn(row, 'label')).join('、')}`] : []),
    ...(cells.length > 0 ? [`多出单元格 ${cells.map((cell) => textIn(cell, 'text')).join('、')}`] : []),
  ].join('；');
}
