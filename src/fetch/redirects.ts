/** Redirects followed by hand: each address on the way is looked at as if it had been asked for. */
import { FetchError, type FetchFailure, reasonToDetail } from './failure.js';
import { type AnswerHead, firstValue } from './received-headers.js';
import { type Answer, isRedirect } from './request.js';
import type { FetchSettings } from './settings.js';
import { parseTarget, type Target } from './target.js';

export interface Arrival {
  readonly target: Target;
  readonly answer: Answer;
  /** The addresses on the way, the final one last; none where the first one answered. */
  readonly redirects: readonly string[];
}

export async function followRedirects(
  address: string,
  settings: FetchSettings,
  ask: (target: Target) => Promise<Answer>,
): Promise<Arrival | { readonly failure: FetchFailure }> {
  const redirects: string[] = [];
  try {
    for (let target = parseTarget(address, settings.ports); ; ) {
      const answer = await ask(target);
      if (!isRedirect(answer.status)) return { target, answer, redirects };
      const next = findNext(target, answer, settings);
      checkWay([address, ...redirects], next, settings.limits.redirects, answer);
      redirects.push(next);
      target = parseTarget(next, settings.ports);
    }
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { failure: errorToFailure(error, address, redirects) };
  }
}

/** A header is bytes: those beyond ASCII are kept as they are, whatever the server's charset. */
function findNext(from: Target, answer: Answer, settings: FetchSettings): string {
  const location = firstValue(answer.headers, 'location');
  if (location === undefined) throw new FetchError({ code: 'http-error', status: answer.status }, answer);
  const escaped = location.replace(
    /[\x80-\xff]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const url = URL.canParse(escaped, from.href) ? new URL(escaped, from.href) : undefined;
  if (!url) throw new FetchError({ code: 'redirect-refused', to: location, cause: 'unreadable' }, answer);
  url.hash = '';
  if (from.secure && url.protocol === 'http:' && !settings.permitDowngrade)
    throw new FetchError({ code: 'redirect-refused', to: url.href, cause: 'downgrade' }, answer);
  return url.href;
}

function checkWay(way: readonly string[], next: string, limit: number, answer: AnswerHead): void {
  const circle = way.includes(next);
  if (circle || way.length > limit)
    throw new FetchError({ code: 'too-many-redirects', limit, circle }, answer);
}

function errorToFailure(
  { reason, answer }: FetchError,
  address: string,
  redirects: readonly string[],
): FetchFailure {
  const head = answer && { status: answer.status, headers: answer.headers };
  return { ...reason, detail: reasonToDetail(reason), address, redirects, ...(head && { answer: head }) };
}
