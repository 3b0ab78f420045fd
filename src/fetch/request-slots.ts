/** So many requests at the same moment, over all hosts: each holds its body in memory while it comes. */
import { untilAborted } from './deadline.js';

export class RequestSlots {
  private readonly waiting: (() => void)[] = [];

  constructor(
    private free: number,
    private readonly closing: AbortSignal,
  ) {}

  /** Rejects with why all was closed, if that comes first. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await untilAborted(new Promise<void>((resolve) => this.waiting.push(resolve)), this.closing);
    try {
      return await work();
    } finally {
      const first = this.waiting.shift();
      if (first) first();
      else this.free++;
    }
  }
}
