/** A report in the notation of the cases, read as far as the checks. */
import type { CheckContext, SecondOpinion } from '#checks/check.js';
import { extract } from '#extract/extract.js';
import { notAsked } from '#pipeline/second-opinion.js';
import { readHtml } from '#readers/html/html.js';
import { recognize } from '#recognize/recognize.js';
import { notationToBytes } from '../cases/carriers.js';
import { options, readingOf } from '../readers/reading.js';

export function contextOf(report: string, second: SecondOpinion = notAsked): CheckContext {
  const { document } = readingOf(readHtml(notationToBytes(report), options));
  return { extraction: extract(document, recognize(document)), second };
}
