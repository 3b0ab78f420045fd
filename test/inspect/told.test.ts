/** What the page tells of how a document was read, where something is told. */
import { describe, expect, test } from 'vitest';
import { notationToBytes } from '../cases/carriers.js';
import { isThere, readCorpus } from '../corpus/folder.js';
import { docx, p, tbl, tc, tr } from '../readers/docx/fixture.js';
import { fill, frame, rule, text, writePdf } from '../readers/pdf/write-pdf.js';
import { skipUnless } from '../skip-unless.js';
import { inspected, readSample } from './inspected.js';

const rowOf = ({ $ }: Awaited<ReturnType<typeof inspected>>, field: string) =>
  $(`aside [data-field="${field}"]`).closest('tr');

describe('how a row was bound', () => {
  test.each([
    ['exact', 'results.granted', 'row results.granted 3'],
    [
      'by likeness (1 character differs)',
      'results.denied.enforcement_case_files',
      'label results.denied.enforcement_case_files 7.属于行政法案卷',
    ],
    [
      'by position',
      'results.denied.enforcement_case_files',
      'label results.denied.enforcement_case_files 甲乙丙丁戊己',
    ],
  ])('%s', async (way, row, report) => {
    const seen = await inspected(notationToBytes(report), 'x.html');
    expect(rowOf(seen, `applications.${row}.total`).find('.match').text()).toContain(way);
  });

  test('a row that is not there, one of the report’s own, one printed twice', async () => {
    const missing = await inspected(notationToBytes('without row results.denied.enforcement_case_files'));
    const row = rowOf(missing, 'applications.results.denied.enforcement_case_files.total');
    expect(row.hasClass('gone')).toBe(true);
    expect(row.text()).toContain('missing');
    const foreign = await inspected(
      notationToBytes('extra row after results.denied.administrative_inquiry 小计 0 0 0 0 0 0 0'),
    );
    expect(foreign.$('aside').text()).toContain('Rows that are none of the form’s: 1');
    expect(foreign.$('main .foreign').text()).toBe('小计');
    const repeated = await inspected(notationToBytes('again results.denied.internal_affairs 5'));
    expect(rowOf(repeated, 'applications.results.denied.internal_affairs.total').text()).toContain(
      'printed 2 times',
    );
  });

  test('how many labels of its own every form has there', async () => {
    const { $ } = await inspected(readSample('clean-2024.html'));
    const [first, second] = $('aside table.plain tr')
      .slice(1)
      .toArray()
      .map((row) => $(row).text());
    expect(first).toMatch(/^20217\/7tables✓✓$/);
    expect(second).toMatch(/^20190\/7tables$/);
  });
});

describe('what was not claimed', () => {
  test('a number in a table of the form', async () => {
    const { $ } = await inspected(
      notationToBytes('extra row after results.denied.administrative_inquiry 小计 9 8 7 6 5 4 3'),
    );
    const unclaimed = $('main .unclaimed')
      .toArray()
      .map((cell) => $(cell).text());
    expect(unclaimed).toEqual(['9', '8', '7', '6', '5', '4', '3']);
    expect($('aside .chip.unclaimed').length).toBe(7);
  });
});

describe('both readings', () => {
  test('what the second reads otherwise', async () => {
    const { $ } = await inspected(readSample('row-sum-2023.docx'));
    expect($('aside').text()).toContain('given · mammoth');
    expect($('aside').text()).toContain('Both readings say the same of every figure.');
  });

  test('none where none is there', async () => {
    expect((await inspected(readSample('misprint-2020.txt'))).$('aside').text()).toContain(
      'there is no other reading',
    );
  });
});

describe('the layers over a page', () => {
  const page = [
    ...[frame(50, 100, 300, 60), rule(50, 130, 350, 130), rule(200, 100, 200, 160)],
    ...[text(60, 140, 'A'), text(195, 140, '1234'), text(60, 110, 'B'), text(210, 110, '56')],
    ...[text(60, 250, 'Heading'), fill(60, 220, 100, 20, 1), `1 g ${text(70, 225, '99')} 0 g`],
    rule(61, 204.5, 85, 204.5),
    text(62, 201, '7777'),
  ];

  test('rulings with their origin, cells, doubts, and what was left out', async () => {
    const { $, inspection } = await inspected(writePdf([{ content: page }]));
    expect(inspection.images.map(({ number, size }) => [number, size])).toEqual([[1, [400, 300]]]);
    expect($('.rulings line.drawn').length).toBeGreaterThanOrEqual(6);
    expect($('.lattices line.drawn').length).toBeGreaterThanOrEqual(6);
    expect($('rect.cell:not(.outline)').length).toBe(4);
    expect($('.doubts rect.straddles').length).toBe(2);
    expect($('.leftout rect').length).toBeGreaterThanOrEqual(2);
    expect($('.words text').text()).toContain('Heading');
  });

  test('columns that nothing but alignment tells', async () => {
    const rows = [250, 230, 210, 190, 170].flatMap((y, row) => [
      text(60, y, `label ${row}`),
      ...[160, 220, 280].map((x, column) => text(x, y, String(10 * row + column))),
    ]);
    const { $ } = await inspected(writePdf([{ content: rows }]));
    expect($('.lattices line.aligned').length).toBeGreaterThan(0);
    expect($('.doubts rect.aligned').length).toBeGreaterThan(0);
  });

  test('headings that a page repeats stand in no block', async () => {
    const { $ } = await inspected(readSample('blank-totals-2022.pdf'));
    expect($('.lost rect title').text()).toContain('申请人情况');
    expect($('aside').text()).toContain('Characters in no block');
  });
});

describe('without a record', () => {
  test.each([
    ['list-page', () => readSample('list-page.html'), '首页'],
    ['not-a-report', () => docx({ body: p('通知') + tbl([tr([tc('甲'), tc('12')])]) }), '12'],
    ['empty', () => new Uint8Array(), ''],
    ['corrupt', () => new TextEncoder().encode('%PDF-1.7 and nothing more'), ''],
    ['unsupported-format', () => new TextEncoder().encode('{\\rtf1 }'), ''],
  ])('%s', async (code, bytes, shown) => {
    const { $ } = await inspected(bytes());
    expect($('.failed').text()).toContain(code);
    expect($('main').text()).toContain(shown);
    expect($('.anomaly').length).toBe(0);
  });

  test('tables nested by the thousand', async () => {
    const page = `<body>${'<table><tr><td>甲'.repeat(10_000)}`;
    const { $ } = await inspected(new TextEncoder().encode(page));
    expect($('.failed').text()).toMatch(/corrupt|not-a-report/);
  });

  skipUnless(isThere, 'the corpus beside this checkout is not there: no scan to look at');
  test.runIf(isThere)('a scan shows its pages', async () => {
    const { $ } = await inspected(readCorpus('derived/huaian-2024-scan.pdf'));
    expect($('.failed').text()).toContain('no-text-layer');
    expect($('image.picture').length).toBeGreaterThan(3);
  });
});

test('the page speaks 中文', async () => {
  const { $ } = await inspected(readSample('row-sum-2023.docx'), 'x', 'zh');
  expect($('html').attr('lang')).toBe('zh-CN');
  expect($('aside').text()).toMatch(/异常.*横向不平.*比对的格式/s);
});
