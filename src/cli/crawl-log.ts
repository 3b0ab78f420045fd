/** A line of the log for what a site answered. */
import type { NewResponse } from '#store/crawl-responses.js';
import type { CrawlSite } from '#store/crawl-sites.js';

export const responseToLine = (
  { address: site }: CrawlSite,
  { address, kind, status, code, news, tls_fault }: NewResponse,
): Readonly<Record<string, unknown>> => ({
  ...{ site, address, kind, status },
  ...(code ? { code } : {}),
  ...(news ? { news } : {}),
  ...(tls_fault ? { tlsFault: tls_fault } : {}),
});
