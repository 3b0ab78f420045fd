/**
 * The documents that are measured: reports the generator writes, brought to a lifelike size with prose, a
 * mixed batch of random ones, and the published ones of the corpus where it is there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { corpus } from '../test/corpus/folder.js';
import { type Format, makeCase } from '../test/generator/case.js';
import { plainDocxLayout, renderDocx } from '../test/generator/docx.js';
import { plainHtmlLayout, renderHtml } from '../test/generator/html.js';
import { closeBrowser, hasChromium, plainPdfLayout, renderPdf } from '../test/generator/pdf.js';
import { makeReport, type Report } from '../test/generator/report.js';
import { plainTextLayout, renderText } from '../test/generator/text.js';
import { countPages } from './pdfium.js';

export interface Input {
  readonly name: string;
  /** One, or a batch that is read one after the other. */
  readonly documents: readonly Uint8Array[];
  /** Of all documents together, where the format has pages. */
  readonly pages?: number;
  readonly kind: 'clean' | 'mixed' | 'published';
}

export interface Inputs {
  readonly inputs: readonly Input[];
  /** One sentence for each kind of input that is not there. */
  readonly absent: readonly string[];
}

const published: Readonly<Record<Format, readonly string[]>> = {
  html: ['reports/pingtan-2024.html', 'reports/pingtan-2019.html', 'reports/shanghai-office-2019.html'],
  docx: ['derived/huaian-2024.docx'],
  pdf: ['reports/huaian-2024.pdf', 'derived/pingtan-2024-libreoffice.pdf'],
  text: ['reports/yujiafang-2020.txt', 'reports/shanghai-office-2025.txt'],
};

export async function findInputs(format: Format, mixed: number): Promise<Inputs> {
  const absent: string[] = [];
  const inputs: Input[] = [];
  if (format === 'pdf' && !hasChromium()) absent.push('No Chromium: no PDF is written here.');
  // The mixed ones first: they warm the code up on every layout, not on one.
  else inputs.push(await makeMixed(format, mixed), ...(await makeInputs(format)));
  const paths = published[format].map((path) => join(corpus, path));
  if (!paths.every((path) => existsSync(path))) absent.push('The corpus is not there, or not whole.');
  for (const path of paths.filter((path) => existsSync(path)))
    inputs.push(await toInput(basename(path), readFileSync(path), 'published'));
  await closeBrowser();
  return { inputs, absent };
}

async function toInput(name: string, bytes: Uint8Array, kind: Input['kind']): Promise<Input> {
  const pages = await countPages(bytes);
  return { name, documents: [bytes], kind, ...(pages > 0 ? { pages } : {}) };
}

/** Without an error, so that what is measured is the first reading and the checks alone. */
const clean = makeReport(7, { form: '2021', year: 2024, scale: 'middling', faults: [], spelling: 'plain' });

/** Characters of XML in a DOCX that Word wrote: a ruled form with fonts and spacing in every run. */
const lifelikeXml = 280_000;

async function makeInputs(format: Format): Promise<Input[]> {
  switch (format) {
    case 'html':
      return Promise.all(
        (['editor', 'word'] as const).map((dialect) => {
          const layout = { ...plainHtmlLayout, dialect, chrome: 'site' } as const;
          return toInput(`generated, ${dialect}`, renderHtml(padded(4), layout), 'clean');
        }),
      );
    case 'docx':
      return [
        await toInput(
          'generated',
          padUntil(renderRichDocx, (bytes) => xmlSize(bytes) >= lifelikeXml),
          'clean',
        ),
      ];
    case 'text':
      return Promise.all(
        (['converted', 'piped', 'flat'] as const).map((form) =>
          toInput(`generated, ${form}`, renderText(padded(4), { ...plainTextLayout, form }), 'clean'),
        ),
      );
    case 'pdf':
      return [await makePdf(6), await makePdf(10)];
  }
}

const renderRichDocx = (report: Report): Uint8Array =>
  renderDocx(report, { ...plainDocxLayout, runs: 'characters', bookmarks: true });

function xmlSize(bytes: Uint8Array): number {
  return unzipSync(bytes)['word/document.xml']?.length ?? 0;
}

async function makePdf(pages: number): Promise<Input> {
  for (let paragraphs = 0; ; paragraphs += 4) {
    const bytes = await renderPdf(padded(paragraphs), { ...plainPdfLayout, rowPadding: 6, fontSize: 16 });
    if ((await countPages(bytes)) >= pages) return toInput('generated', bytes, 'clean');
  }
}

function padUntil(
  render: (report: Report) => Uint8Array,
  isEnough: (bytes: Uint8Array) => boolean,
): Uint8Array {
  for (let paragraphs = 0; ; paragraphs += 10) {
    const bytes = render(padded(paragraphs));
    if (isEnough(bytes)) return bytes;
  }
}

const prose =
  '持续推进重点领域信息公开，完善主动公开目录，规范依申请公开办理程序，加强政策解读和回应关切，强化平台建设与日常监测，健全审核发布、动态调整和监督保障机制，定期组织培训，不断提高公开的质量和实效，切实保障人民群众的知情权、参与权、表达权和监督权。';

/** More prose in the fifth section, each paragraph begun elsewhere so that it does not compress to nothing. */
function padded(paragraphs: number): Report {
  const { problems } = clean.sections;
  const more = Array.from({ length: paragraphs }, (_, index) => {
    const at = (index * 17) % prose.length;
    return prose.slice(at) + prose.slice(0, at);
  });
  const section = { ...problems, paragraphs: [...problems.paragraphs, ...more] };
  return { ...clean, sections: { ...clean.sections, problems: section } };
}

/** As the accuracy is measured on: random layouts, half of the reports with an error. */
async function makeMixed(format: Format, count: number): Promise<Input> {
  const documents: Uint8Array[] = [];
  let pages = 0;
  for (let seed = 1; seed <= count; seed++) {
    const { bytes } = await makeCase(format, seed);
    documents.push(bytes);
    pages += await countPages(bytes);
  }
  return { name: `${count} random reports`, documents, kind: 'mixed', ...(pages > 0 ? { pages } : {}) };
}
