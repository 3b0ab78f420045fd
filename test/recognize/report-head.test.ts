/** Titles, bodies and headings, as recognition takes them apart. */
import { describe, expect, test } from 'vitest';
import { sixSections } from '#forms/sections.js';
import { completeOrgan, isOrgan } from '#recognize/agency.js';
import { parseTitle } from '#recognize/report-title.js';
import { findSections, matchHeading } from '#recognize/sections.js';
import { columnOf, documentOf } from '../model/hand-made.js';

describe('a title', () => {
  test.each<[title: string, agency: string | undefined, year: number | undefined]>([
    ['青禾市人民政府2024年政府信息公开工作年度报告', '青禾市人民政府', 2024],
    ['2024年青禾市人民政府办公室政府信息公开工作年度报告', '青禾市人民政府办公室', 2024],
    ['青禾市财政局2024年度政府信息公开年度报告', '青禾市财政局', 2024],
    ['青禾市财政局二〇二四年政府信息公开工作年度报告', '青禾市财政局', 2024],
    ['《青禾市财政局2024年政府信息公开工作年度报告》', '青禾市财政局', 2024],
    ['青禾市财政局政府信息公开工作年度报告（2024年）', '青禾市财政局', 2024],
    ['青禾市财政局政府信息公开工作年度报告', '青禾市财政局', undefined],
    ['2024年政府信息公开工作年度报告', undefined, 2024],
  ])('%s', (title, agency, year) =>
    expect(parseTitle(title)).toEqual({ ...(agency && { agency }), ...(year && { year }) }),
  );
});

test.each([
  ['青禾市', '青禾市人民政府'],
  ['柳泉镇', '柳泉镇人民政府'],
  ['东湖街道', '东湖街道办事处'],
  ['青禾经济开发区', '青禾经济开发区管委会'],
  ['青禾市财政局', '青禾市财政局'],
])('%s reports as %s', (place, organ) => expect(completeOrgan(place)).toBe(organ));

test.each<[line: string, is: boolean]>([
  ['青禾市人民政府', true],
  ['云溪县柳泉镇人民政府', true],
  ['青禾市财政局', true],
  ['本机关认真贯彻落实，稳步推进。', false],
  ['2024年1月1日', false],
  ['局', false],
])('%s: a body %s', (line, is) => expect(isOrgan(line)).toBe(is));

describe('a heading', () => {
  test.each<[line: string, key: string | undefined]>([
    ['一、总体情况', 'overview'],
    ['总体情况', 'overview'],
    ['1、 总体情况', 'overview'],
    ['一、工作基本情况', 'overview'],
    ['三、收到和处理政府信息公开申请情况', 'applications'],
    ['四、政府信息公开行政法复议、行政诉讼情况', 'remedies'],
    ['四、因政府信息公开工作被申请行政复议、提起行政诉讼情况', 'remedies'],
    ['五、存在问题及改进情况', 'problems'],
    ['六、其他需要报告的事项', 'other'],
    ['⼀、总体情况', 'overview'],
    ['（一）主动公开', undefined],
    ['3、总体情况', undefined],
    [
      '本机关主动公开政府信息情况良好，全年公开信息三千余条，较上年增加一成，群众满意度进一步提高。',
      undefined,
    ],
    ['', undefined],
  ])('%j', (line, key) => expect(matchHeading(line, sixSections)?.section.key).toBe(key));
});

test('a heading in a row of a table keeps the note under it', () => {
  const remedies = sixSections.find(({ key }) => key === 'remedies')!;
  const heading = `四、${remedies.heading.text}`;
  const document = documentOf([columnOf(`${heading}\n注：含上年度结转数量。`, '8')]);
  expect(findSections(document, sixSections, new Set())).toMatchObject([
    { key: 'remedies', ordinal: '四', text: '注：含上年度结转数量。' },
  ]);
});
