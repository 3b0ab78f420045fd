/**
 * Whose turn it is to ask a host, of all jobs everywhere: one at a time, with a pause after each. A job that has
 * to wait is told how long and keeps its place in line; it need not stand there.
 */
export interface HostTurns {
  /**
   * 0: it is the job's turn, until it gives it back. Else so many milliseconds to wait before asking again. A job
   * that has the turn and asks for it was handed out again: who had it before is dead.
   */
  take(host: string, job: string): Promise<number>;
  /** After the request; nobody has the next turn for so many milliseconds. */
  giveBack(host: string, job: string, pause: number): Promise<void>;
}

/** A job that does not give its turn back loses it after so many milliseconds: longer than any request takes. */
export const longestTurn = 330_000;
/** Of a host that was not asked yet, in milliseconds. */
export const usualPause = 2000;

interface Host {
  /** Who asks now, and until when at most. */
  asking?: { readonly job: string; readonly until: number } | undefined;
  /** When the last pause ends. */
  free: number;
  /** The first place in line that is nobody's. */
  tail: number;
  pause: number;
  /** By job: when it may come. */
  readonly places: Map<string, number>;
}

const newHost = (): Host => ({ free: 0, tail: 0, pause: usualPause, places: new Map() });

/** Among the jobs of one process. */
export class MemoryTurns implements HostTurns {
  private readonly hosts = new Map<string, Host>();

  async take(name: string, job: string): Promise<number> {
    const now = performance.now();
    const host = this.hosts.get(name) ?? newHost();
    this.hosts.set(name, host);
    const isAsked = host.asking !== undefined && host.asking.until > now && host.asking.job !== job;
    const place = host.places.get(job) ?? takePlace(host, isAsked, now);
    const wait = Math.max(place - now, host.free - now, isAsked ? host.pause / 4 : 0);
    if (wait > 0) host.places.set(job, place);
    else {
      host.places.delete(job);
      host.asking = { job, until: now + longestTurn };
    }
    return Math.max(0, Math.ceil(wait));
  }

  async giveBack(name: string, job: string, pause: number): Promise<void> {
    const host = this.hosts.get(name);
    if (host?.asking?.job !== job) return;
    const now = performance.now();
    Object.assign(host, { asking: undefined, free: now + pause, pause });
    this.forget(now);
  }

  /** Hosts that nobody wants to ask, and places that nobody came for. */
  private forget(now: number): void {
    for (const [name, { asking, free, places }] of this.hosts) {
      for (const [job, place] of places) if (place + longestTurn < now) places.delete(job);
      if (!asking && free < now && places.size === 0) this.hosts.delete(name);
    }
  }
}

function takePlace(host: Host, isAsked: boolean, now: number): number {
  const place = Math.max(now + (isAsked ? host.pause : 0), host.tail, host.free);
  host.tail = place + host.pause;
  return place;
}
