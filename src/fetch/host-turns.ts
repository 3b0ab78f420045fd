/** One request at a time to a host, and a pause after each; hosts do not wait for each other. */

interface Queue {
  readonly waiting: (() => void)[];
  /** Runs while the pause after a request lasts. */
  pause?: NodeJS.Timeout;
}

export class HostTurns {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly closing: AbortSignal) {}

  /** The work's result; the pause after it, in milliseconds, may depend on how it ended. */
  async run<T>(host: string, pauseAfter: (error?: unknown) => number, work: () => Promise<T>): Promise<T> {
    await this.take(host);
    let pause = 0;
    try {
      const result = await work();
      pause = pauseAfter();
      return result;
    } catch (error) {
      pause = pauseAfter(error);
      throw error;
    } finally {
      this.giveBack(host, pause);
    }
  }

  private take(host: string): Promise<void> {
    this.closing.throwIfAborted();
    const queue = this.queues.get(host);
    if (!queue) {
      this.queues.set(host, { waiting: [] });
      return Promise.resolve();
    }
    queue.pause?.ref();
    return new Promise((resolve, reject) => {
      const close = (): void => reject(this.closing.reason);
      this.closing.addEventListener('abort', close);
      queue.waiting.push(() => {
        this.closing.removeEventListener('abort', close);
        resolve();
      });
    });
  }

  /** A pause that nobody waits for does not keep the process alive. */
  private giveBack(host: string, pause: number): void {
    const queue = this.queues.get(host);
    if (!queue) return;
    queue.pause = setTimeout(() => this.next(host, queue), pause);
    if (queue.waiting.length === 0 || this.closing.aborted) queue.pause.unref();
  }

  private next(host: string, queue: Queue): void {
    delete queue.pause;
    const first = queue.waiting.shift();
    if (first) first();
    else this.queues.delete(host);
  }
}
