/** Imports again what failed, for the review site: one thing at a time, so that clicks cost no more than an import does. */
import type { Settings } from '#config/settings.js';
import { type TryAgainOptions, tryAgain } from '#jobs/try-again.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { TryAgain } from '#server/failure-routes.js';
import type { Store } from '#store/store.js';
import { openFetcher } from './open-fetcher.js';

export interface TryingAgain {
  readonly tryAgain: TryAgain;
  /** What is under way is given up; what it has stored stays. */
  close(): Promise<void>;
}

export async function openTryingAgain(
  store: Store,
  { language, now }: Pick<Settings, 'language'> & { readonly now: () => string },
): Promise<TryingAgain> {
  const fetcher = await openFetcher({});
  const ending = new AbortController();
  const options: TryAgainOptions = {
    ...{ store, language, now, fetcher, signal: ending.signal },
    ...{ fingerprints: readFingerprints(), limits: defaultProcessLimits },
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    tryAgain(failed) {
      const next = last.then(() => (ending.signal.aborted ? { endings: [] } : tryAgain(failed, options)));
      last = next.catch(() => undefined);
      return next;
    },
    async close() {
      ending.abort();
      fetcher.close();
      await last;
    },
  };
}
