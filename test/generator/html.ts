/**
 * A report as an HTML page: `renderHtml(report, randomLayout(seed))` gives the bytes.
 */
import { type Block, makeBlocks } from './blocks.js';
import { encodeGb18030 } from './gb18030.js';
import type { HtmlLayout } from './html-layout.js';
import { headScripts, metadataTable, siteBottom, siteTop, wordHead } from './html-page.js';
import { tableToHtml } from './html-table.js';
import { escapeMarkup } from './markup.js';
import { createRandom, type Random } from './random.js';
import type { Report } from './report.js';

export { type HtmlLayout, plainHtmlLayout, randomLayout } from './html-layout.js';

export function renderHtml(report: Report, layout: HtmlLayout): Uint8Array {
  const random = createRandom(layout.seed);
  const body = makeBlocks(report, layout.table).map((block) => blockToHtml(block, layout, random));
  const content = `${layout.container}\n${body.join('\n')}\n${closeTag(layout.container)}`;
  return encode(pageAround(content, report, layout, random), layout);
}

const closeTag = (open: string): string => `</${/<([a-z]+)/.exec(open)?.[1] ?? 'div'}>`;

function pageAround(content: string, report: Report, layout: HtmlLayout, random: Random): string {
  const metadata = layout.chrome === 'none' ? '' : metadataTable(report, random);
  const top = layout.chrome === 'site' ? siteTop(report, random) : '';
  const bottom = layout.chrome === 'site' ? siteBottom(random) : '';
  const inner = `${top}\n${metadata}\n${content}\n${bottom}`;
  const framed = layout.layoutTable
    ? `<table width="1000" cellpadding="0"><tr><td width="200" valign="top">栏目导航<br>年报</td><td>${inner}</td></tr></table>`
    : inner;
  const head = `${charsetTag(layout)}<title>${escapeMarkup(report.title.join(''))}</title>${layout.chrome === 'site' ? headScripts : ''}${layout.dialect === 'word' ? wordHead : ''}`;
  return `<!DOCTYPE html>\n<html><head>${head}</head>\n<body>\n${framed}\n</body></html>\n`;
}

function charsetTag({ encoding }: HtmlLayout): string {
  switch (encoding) {
    case 'utf-8':
      return '<meta charset="utf-8">';
    case 'gb18030':
      return '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">';
    default:
      return '';
  }
}

function encode(html: string, { encoding }: HtmlLayout): Uint8Array {
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-undeclared':
      return new TextEncoder().encode(html);
    case 'utf-8-bom':
      return new TextEncoder().encode(`\ufeff${html}`);
    case 'gb18030':
    case 'gb18030-undeclared':
      return encodeGb18030(html);
  }
}

function blockToHtml(block: Block, layout: HtmlLayout, random: Random): string {
  switch (block.kind) {
    case 'title':
      return titleToHtml(block.lines, layout);
    case 'heading':
      return headingToHtml(`${block.ordinal}、${block.text}`, layout, random);
    case 'paragraph':
      return paragraph(inlineToHtml(block.text, layout), layout);
    case 'signature':
      return block.lines.map((line) => signatureLine(line, layout)).join('\n');
    case 'table':
      return tableToHtml(block.table, layout, random);
  }
}

function titleToHtml(lines: readonly string[], { dialect, chrome }: HtmlLayout): string {
  const text = lines.map(escapeMarkup);
  if (dialect === 'bare') return `<h1>${text.join('<br>')}</h1>`;
  if (chrome === 'site') return `<div class="title">${text.join('<br/>')}</div>`;
  return text
    .map(
      (line) =>
        `<p style="text-align: center;"><strong><span style="font-size: 29px">${line}</span></strong></p>`,
    )
    .join('\n');
}

function headingToHtml(text: string, layout: HtmlLayout, random: Random): string {
  const escaped = escapeMarkup(text);
  const at = random.integer(2, escaped.length - 2);
  switch (layout.dialect) {
    case 'bare':
      return random.chance(0.3) ? `<h2>${escaped}</h2>` : `<p><b>${escaped}</b></p>`;
    case 'editor':
      return `<p style="text-indent: 2em;"><span style="font-family: 黑体, SimHei;">${escaped.slice(0, at)}</span><span>${escaped.slice(at)}</span>${'&nbsp;'.repeat(random.integer(0, 23))}</p>`;
    case 'word':
      return `<p class=MsoNormal style='text-indent:32.0pt'><b><span style='font-family:黑体'>　　${escaped}<span lang=EN-US><o:p></o:p></span></span></b></p>`;
    case 'divs':
      return `<div><div class="h"><br />${escaped}</div></div>`;
  }
}

/** Text of a paragraph; in Word's export every run of digits stands in a span of its own. */
function inlineToHtml(text: string, { dialect, entities }: HtmlLayout): string {
  const escaped = escapeMarkup(text);
  if (dialect === 'word') return escaped.replace(/\d+/g, '<span lang=EN-US>$&</span>');
  return entities ? escaped.replaceAll('年', '&#24180;') : escaped;
}

function paragraph(content: string, { dialect, omitEndTags }: HtmlLayout): string {
  const end = omitEndTags ? '' : '</p>';
  switch (dialect) {
    case 'bare':
      return `<p>${content}${end}`;
    case 'editor':
      return `<p style="text-indent: 2em;">　　${content}${end}`;
    case 'word':
      return `<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span\nstyle='font-family:仿宋_GB2312'>${content}</span><span lang=EN-US><o:p></o:p></span>${end}`;
    case 'divs':
      return `<div><div>${content}</div></div>`;
  }
}

function signatureLine(line: string, { dialect }: HtmlLayout): string {
  if (dialect === 'word') return `<p class=MsoNormal>${'&nbsp;'.repeat(60)}${escapeMarkup(line)}</p>`;
  return `<p style="text-align: right;">${escapeMarkup(line)}</p>`;
}
