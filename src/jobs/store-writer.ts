/**
 * Gathers what is to be stored and stores it in few transactions, one after the other. What it is given counts
 * as done when the promise it gave back is kept, and not before.
 */
import type { Entry, Store } from '#store/store.js';

/** A transaction is made of what came within so many milliseconds, or of so much that more may not come before. */
const soon = 100;

interface Waiting {
  readonly entry: Entry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class StoreWriter {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly now: () => string,
    /** Where so much waits to be stored, nothing else may be on its way. */
    private readonly most: number,
  ) {}

  add(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      if (this.waiting.length >= this.most) this.start();
      else this.timer ??= setTimeout(() => this.start(), soon);
    });
  }

  /** Stores what is waiting; throws nothing, since who added it is told. */
  async flush(): Promise<void> {
    this.start();
    await this.running;
  }

  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const entries = this.waiting;
    this.waiting = [];
    if (entries.length > 0) this.running = this.running.then(() => this.write(entries));
  }

  private async write(waiting: readonly Waiting[]): Promise<void> {
    try {
      await this.store.save(
        this.now(),
        waiting.map(({ entry }) => entry),
      );
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
