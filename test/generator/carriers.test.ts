/** What the renderers put on paper is what the report says: every cell, in order, in every layout. */
import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { skipUnless } from '../skip-unless.js';
import { makeBlocks } from './blocks.js';
import * as docx from './docx.js';
import { placeCells } from './grid.js';
import { plainHtmlLayout, randomLayout, renderHtml } from './html.js';
import * as pdf from './pdf.js';
import { makeReport, type Report, randomWishes } from './report.js';
import { squeeze } from './squeeze.js';
import type { TableLayout } from './table-layout.js';
import * as text from './text.js';

const seeds = Array.from({ length: 60 }, (_, index) => 1000 + index);

function cellTexts(report: Report, layout: TableLayout): string[] {
  return makeBlocks(report, layout).flatMap((block) =>
    block.kind === 'table'
      ? placeCells(block.table.grid)
          .flat()
          .map(({ cell }) => squeeze(cell.text))
      : [],
  );
}

describe('html', () => {
  test.each(seeds)('%d holds the cells of its tables in order', (seed) => {
    const report = makeReport(seed, randomWishes(seed));
    const layout = randomLayout(seed);
    const bytes = renderHtml(report, layout);
    const html = new TextDecoder(layout.encoding.startsWith('gb') ? 'gb18030' : 'utf-8').decode(bytes);
    const page = load(html);
    page('.xxgk_table').remove();
    const read = page('td,th')
      .toArray()
      .filter((cell) => page(cell).find('table').length === 0)
      .map((cell) => squeeze(page(cell).text()));
    const printed = cellTexts(report, layout.table);
    expect(layout.layoutTable ? read.slice(1) : read).toEqual(printed);
  });
});

test('the plain layout is the statutory form', () => {
  const report = makeReport(11, { form: '2021' });
  const page = load(new TextDecoder().decode(renderHtml(report, plainHtmlLayout)));
  expect(page('table')).toHaveLength(3);
  expect(page('[rowspan="22"]').text()).toBe('三、本年度办理结果');
});

describe('docx', () => {
  /** The final view: what a deletion, a hidden run or an older drawing holds is not there. */
  const finalView = (xml: string): string =>
    xml
      .replace(/<w:tr><w:trPr><w:del .*?<\/w:tr>/gs, '')
      .replace(/<w:del .*?<\/w:del>/gs, '')
      .replace(/<w:r><w:rPr><w:vanish\/><\/w:rPr>.*?<\/w:r>/gs, '')
      .replace(/<mc:Fallback>.*?<\/mc:Fallback>/gs, '');

  test.each(seeds)('%d holds the text of its tables in order', (seed) => {
    const report = makeReport(seed, randomWishes(seed));
    const layout = { ...docx.randomLayout(seed), autoLabels: false, prefix: 'w' as const };
    const parts = unzipSync(docx.renderDocx(report, layout));
    const xml = finalView(strFromU8(parts['word/document.xml'] ?? new Uint8Array()));
    const page = load(xml, { xml: true });
    const read = page('w\\:tc')
      .toArray()
      .filter((cell) => page(cell).find('w\\:tbl').length === 0)
      .map((cell) => squeeze(page(cell).text()))
      .filter((cell) => cell !== '');
    const printed = cellTexts(report, layout.table).filter((cell) => cell !== '');
    expect(layout.box === 'preface' ? read.slice(1) : read).toEqual(printed);
  });

  test('leaves numbers to Word where the layout says so', () => {
    const layout = { ...docx.plainDocxLayout, autoLabels: true, autoHeadings: 'direct' as const };
    const parts = unzipSync(docx.renderDocx(makeReport(3), layout));
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    expect(xml).not.toMatch(/>[1-8]\.属于|>（一）予以公开|>一、总体情况/);
    expect(xml.match(/<w:numPr>/g)?.length).toBeGreaterThan(30);
  });
});

describe('text', () => {
  const decode = (bytes: Uint8Array, { gb18030 }: text.TextLayout): string =>
    new TextDecoder(gb18030 ? 'gb18030' : 'utf-8').decode(bytes);

  test.each(seeds)('%d holds the text of its cells in order', (seed) => {
    const report = makeReport(seed, randomWishes(seed));
    const layout = { ...text.randomLayout(seed), covered: 'empty' as const };
    const read = squeeze(decode(text.renderText(report, layout), layout))
      .replaceAll('|', '')
      .replaceAll('---', '');
    for (const block of makeBlocks(report, layout.table)) {
      if (block.kind !== 'table') continue;
      const cells = placeCells(block.table.grid).flat();
      expect(read).toContain(squeeze(cells.map(({ cell }) => cell.text).join('')).replaceAll('---', ''));
    }
  });

  test('of a converter has a tab before each cell and an empty line behind each row', () => {
    const report = makeReport(4, { form: '2021' });
    const lines = decode(text.renderText(report, text.plainTextLayout), text.plainTextLayout).split('\n');
    const first = lines.indexOf('\t一、本年新收政府信息公开申请数量');
    expect(lines.slice(first + 1, first + 8).every((line) => /^\t\d+$/.test(line))).toBe(true);
    expect(lines[first + 8]).toBe('');
  });
});

describe('pdf', () => {
  afterAll(() => pdf.closeBrowser());

  const isThere = pdf.hasChromium();
  skipUnless(isThere, `no Chromium at ${pdf.chromiumPath}: no PDF is printed`);

  test.runIf(isThere)('is printed by the browser', async () => {
    const bytes = await pdf.renderPdf(makeReport(2), pdf.plainPdfLayout);
    expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-');
  });
});
