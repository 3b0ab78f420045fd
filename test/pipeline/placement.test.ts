/** What a page says of its agency, in the record. */
import { expect, test } from 'vitest';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import { outputRecordSchema } from '#records/schema.js';
import { isThere, readCorpus } from '../corpus/folder.js';

const engines = loadEngines();

async function agencyOf(bytes: Uint8Array): Promise<unknown> {
  const record = await processDocument(bytes, { name: 'page.txt' }, engines);
  outputRecordSchema.parse(record);
  return 'report' in record ? record.report.agency : record.failure;
}

const page = (agency: string, year: number, more = ''): Uint8Array =>
  Buffer.from(
    [
      `${agency}${year}年政府信息公开工作年度报告`,
      ...['一、总体情况', more || '公开工作有序进行。', '二、主动公开政府信息情况', '公开各类信息十条。'],
      ...['三、收到和处理政府信息公开申请情况', '本年未收到申请。'],
      ...['四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', '无。'],
      ...['五、存在的主要问题及改进情况', '公开内容有待丰富。', '六、其他需要报告的事项', '无。'],
    ].join('\n'),
  );

test('level, division in the year of the report and today, town', async () => {
  expect(await agencyOf(page('沈阳市辽中县于家房镇人民政府', 2014))).toEqual({
    name: '沈阳市辽中县于家房镇人民政府',
    raw: '沈阳市辽中县于家房镇人民政府',
    level: 'township',
    divisionCode: '210122',
    currentDivisionCode: '210115',
    townshipCode: '210115101',
    creditCode: null,
    key: '210115:于家房镇人民政府',
  });
});

test('candidates of an ambiguous name; a fuller name in the text decides', async () => {
  expect(await agencyOf(page('河东区人民政府', 2020))).toMatchObject({
    level: 'county',
    divisionCode: null,
    candidates: ['120102', '371312'],
  });
  const text = '临沂市河东区人民政府公开工作有序进行。';
  expect(await agencyOf(page('河东区人民政府', 2020, text))).toMatchObject({ divisionCode: '371312' });
});

test('a credit code in the text, and one with a wrong check character', async () => {
  expect(await agencyOf(page('沈阳市教育局', 2020, '统一社会信用代码11341703003249434A。'))).toMatchObject({
    creditCode: '11341703003249434A',
  });
  expect(await agencyOf(page('沈阳市教育局', 2020, '统一社会信用代码11341703003249435A。'))).toMatchObject({
    creditCode: null,
    wrongCodes: ['11341703003249435A'],
  });
});

test.runIf(isThere).each([
  ['reports/huaian-2024.pdf', 'prefecture', '320800'],
  ['reports/pingtan-2024.html', 'functional_zone', '350128'],
  ['reports/pingtan-county-2013-flat.txt', 'county', '350128'],
  ['reports/shanghai-office-2019.html', 'province', '310000'],
  ['reports/yujiafang-2020.txt', 'township', '210115'],
])('%s', async (file, level, divisionCode) => {
  expect(await agencyOf(readCorpus(file))).toMatchObject({ level, divisionCode });
});
