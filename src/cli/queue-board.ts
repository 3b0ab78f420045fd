/** `gouji queue board`: the queues in a browser, for administrators. */

import { openBoard } from '#monitor/board.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import { expectGuarded } from './expect-guarded.js';
import { withReachedQueue } from './open-queue.js';
import { untilToldToStop } from './until-told-to-stop.js';

export interface BoardCommand {
  readonly redisUrl?: string | undefined;
  readonly listen: ListenAddress;
  readonly names: readonly string[];
  readonly token?: string | undefined;
}

/** Comes back when it is told to stop. Throws what the world did to it, or a UsageError. */
export async function showBoard(
  { redisUrl, listen, names, token }: BoardCommand,
  print: (text: string) => void,
): Promise<void> {
  expectGuarded(listen, { token, how: '--token (or GOUJI_BOARD_TOKEN)' });
  await withReachedQueue(redisUrl, async (queues) => {
    const board = await openBoard({ ...listen, queues, names, token });
    print(`board: ${board.url}`);
    await untilToldToStop();
    board.close();
  });
}
