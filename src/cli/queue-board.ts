/** `gouji queue board`: the queues in a browser, for administrators. */

import { isLoopback } from '#monitor/asked-name.js';
import { openBoard } from '#monitor/board.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import { withReachedQueue } from './open-queue.js';
import { untilToldToStop } from './until-told-to-stop.js';
import { UsageError } from './usage-error.js';

export interface BoardCommand {
  readonly redisUrl?: string | undefined;
  readonly listen: ListenAddress;
  readonly names: readonly string[];
  readonly token?: string | undefined;
}

/** What nobody guesses, however often he may try. */
const shortestToken = 16;

/** Comes back when it is told to stop. Throws what the world did to it, or a UsageError. */
export async function showBoard(
  { redisUrl, listen, names, token }: BoardCommand,
  print: (text: string) => void,
): Promise<void> {
  expectGuarded(listen, token);
  await withReachedQueue(redisUrl, async (queues) => {
    const board = await openBoard({ ...listen, queues, names, token });
    print(`board: ${board.url}`);
    await untilToldToStop();
    board.close();
  });
}

function expectGuarded({ host }: ListenAddress, token: string | undefined): void {
  if (token !== undefined && token.length < shortestToken)
    throw new UsageError(`a token of at least ${shortestToken} characters`);
  if (token === undefined && !isLoopback(host))
    throw new UsageError(
      `${host} can be reached from other machines: give a --token (or GOUJI_BOARD_TOKEN), or listen on 127.0.0.1`,
    );
}
