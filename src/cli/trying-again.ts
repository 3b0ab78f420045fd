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
  close(): void;
}

export async function openTryingAgain(
  store: Store,
  { language, now }: Pick<Settings, 'language'> & { readonly now: () => string },
): Promise<TryingAgain> {
  const fetcher = await openFetcher({});
  const options: TryAgainOptions = {
    ...{ store, language, now, fetcher },
    ...{ fingerprints: readFingerprints(), limits: defaultProcessLimits },
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    tryAgain(failed) {
      const next = last.then(() => tryAgain(failed, options));
      last = next.catch(() => undefined);
      return next;
    },
    close: () => fetcher.close(),
  };
}
