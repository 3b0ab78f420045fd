/**
 * A report as a PDF: `await renderPdf(report, randomLayout(seed))`, printed by Chromium. One browser serves all
 * calls; `closeBrowser()` ends it. The same layout gives the same page, but not the same bytes: Chromium dates them.
 */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { escapeMarkup } from './markup.js';
import { printedHtml } from './pdf-html.js';
import { type PdfLayout, paperSize } from './pdf-layout.js';
import type { Report } from './report.js';

export { type PdfLayout, plainPdfLayout, randomLayout } from './pdf-layout.js';

/** Debian's. */
export const chromiumPath = '/usr/bin/chromium';
export const hasChromium = (): boolean => existsSync(chromiumPath);

let browser: Promise<Browser> | undefined;

function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: chromiumPath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
  return browser;
}

/** For what is to be looked at rather than printed. */
export const openPage = async (options: BrowserContextOptions = {}): Promise<Page> =>
  (await openBrowser()).newPage(options);

export async function closeBrowser(): Promise<void> {
  const open = browser;
  browser = undefined;
  await (await open)?.close();
}

export async function renderPdf(report: Report, layout: PdfLayout): Promise<Uint8Array> {
  const page = await (await openBrowser()).newPage({ javaScriptEnabled: false });
  try {
    await page.setContent(printedHtml(report, layout));
    const { width, height } = paperSize(layout);
    const side = `${layout.margin}mm`;
    const end = `${Math.max(layout.margin, layout.running === 'none' ? 0 : 14)}mm`;
    return await page.pdf({
      width: `${width}mm`,
      height: `${height}mm`,
      margin: { top: end, bottom: end, left: side, right: side },
      scale: layout.scale,
      printBackground: true,
      displayHeaderFooter: layout.running !== 'none',
      headerTemplate:
        layout.running === 'header-and-number'
          ? running(escapeMarkup(report.title.join('')))
          : '<span></span>',
      footerTemplate: footer(layout),
    });
  } finally {
    await page.close();
  }
}

const running = (content: string): string =>
  `<div style="font-size:8pt;width:100%;text-align:center;font-family:'Noto Serif CJK SC'">${content}</div>`;

function footer({ running: kind }: PdfLayout): string {
  const number = '<span class="pageNumber"></span>';
  switch (kind) {
    case 'none':
      return '<span></span>';
    case 'number':
      return running(number);
    case 'dashed-number':
      return running(`— ${number} —`);
    case 'header-and-number':
      return running(`第 ${number} 页 共 <span class="totalPages"></span> 页`);
  }
}
