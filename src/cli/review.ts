/** `gouji review`: the site on which what was flagged is judged. */
import type { Settings } from '#config/settings.js';
import { isLoopback } from '#monitor/asked-name.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import { openReview } from '#server/review-server.js';
import { SourcePool } from '#server/source-pool.js';
import { withStore } from './open-store.js';
import { untilToldToStop } from './until-told-to-stop.js';
import { UsageError } from './usage-error.js';

export interface ReviewCommand extends Settings {
  readonly listen: ListenAddress;
  readonly names: readonly string[];
  readonly token?: string | undefined;
  readonly reviewer: string;
}

/** What nobody guesses, however often he may try. */
const shortestToken = 16;

/** Comes back when it is told to stop. Throws what the world did to it, or a UsageError. */
export async function runReview(
  { listen, names, token, reviewer, language, ...settings }: ReviewCommand,
  print: (text: string) => void,
): Promise<void> {
  expectGuarded(listen, token);
  await withStore(settings, {}, async (store) => {
    const sources = new SourcePool();
    const now = (): string => new Date().toISOString();
    const server = await openReview({ ...listen, store, sources, names, token, language, reviewer, now });
    print(`review: ${server.url}`);
    await untilToldToStop();
    server.close();
    sources.close();
  });
}

function expectGuarded({ host }: ListenAddress, token: string | undefined): void {
  if (token !== undefined && token.length < shortestToken)
    throw new UsageError(`a token of at least ${shortestToken} characters`);
  if (token === undefined && !isLoopback(host))
    throw new UsageError(
      `${host} can be reached from other machines: give a --token, or listen on 127.0.0.1`,
    );
}
