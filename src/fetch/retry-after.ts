/** The header Retry-After (RFC 9110): seconds, or the date of which they are counted off. */

/** `undefined` where it says nothing that can be read. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const then = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(then) ? undefined : Math.max(0, Math.ceil((then - now) / 1000));
}
