/** A report in the notation of the cases, read as far as the checks. */
import type { CheckContext, SecondOpinion } from '#checks/check.js';
import { extract } from '#extract/extract.js';
import { defaultLimits } from '#model/reading.js';
import { notAsked } from '#pipeline/second-opinion.js';
import { readHtml } from '#readers/html/html.js';
import { recognize } from '#recognize/recognize.js';
import { printReport } from '../cases/carriers.js';
import { parseReport } from '../cases/notation.js';

export function contextOf(report: string, second: SecondOpinion = notAsked): CheckContext {
  const page = new TextEncoder().encode(printReport(parseReport(report)));
  const result = readHtml(page, { limits: defaultLimits });
  if ('failure' in result) throw new Error(result.failure.code);
  const { document } = result.reading;
  return { extraction: extract(document, recognize(document)), second };
}
