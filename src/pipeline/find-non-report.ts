/** Documents that were read well and are no annual reports. */
import type { Extraction } from '#extract/extraction.js';
import { listedReport, otherKinds } from '#forms/titles.js';
import type { Document } from '#model/document.js';
import type { Failure } from '#model/failure.js';
import { squeeze } from '#text/fold.js';

/** A list of reports has at least so many of them on lines of their own. */
const fewestListed = 3;
/** A table of another kind may have a row or two of the form's names. */
const tellingFigures = 20;
/** A title without a text under it is no report. */
const shortestReport = 120;

export function findNonReport(document: Document, extraction: Extraction): Failure | undefined {
  const { recognized, sections, form, figures } = extraction;
  const { title } = recognized.head;
  const chunk = document.remarks.find(
    ({ code, detail }) => code === 'foreign-content' && detail === 'w:altChunk',
  );
  if (chunk && !form)
    return { code: 'unsupported-format', detail: 'the text stands in an embedded file (altChunk)' };
  if (document.stream.trim() === '') return { code: 'empty' };
  // Three filled tables make a report, whatever the lines above it speak of; a notice annexes blank ones.
  const numbers = figures.filter(({ state }) => state === 'number').length;
  if (form && numbers >= figures.length / 2) return undefined;
  if (isOtherKind(document, title)) return { code: 'not-a-report', ...(title ? { detail: title } : {}) };
  const read = figures.filter(({ state }) => state !== 'missing' && state !== 'unreadable').length;
  if (form && (title || read >= tellingFigures)) return undefined;
  if (isList(document) && sections.length < 3) return { code: 'list-page' };
  if (!title && sections.length < 3) return { code: 'not-a-report' };
  if (sections.length === 0 && squeeze(document.stream).length < shortestReport)
    return { code: 'not-a-report', detail: 'a title without a text' };
  return undefined;
}

/** A notice or a guide about reports carries their name in its title, and blank forms as annexes. */
function isOtherKind(document: Document, title: string | null): boolean {
  const first = document.blocks
    .slice(0, 12)
    .flatMap((block) => (block.kind === 'paragraph' ? [squeeze(block.text)] : []));
  const heads = [
    title ?? '',
    squeeze(document.meta.title ?? ''),
    ...first.slice(0, 6),
    first.slice(0, 3).join(''),
  ];
  return heads.some((head) => head.length <= 120 && otherKinds.test(head));
}

function isList(document: Document): boolean {
  const lines = document.stream.split('\n').map(squeeze);
  return lines.filter((line) => line.length <= 60 && listedReport.test(line)).length >= fewestListed;
}
