/** What the plots draw, and what of a drawing goes over into a page. */
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { drawCounts } from '#server/plots/counts.js';
import { drawCoverage } from '#server/plots/coverage.js';
import { shorten, spanYears } from '#server/plots/plot.js';
import { drawRates } from '#server/plots/rates.js';
import { drawSpark } from '#server/plots/spark.js';
import { type DrawnNode, svgToMarkup } from '#server/plots/svg-markup.js';
import { drawYears, type YearValue } from '#server/plots/years.js';

const hostile = '<img src=x onerror="alert(1)">"\'&</title><script>alert(1)</script>';

const text = (content: string): DrawnNode => ({ nodeName: '#text', textContent: content, childNodes: [] });
const element = (
  nodeName: string,
  attributes: Readonly<Record<string, string>>,
  ...childNodes: DrawnNode[]
): DrawnNode => ({
  ...{ nodeName, childNodes, textContent: childNodes.map(({ textContent }) => textContent).join('') },
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
});

describe('of a drawing', () => {
  test('only what draws goes over', () => {
    const drawn = element(
      'svg',
      { viewBox: '0 0 1 1', style: 'color: red', onload: 'alert(1)', class: '"><b>' },
      element('style', {}, text('* { color: red }')),
      element('script', {}, text('alert(1)')),
      element('foreignObject', {}, text('x')),
      element('text', { x: '1', 'data-x': 'y' }, text(hostile)),
    );
    expect(svgToMarkup(drawn).markup).toBe(
      '<svg viewBox="0 0 1 1" class="&quot;&gt;&lt;b&gt;"><text x="1">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&quot;&#39;&amp;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text></svg>',
    );
  });

  test.each([
    ['/reports/1', true],
    ['#row', true],
    ['//evil.test/', false],
    ['/\\evil.test/', false],
    ['https://evil.test/', false],
    ['javascript:alert(1)', false],
  ])('a link to %s leads there: %s', (href, leads) => {
    const link = element('a', { href }, element('rect', {}, element('title', {}, text('2024'))));
    const { markup } = svgToMarkup(link);
    expect(markup.includes('href=')).toBe(leads);
    expect(markup).toContain('aria-label="2024"');
  });
});

const value = (year: number, printed: number | null, more: Partial<YearValue> = {}): YearValue => ({
  ...{ year, printed, reviewed: printed, doubt: null, text: `${year}`, href: `/reports/${year}` },
  ...more,
});

const values = [
  value(2018, 4),
  value(2019, 9),
  value(2021, null),
  value(2022, 0, { doubt: 'source', reviewed: 7, text: hostile }),
  value(2023, 11),
];

describe('a figure through the years', () => {
  test('has a gap where there is no report or no number', async () => {
    const drawn = load((await drawYears('件数', values)).markup);
    const line = drawn('.printed path').attr('d') ?? '';
    expect(line.match(/M/g)).toHaveLength(2);
    const texts = drawn('svg text').map((_, one) => drawn(one).text());
    expect(texts.get().filter((text) => /^20\d\d$/.test(text))).toEqual([
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
    ]);
    expect(drawn('.absent text')).toHaveLength(2);
    expect(drawn('svg').attr('aria-label')).toBe('件数');
  });

  test('tells what is doubted and what was reviewed, with links', async () => {
    const { markup } = await drawYears('件数', values);
    const drawn = load(markup);
    expect(drawn('.source a').attr('href')).toBe('/reports/2022');
    expect(drawn('.source a').attr('aria-label')).toBe(hostile);
    expect(drawn('.plain a')).toHaveLength(3);
    expect(drawn('text').text()).toContain('0?');
    expect(markup).not.toMatch(/<img|<script|style=|<style/);
  });

  test('without any number is drawn too', async () => {
    expect((await drawYears('件数', [value(2020, null)])).markup).toMatch(/^<svg /);
    expect((await drawYears('件数', [])).markup).toMatch(/^<svg /);
  });

  test('stands on one line, the numbers beside their bars', () => {
    const { markup } = drawSpark(values);
    const drawn = load(markup);
    expect(
      drawn('li')
        .map((_, one) => drawn(one).text().replace(/\s+/g, ' ').trim())
        .get(),
    ).toEqual([...['2018 4', '2019 9', '2021 ▢', '2022 0? 7', '2023 11']]);
    expect(drawn('li.source ins').text()).toBe('7');
    expect(
      drawn('rect')
        .map((_, one) => Number(drawn(one).attr('height')))
        .get(),
    ).toEqual([6, 13, 0, 0, 16]);
    expect(drawSpark([]).markup).toBe('<ol class="spark"></ol>');
  });
});

