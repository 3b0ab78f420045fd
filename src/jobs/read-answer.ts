/** Bytes that a site answered with → what they are to a crawl, and where they lead. */
import type { Wanted } from '#crawl/frontier.js';
import type { Page, PageKind } from '#crawl/page.js';
import { readJsonList } from '#crawl/read-json-list.js';
import { readPage, readRecordList } from '#crawl/read-page.js';
import { sniffFormat } from '#pipeline/sniff-format.js';
import { decodeText } from '#readers/charset.js';

/**
 * What an answer is: a page of some kind, a file, an archive of files, a page where a report was, or nothing, or
 * nothing for now. What lies in an archive, and is new or changed, stands beside the answers as `entry`.
 */
export type AnswerKind = PageKind | 'document' | 'archive' | 'entry' | 'hijacked' | 'failure' | 'not-now';

export type Sight = Pick<Page, 'links'> & { readonly kind: PageKind | 'document' | 'archive' };

/** What the bytes of an archive hold is found when it is unpacked. */
export const archiveSight: Sight = { kind: 'archive', links: [] };

export interface AnsweredBytes {
  readonly bytes: Uint8Array;
  readonly charset?: string | null | undefined;
  readonly finalAddress: string;
}

/** What is longer is told by its beginning, and leads nowhere: it is read in the process that sees to all runs. */
const longest = 2 * 2 ** 20;

/** Never throws: a page that was made to break its reader is one that says nothing. */
export function readAnswer({ bytes, charset, finalAddress }: AnsweredBytes): Sight {
  const sniffed = sniffFormat(bytes);
  const format = 'format' in sniffed ? sniffed.format : undefined;
  if (format !== 'html' && format !== 'text') return { kind: 'document', links: [] };
  try {
    const sight = readText(decodeText(beginningOf(bytes), charset ?? undefined), format, finalAddress);
    return bytes.length > longest ? { kind: sight.kind, links: [] } : sight;
  } catch {
    return { kind: 'other', links: [] };
  }
}

function readText(text: string, format: 'html' | 'text', finalAddress: string): Sight {
  const list = looksLikeData(text)
    ? readJsonList(text, finalAddress)
    : looksLikeRecords(text)
      ? readRecordList(text, finalAddress)
      : undefined;
  if (list) return list;
  return format === 'html' || leads.test(text)
    ? readPage(text, finalAddress)
    : { kind: 'document', links: [] };
}

/** No character is cut in two where a tag begins, in any charset that is met. */
function beginningOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= longest) return bytes;
  const tag = bytes.lastIndexOf(0x3c, longest);
  return bytes.subarray(0, tag > 0 ? tag : longest);
}

/** A page of nothing but a heading and a link has too few tags to be told by them. */
const leads = /<(?:a|i?frame|embed|object)\s/i;

/** Lists in JSON hold pieces of HTML, so the format alone does not tell them. */
const looksLikeData = (text: string): boolean => /^\s*(?:[[{]|[\w.$]{1,80}\s*\()/.test(text.slice(0, 200));

const looksLikeRecords = (text: string): boolean =>
  /^\s*(?:<\?xml[^>]*>\s*)?<(?:datastore|recordset)\b/i.test(text.slice(0, 400));

/** What is imported whatever led to it. */
export const documentKinds: ReadonlySet<string> = new Set<AnswerKind>(['report', 'document', 'archive']);

/** Whether something stood there that was taken for a report. */
export const wasReport = (kind: string): boolean => documentKinds.has(kind) || kind === 'hijacked';

/** What a report page that was taken over, or lost its text, looks like. An error page says so itself. */
const notReports: ReadonlySet<string> = new Set<AnswerKind>(['other', 'list', 'shell']);

export const isHijacked = (before: string | undefined, now: string): boolean =>
  before !== undefined && wasReport(before) && notReports.has(now);

/** Whether it is to be imported; a page that a link calls a report may be one that says so nowhere itself. */
export const isForImport = (kind: AnswerKind, wanted: Wanted['kind']): boolean =>
  documentKinds.has(kind) || (kind === 'other' && (wanted === 'report' || wanted === 'frame'));

/** Statuses with which the guards of sites ask whether a person is reading. */
const challengeStatuses: ReadonlySet<number> = new Set([202, 412, 521]);

export const isChallengeStatus = (status: number | null): boolean =>
  status !== null && challengeStatuses.has(status);
