/** `gouji review`: the site on which what was flagged is judged. */
import type { Settings } from '#config/settings.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import { openReview } from '#server/review-server.js';
import { SourcePool } from '#server/source-pool.js';
import { hasUsers } from '#store/users.js';
import { expectGuarded } from './expect-guarded.js';
import { withStore } from './open-store.js';
import { openTryingAgain } from './trying-again.js';
import { untilToldToStop } from './until-told-to-stop.js';

export interface ReviewCommand extends Settings {
  readonly listen: ListenAddress;
  readonly names: readonly string[];
  readonly token?: string | undefined;
  readonly reviewer: string;
}

/** Comes back when it is told to stop. Throws what the world did to it, or a UsageError. */
export async function runReview(
  { listen, names, token, reviewer, ...settings }: ReviewCommand,
  print: (text: string) => void,
): Promise<void> {
  const { language } = settings;
  await withStore(settings, {}, async (store) => {
    const how = '--token or add users (gouji users add)';
    expectGuarded(listen, { token, how, hasUsers: await store.ask(hasUsers) });
    const sources = new SourcePool();
    const now = (): string => new Date().toISOString();
    const again = await openTryingAgain(store, { language, now });
    const server = await openReview({
      ...{ ...listen, store, sources, names, token, language, reviewer, now },
      tryAgain: again.tryAgain,
    });
    print(`review: ${server.url}`);
    await untilToldToStop();
    server.close();
    sources.close();
    await again.close();
  });
}