test('rates are shares of the reports of a year; a year without reports has no bar', async () => {
  const rate = (year: number, faulty: number, reports: number) => ({
    ...{ year, faulty, reports, text: `${year} ${hostile}`, href: `/anomalies?year=${year}` },
  });
  const { markup } = await drawRates('率', [rate(2020, 1, 4), rate(2022, 0, 3), rate(2023, 1, 5000)]);
  const drawn = load(markup);
  expect(
    drawn('.source a')
      .map((_, one) => drawn(one).attr('href'))
      .get(),
  ).toEqual([...['/anomalies?year=2020', '/anomalies?year=2022', '/anomalies?year=2023']]);
  for (const share of ['25', '0', '<0.1'])
    expect(
      drawn('text')
        .map((_, one) => drawn(one).text())
        .get(),
    ).toContain(share);
  expect(markup).not.toMatch(/<img|<script|style=|<style/);
});

test('counts are bars as long as they are many, whatever they are called', async () => {
  const counts = [30, 10, 0].map((count, index) => ({
    ...{ id: `${index}`, name: hostile, count, href: `/anomalies?code=${index}` },
  }));
  const { markup } = await drawCounts('代码', counts);
  const drawn = load(markup);
  const widths = drawn('.counted rect')
    .map((_, one) => Number(drawn(one).attr('width')))
    .get();
  expect(widths[0]).toBeGreaterThan(0);
  expect(widths[1]).toBeCloseTo((widths[0] ?? 0) / 3, 0);
  expect(drawn('.counted a').first().attr('aria-label')).toBe(`${hostile} 30`);
  expect(markup).not.toMatch(/<img|<script|style=|<style/);
});

test('a map has a cell for each line and year, told without colours', async () => {
  const kinds = ['reported', 'faulty', 'failed', 'overdue', 'not-due', 'none'] as const;
  const lines = ['a', 'b'].map((id) => ({
    ...{ id, name: hostile, href: `/agencies/${id}` },
    cells: kinds.map((kind, index) => ({
      ...{
        year: 2018 + index,
        kind,
        share: 1,
        told: 1,
        text: `${hostile} ${kind}`,
        href: `/reports/${index}`,
      },
    })),
  }));
  const years = kinds.map((_, index) => 2018 + index);
  const { markup } = await drawCoverage('覆盖', lines, years);
  const drawn = load(markup);
  for (const [index, kind] of kinds.entries()) {
    expect(
      drawn(`g.${kind} a`)
        .map((_, one) => drawn(one).attr('href'))
        .get(),
    ).toEqual(lines.map(() => `/reports/${index}`));
  }
  expect(
    drawn('[class^=sign-] text')
      .map((_, one) => drawn(one).text())
      .get()
      .sort(),
  ).toEqual(['!', '!', '·', '·', '×', '×', '⊘', '⊘'].sort());
  expect(markup).not.toMatch(/<img|<script|style=|<style/);
});

test.each([
  [[], []],
  [
    [2021, 2023],
    [2021, 2022, 2023],
  ],
  [
    [2021, 2204, 2023, 202],
    [2021, 2022, 2023],
  ],
  [
    [1990, 2008, 2025],
    [2008, ...Array.from({ length: 17 }, (_, index) => 2009 + index)],
  ],
])('of the years %j are drawn %j', (years, drawn) => {
  expect(spanYears(years)).toEqual(drawn);
});

test.each([
  ['江苏省财政厅', 9, 'last', '江苏省财政厅'],
  ['筠坞区人民政府黛屿街道办事处', 9, 'last', '…府黛屿街道办事处'],
  ['statement-mismatch', 12, 'first', 'statement-mismatch'],
  ['a-code-that-is-longer-than-that', 12, 'first', 'a-code-that-is-lon…'],
] as const)('%s fits into %d from its %s end', (name, ems, end, fitting) => {
  expect(shorten(name, ems, end)).toBe(fitting);
});
