/** What a link leads to, by its address and what it is called. */
import { listedReport, otherKinds } from '#forms/titles.js';
import { canonicalAddress, siteOf } from './canonical-address.js';
import type { LinkKind } from './page.js';

const files = /\.(?:pdf|docx?|wps|ofd|zip|rar|7z|xlsx?|et|tar(?:\.gz)?|tgz)(?:$|[?#])/i;
const columns = /年报|年度报告|历年|往年/;
const pagings = /^(?:下一?页|后一?页|next|>{1,2}|›|»|尾页|末页|\d{1,3})$/i;
export const nameOfReport = /信息公开.{0,16}(?:年度报告|年报)/;

export interface WrittenLink {
  readonly written: string;
  /** What it is called in full. */
  readonly text: string;
  /** What is shown of that. */
  readonly shown: string;
  /** Of the page it stands on. */
  readonly base: string;
}

/** Undefined where it leads to nothing that is looked for. */
export function kindOfLink({ written, text, shown, base }: WrittenLink): LinkKind | undefined {
  if (written === '') return undefined;
  const isReport = (listedReport.test(text) || nameOfReport.test(text)) && !otherKinds.test(text);
  if (isFile(written) || fileOfViewer(written)) return 'attachment';
  if (isReport && /\d{4}/.test(text)) return 'report';
  if (!isOfSite(written, base)) return undefined;
  if (isReport || (columns.test(text) && text.length <= 20)) return 'list';
  return pagings.test(shown) ? 'paging' : undefined;
}

/** Whether a file among many others is called an annual report. */
export const isNamedReport = (text: string): boolean => columns.test(text) && !otherKinds.test(text);

export const isFile = (written: string): boolean => files.test(written);

export function isOfSite(written: string, base: string): boolean {
  const address = canonicalAddress(written, base);
  return address !== undefined && siteOf(address) === siteOf(base);
}

/** The document in `viewer.html?file=…`. */
export function fileOfViewer(written: string): string | undefined {
  const found = /[?&](?:file|src|url|path)=([^&#]+)/i.exec(written)?.[1];
  const file = found && decodeOnce(found);
  return file && files.test(file) ? file : undefined;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
