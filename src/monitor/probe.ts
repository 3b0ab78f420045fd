/** Asks whether something answers. A question that is still open is not asked a second time beside it. */
import { setTimeout as wait } from 'node:timers/promises';

/** What does not answer within so many milliseconds is said not to. */
const patience = 3000;

export class Probe {
  private running: Promise<string | undefined> | undefined;

  constructor(private readonly ask: () => Promise<unknown>) {}

  /** Why it does not answer; undefined where it does. */
  async findFault(): Promise<string | undefined> {
    this.running ??= this.run();
    const through = new AbortController();
    const silence = wait(patience, `no answer within ${patience / 1000} s`, { signal: through.signal });
    try {
      return await Promise.race([this.running, silence]);
    } finally {
      through.abort();
    }
  }

  private async run(): Promise<string | undefined> {
    try {
      await this.ask();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      this.running = undefined;
    }
  }
}
