/** Work that goes on while more of it is begun, so much at a time. What fails is thrown when all has come to its end. */
export class UnderWay {
  private readonly works = new Set<Promise<void>>();
  private fault: { readonly error: unknown } | undefined;

  constructor(private readonly most: number) {}

  get hasFailed(): boolean {
    return this.fault !== undefined;
  }

  /** The work begins at once; comes back when there is room for more. */
  async begin(work: () => Promise<void>): Promise<void> {
    const running = work()
      .catch((error: unknown) => {
        this.fault ??= { error };
      })
      .finally(() => this.works.delete(running));
    this.works.add(running);
    if (this.works.size >= this.most) await Promise.race(this.works);
  }

  /** Comes back when nothing is under way, whatever has failed. */
  async settle(): Promise<void> {
    await Promise.all(this.works);
  }

  /** As `settle`; throws what failed first. */
  async end(): Promise<void> {
    await this.settle();
    if (this.fault) throw this.fault.error;
  }
}
