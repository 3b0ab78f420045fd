/**
 * One test case from one number: `await makeCase('pdf', 4711)`. Wishes and single choices of the layout can be set
 * to narrow a failure down: `makeCase('html', 4711, { wishes: { faults: [] }, layout: { padding: 'none' } })`.
 */
import * as docx from './docx.js';
import * as html from './html.js';
import * as pdf from './pdf.js';
import { makeReport, type Report, randomWishes, type Wishes } from './report.js';
import * as text from './text.js';

export const formats = ['html', 'docx', 'text', 'pdf'] as const;
export type Format = (typeof formats)[number];

interface Layouts {
  readonly html: html.HtmlLayout;
  readonly docx: docx.DocxLayout;
  readonly text: text.TextLayout;
  readonly pdf: pdf.PdfLayout;
}

export interface CaseOptions<Chosen extends Format> {
  /** In place of `randomWishes(seed)`. */
  readonly wishes?: Wishes;
  /** In place of single choices of `randomLayout(seed)`. */
  readonly layout?: Partial<Layouts[Chosen]>;
}

export interface Case<Chosen extends Format = Format> {
  /** With the extension of its format. */
  readonly name: string;
  readonly report: Report;
  readonly layout: Layouts[Chosen];
  readonly bytes: Uint8Array;
}

interface Carrier<Layout> {
  readonly extension: string;
  randomLayout(seed: number): Layout;
  render(report: Report, layout: Layout): Uint8Array | Promise<Uint8Array>;
}

const carriers: { readonly [Chosen in Format]: Carrier<Layouts[Chosen]> } = {
  html: { extension: 'html', randomLayout: html.randomLayout, render: html.renderHtml },
  docx: { extension: 'docx', randomLayout: docx.randomLayout, render: docx.renderDocx },
  text: { extension: 'txt', randomLayout: text.randomLayout, render: text.renderText },
  pdf: { extension: 'pdf', randomLayout: pdf.randomLayout, render: pdf.renderPdf },
};

export async function makeCase<Chosen extends Format>(
  format: Chosen,
  seed: number,
  options: CaseOptions<Chosen> = {},
): Promise<Case<Chosen>> {
  const carrier: Carrier<Layouts[Chosen]> = carriers[format];
  const report = makeReport(seed, options.wishes ?? randomWishes(seed));
  const layout = { ...carrier.randomLayout(seed), ...options.layout };
  const bytes = await carrier.render(report, layout);
  return { name: `${format}-${seed}.${carrier.extension}`, report, layout, bytes };
}
