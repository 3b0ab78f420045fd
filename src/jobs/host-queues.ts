/**
 * Who is asked next. A host is asked for one thing at a time, so what is wanted of it waits in a queue of its own,
 * in the order in which it came. Hosts with something to ask for and nothing under way stand in a line; whoever was
 * asked goes to its end. So a list of one host after the other asks all of them at once, and a slow host costs
 * nobody but itself.
 *
 *   take()      the first host of the line and the first of its queue; the host is then busy
 *   release()   the host is free: back to the end of the line, or forgotten where nothing is wanted of it
 */

export interface Turn<Item> {
  readonly host: string;
  readonly item: Item;
}

interface Host<Item> {
  readonly queue: Line<Item>;
  isBusy: boolean;
}

export class HostQueues<Item> {
  private readonly hosts = new Map<string, Host<Item>>();
  private readonly line = new Line<string>();
  private busyHosts = 0;
  private items = 0;

  constructor(private readonly hostsAtOnce: number) {}

  /** How many items stand in the queues. */
  get waiting(): number {
    return this.items;
  }

  add(host: string, item: Item): void {
    const known = this.hosts.get(host);
    const { queue, isBusy } = known ?? this.open(host);
    if (!isBusy && queue.isEmpty()) this.line.add(host);
    queue.add(item);
    this.items++;
  }

  /** Nothing where nothing waits, or not for a host that is free, or enough hosts are busy. */
  take(): Turn<Item> | undefined {
    const name = this.busyHosts < this.hostsAtOnce ? this.line.take() : undefined;
    const host = name === undefined ? undefined : this.hosts.get(name);
    const item = host?.queue.take();
    if (name === undefined || !host || item === undefined) return undefined;
    host.isBusy = true;
    this.busyHosts++;
    this.items--;
    return { host: name, item };
  }

  /** Of a host that was taken. */
  release(name: string): void {
    const host = this.hosts.get(name);
    if (!host?.isBusy) return;
    host.isBusy = false;
    this.busyHosts--;
    if (host.queue.isEmpty()) this.hosts.delete(name);
    else this.line.add(name);
  }

  private open(name: string): Host<Item> {
    const host = { queue: new Line<Item>(), isBusy: false };
    this.hosts.set(name, host);
    return host;
  }
}

interface Link<Item> {
  readonly item: Item;
  next?: Link<Item>;
}

/** First in, first out, each in constant time: a queue may hold all that waits. */
class Line<Item> {
  private first: Link<Item> | undefined;
  private last: Link<Item> | undefined;

  isEmpty(): boolean {
    return this.first === undefined;
  }

  add(item: Item): void {
    const link: Link<Item> = { item };
    if (this.last) this.last.next = link;
    else this.first = link;
    this.last = link;
  }

  take(): Item | undefined {
    const link = this.first;
    this.first = link?.next;
    if (!this.first) this.last = undefined;
    return link?.item;
  }
}
