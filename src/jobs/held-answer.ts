/** What was answered before, and what that means for what is asked now. */
import type { Wanted } from '#crawl/frontier.js';
import type { CrawlResponse } from '#store/crawl-responses.js';
import type { Ending } from './intake.js';
import type { AnswerKind } from './read-answer.js';

/** What is held and cannot be asked after is fetched again after so many milliseconds. */
const trusted = 30 * 86_400_000;

const endsThere: ReadonlySet<AnswerKind> = new Set<AnswerKind>([
  ...(['document', 'archive', 'entry', 'hijacked', 'challenge', 'error', 'failure', 'not-now'] as const),
]);

/** A page whose links are followed. */
export const leadsOn = (kind: AnswerKind): boolean => !endsThere.has(kind);

export const hasValidators = ({ etag, last_modified }: CrawlResponse): boolean =>
  etag !== null || last_modified !== null;

/** What is no list, and cannot be asked after. */
export function isTrusted(known: CrawlResponse, wanted: Wanted, now: string): boolean {
  const isOfDocument = wanted.kind === 'report' || wanted.kind === 'attachment' || wanted.kind === 'frame';
  const isGood = !['list', 'shell', 'hijacked', 'challenge', 'error'].includes(known.kind);
  const age = Date.parse(now) - Date.parse(known.asked_at);
  return isOfDocument && isGood && !hasValidators(known) && age < trusted;
}

/** Documents that say themselves that they are none are no news. */
const noReports: ReadonlySet<string | undefined> = new Set(['not-a-report', 'list-page', 'attachment-only']);

/**
 * Whether a document is one that was not there before. `before`: the hash of the one in its place; `isUntold`: it was
 * not there before this run.
 */
export function newsOf(
  { outcome, code, sha256 }: Ending,
  before: string | undefined,
  isUntold = false,
): string | null {
  if (outcome === 'unpacked' || sha256 === undefined || noReports.has(code)) return null;
  if (before !== undefined) return before === sha256 ? null : 'changed';
  return outcome === 'records' || outcome === 'failed' || isUntold ? 'new' : null;
}
