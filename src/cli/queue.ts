/** `gouji queue`: what waits, what failed for good, and what is to become of it. */
import type { Settings } from '#config/settings.js';
import { endDropped } from '#jobs/drop-work.js';
import { type DeadLetter, type QueueName, queueNames } from '#queue/queue.js';
import { StoreError } from '#store/store-error.js';
import { formatCount } from './figures-in-words.js';
import { withQueue } from './open-queue.js';
import { openStore, withStore } from './open-store.js';

type Print = (text: string) => void;

export async function tellQueue(settings: Settings, print: Print): Promise<void> {
  await withQueue(settings.redisUrl, async (queue) => {
    print(toRow(['queue', 'waiting', 'at work', 'delayed', 'failed']));
    for (const name of queueNames) {
      const { waiting, active, delayed, failed } = await queue.counts(name);
      print(toRow([name, ...[waiting, active, delayed, failed].map(formatCount)]));
    }
  });
  await tellImports(settings, print);
}

/** Where nobody imported anything yet, there is no store to ask. */
async function tellImports(settings: Settings, print: Print): Promise<void> {
  const store = await openStore(settings, { readOnly: true }).catch(absentToNothing);
  try {
    for (const { id, startedAt, isListed, pending, done } of (await store?.listOpenImports()) ?? [])
      print(
        `import ${id} of ${startedAt}: ${done} done, ${pending} to do${isListed ? '' : ', still listing'}`,
      );
  } finally {
    await store?.close();
  }
}

function absentToNothing(error: unknown): undefined {
  if (error instanceof StoreError && error.code === 'no-store') return undefined;
  throw error;
}

export async function listDead(settings: Settings, name: QueueName, print: Print): Promise<void> {
  await withQueue(settings.redisUrl, async (queue) => {
    for (const letter of await queue.listDead(name, mostListed)) print(toLine(letter));
  });
}

/** What may become of dead letters, and how that is said. */
const fates = { replay: 'given another chance', drop: 'thrown away' } as const;

/** All of the queue where no ids are given. What is thrown away is at an end in the store too. */
export async function settleDead(
  settings: Settings,
  fate: keyof typeof fates,
  { name, ids }: { readonly name: QueueName; readonly ids: readonly string[] },
  print: Print,
): Promise<void> {
  await withQueue(settings.redisUrl, async (queue) => {
    if (fate === 'drop') await endChosen(settings, await queue.listDead(name, mostDropped), ids);
    print(`${await queue[fate](name, ids.length > 0 ? ids : undefined)} ${fates[fate]}`);
  });
}

async function endChosen(
  settings: Settings,
  letters: readonly DeadLetter[],
  ids: readonly string[],
): Promise<void> {
  const chosen = ids.length > 0 ? letters.filter(({ id }) => ids.includes(id)) : letters;
  if (chosen.length > 0)
    await withStore(settings, {}, (store) => endDropped(store, chosen, new Date().toISOString()));
}

const mostListed = 1000;
const mostDropped = 1_000_000;

const toRow = ([name = '', ...counts]: readonly string[]): string =>
  [name.padEnd(8), ...counts.map((count) => count.padStart(10))].join('');

const toLine = ({ id, queue, payload, reason, attempts, failedAt }: DeadLetter): string =>
  JSON.stringify({ id, queue, payload, reason, attempts, failedAt: failedAt.toISOString() });
