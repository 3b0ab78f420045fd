/**
 * The work that an import has begun. What is at hand begins at once, as long as there is room. What a host must be
 * asked for begins when the host's turn has come; it waits without holding up what comes behind it. What still
 * waits when the import is over never begins.
 */
import { HostQueues } from './host-queues.js';

/** Most of them wait for the end of a pause; how many are asked at the same moment is the fetcher's business. */
const hostsAtOnce = 512;
/** Each costs about two kilobytes. Past them the listing waits, and with it whatever comes behind. */
const mostWaiting = 100_000;

/** What waits to be stored holds its result in memory, and nobody up. */
export const mostStoring = 64;

/** `release`: told when all is done but the storing. */
type Work = (release: () => void) => Promise<void>;

export class OpenWork {
  /** Nothing more is to be begun: somebody ended the import, or something failed. */
  readonly over: AbortSignal;
  private readonly failing = new AbortController();
  private readonly ended: AbortSignal | undefined;
  private readonly queues = new HostQueues<Work>(hostsAtOnce);
  /** Locations, those that wait to be stored among them. */
  private readonly near = new Set<string>();
  private busy = 0;
  private far = 0;
  /** Told whenever some work has ended. There is one listing, so one at most who waits. */
  private wake = (): void => undefined;

  /** Of what is at hand, `mostNear` locations at a time. What fails after `ended` is no error. */
  constructor(
    private readonly mostNear: number,
    ended?: AbortSignal,
  ) {
    this.ended = ended;
    this.over = ended ? AbortSignal.any([ended, this.failing.signal]) : this.failing.signal;
    this.over.addEventListener('abort', () => this.wake(), { once: true });
  }

  /** Comes back when nothing is at hand for the location: what a list says of it later is to be stored later. */
  untilEnded(location: string): Promise<void> {
    return this.until(() => !this.near.has(location) || this.over.aborted);
  }

  /** Comes back when there is room for more. */
  async start(location: string, work: Work): Promise<void> {
    if (this.over.aborted) return;
    this.near.add(location);
    this.busy++;
    this.run(work, {
      onRelease: () => this.busy--,
      onEnd: () => this.near.delete(location),
    });
    await this.until(() => this.hasRoom() || this.over.aborted);
  }

  /** Comes back when there is room for more to wait. */
  startInTurn(host: string, work: Work): Promise<void> {
    this.queues.add(host, work);
    this.startTurns();
    return this.until(() => this.queues.waiting < mostWaiting || this.over.aborted);
  }

  /** Comes back when all has ended; throws the first error, and then waits for nothing. */
  async end(): Promise<void> {
    await this.until(() => this.near.size + this.far === 0 || this.failing.signal.aborted);
    this.failing.signal.throwIfAborted();
  }

  private hasRoom(): boolean {
    return this.busy < this.mostNear && this.near.size < this.mostNear + mostStoring;
  }

  private startTurns(): void {
    while (!this.over.aborted) {
      const turn = this.queues.take();
      if (!turn) return;
      this.far++;
      this.run(turn.item, {
        onRelease: () => undefined,
        onEnd: () => {
          this.far--;
          this.queues.release(turn.host);
          this.startTurns();
        },
      });
    }
  }

  private run(work: Work, { onRelease, onEnd }: Told): void {
    let isReleased = false;
    const release = (): void => {
      if (isReleased) return;
      isReleased = true;
      onRelease();
      this.wake();
    };
    work(release)
      .catch((error: unknown) => {
        if (!this.ended?.aborted) this.failing.abort(error);
      })
      .finally(() => {
        release();
        onEnd();
        this.wake();
      });
  }

  private async until(isReached: () => boolean): Promise<void> {
    while (!isReached())
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
  }
}

interface Told {
  readonly onRelease: () => unknown;
  readonly onEnd: () => unknown;
}
