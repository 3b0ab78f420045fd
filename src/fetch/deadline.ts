/** Work that ends in time, or when all is closed. */
import { FetchError } from './failure.js';

/** Rejects with why the signal was raised, whatever the work itself then fails with. */
export async function withDeadline<T>(
  milliseconds: number,
  closing: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const close = (): void => controller.abort(closing.reason);
  const late = (): void =>
    controller.abort(new FetchError({ code: 'too-slow', phase: 'whole', milliseconds }));
  const timer = setTimeout(late, milliseconds);
  closing.addEventListener('abort', close);
  if (closing.aborted) close();
  try {
    return await untilAborted(work(controller.signal), controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
}

/** Does not wait for what cannot be called off, such as a look-up of the system. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
