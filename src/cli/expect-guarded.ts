import { isLoopback } from '#monitor/asked-name.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import { UsageError } from './usage-error.js';

/** What nobody guesses, however often he may try. */
const shortestToken = 16;

export interface Guarding {
  readonly token: string | undefined;
  readonly how: string;
  readonly hasUsers?: boolean;
}

/**
 * Throws a UsageError where others could come to pages of ours and nothing is asked of them. `how`: a token is given.
 * `hasUsers`: it is known who may come.
 */
export function expectGuarded({ host }: ListenAddress, { token, how, hasUsers = false }: Guarding): void {
  if (token !== undefined && token.length < shortestToken)
    throw new UsageError(`a token of at least ${shortestToken} characters`);
  if (token === undefined && !hasUsers && !isLoopback(host))
    throw new UsageError(`${host} can be reached from other machines: give a ${how}, or listen on 127.0.0.1`);
}
