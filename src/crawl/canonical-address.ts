/**
 * One address for what is one page: without a fragment, the marks of a session or of where a reader came from,
 * default ports, and the dots of a path. The order of parameters stays: some sites mean it.
 */

/** Nothing of the page depends on them. */
const marks = /^(?:utm_\w+|spm|from|isappinstalled|jsessionid|phpsessid|_t|timestamp|share\w*)$/i;

/** `undefined` for what is no address of a page. `base`: the page that it stands on. */
export function canonicalAddress(written: string, base?: string): string | undefined {
  const trimmed = written.trim().replace(/[\t\r\n]/g, '');
  if (trimmed === '' || trimmed.startsWith('#')) return undefined;
  if (!URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/i, '').replace(/\/{2,}/g, '/');
  url.search = withoutMarks(url.search);
  return url.href.replace(/\?$/, '');
}

/** Cut out as text: what is left may be in a charset that is not ours, and stays as it is written. */
const withoutMarks = (search: string): string =>
  search
    .slice(1)
    .split('&')
    .filter((parameter) => !marks.test(parameter.split('=', 1)[0] ?? ''))
    .join('&');

/** `www.` of a site's name counts as the site. */
export const siteOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');
