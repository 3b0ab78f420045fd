/** What comes until the signal; then the end at once, though the next one may be long in coming. */
export async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  let end = (): void => undefined;
  const onAbort = (): void => end();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      const next = await new Promise<IteratorResult<Item> | undefined>((resolve, reject) => {
        end = () => resolve(undefined);
        iterator.next().then(resolve, reject);
      });
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // It may still be waiting for its source: nobody waits for it.
    void iterator.return?.().catch(() => undefined);
  }
}
