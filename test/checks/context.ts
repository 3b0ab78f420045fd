/** A report in the notation of the cases, read as far as the checks. */
import type { CheckContext, SecondOpinion } from '#checks/check.js';
import { extract } from '#extract/extract.js';
import { notAsked } from '#pipeline/second-opinion.js';
import { readHtml } from '#readers/html/html.js';
import { recognize } from '#recognize/recognize.js';
import { printReport } from '../cases/carriers.js';
import { parseReport } from '../cases/notation.js';
import { options, readingOf } from '../readers/reading.js';

export function contextOf(report: string, second: SecondOpinion = notAsked): CheckContext {
  const page = new TextEncoder().encode(printReport(parseReport(report)));
  const { document } = readingOf(readHtml(page, options));
  return { extraction: extract(document, recognize(document)), second };
}
