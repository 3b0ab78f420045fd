/**
 * One run of a crawl: what to ask next. Documents go before lists, so that a trap costs none of them; each in the
 * order in which they were found. The same answers lead the same way: a run that was broken off is gone through
 * again from its start with what was answered, and goes on where that ends.
 *
 * A run ends although there is more to ask: at so many addresses; at lists so deep; at a chain of pages that leads
 * to nothing new. Which of them it met is said.
 */
import { canonicalAddress, siteOf } from './canonical-address.js';
import { isNamedReport } from './link-kind.js';
import type { Link, LinkKind } from './page.js';

/** Where a run may go. */
export interface Territory {
  /** Canonical: where it sets out. */
  readonly address: string;
  /** Lists lie in the folder of the address, or anywhere on its site. Reports and files may lie elsewhere. */
  readonly scope: 'path' | 'site';
  readonly mostPages: number;
}

export interface Wanted {
  /** Canonical. */
  readonly address: string;
  readonly kind: LinkKind | 'start';
  /** Steps from the start; the pages of one list are one step. */
  readonly depth: number;
  /** How many pages of the chain that led here had nothing new. */
  readonly barren: number;
}

export interface Answer {
  /** A page's kind, or what else it is. */
  readonly kind: string;
  readonly links: readonly Link[];
}

/** Why a run did not ask all that it met. */
export type Limit = 'most-pages' | 'depth' | 'nothing-new';

const mostDepth = 6;
const mostBarren = 3;

export class Frontier {
  readonly limits = new Set<Limit>();
  private readonly seen = new Set<string>();
  private readonly documents: Wanted[] = [];
  private readonly lists: Wanted[] = [];
  private taken = 0;

  constructor(private readonly territory: Territory) {
    this.want({ address: territory.address, kind: 'start', depth: 0, barren: 0 });
  }

  /** Undefined at the end. */
  next(): Wanted | undefined {
    const queue = this.documents.length > 0 ? this.documents : this.lists;
    const isFull = this.taken >= this.territory.mostPages;
    if (isFull && queue.length > 0) this.limits.add('most-pages');
    if (isFull || queue.length === 0) return undefined;
    this.taken++;
    return queue.shift();
  }

  /** What came of it. `finalAddress`: after redirects. */
  note(wanted: Wanted, finalAddress: string, page: Answer): void {
    const arrived = canonicalAddress(finalAddress) ?? wanted.address;
    this.seen.add(arrived);
    const isHome = this.isHome(wanted, arrived);
    const followed = page.links.filter((link) => this.mayFollow(link, wanted, page.kind, isHome));
    const fresh = followed.filter(({ address }) => !this.seen.has(address));
    const isBarren = wanted.kind === 'paging' && fresh.every(({ kind }) => kind === 'paging');
    const barren = isBarren ? wanted.barren + 1 : 0;
    for (const { kind, address } of fresh) {
      const depth = kind === 'paging' ? wanted.depth : wanted.depth + 1;
      if (depth > mostDepth) this.limits.add('depth');
      else if (barren >= mostBarren) this.limits.add('nothing-new');
      else this.want({ address, kind, depth, barren });
    }
  }

  private want(wanted: Wanted): void {
    if (this.seen.has(wanted.address)) return;
    this.seen.add(wanted.address);
    (isDocument(wanted.kind) ? this.documents : this.lists).push(wanted);
  }

  /** Whether what a page lists is of this crawl; frames of the site stand for the page that shows them. */
  private isHome({ kind }: Wanted, arrived: string): boolean {
    return kind === 'start' || (kind === 'frame' ? this.isOfSite(arrived) : this.isWithin(arrived));
  }

  private mayFollow(link: Link, wanted: Wanted, pageKind: string, isHome: boolean): boolean {
    const isStart = wanted.kind === 'start';
    const isOfMany = pageKind === 'list' || pageKind === 'other';
    switch (link.kind) {
      case 'attachment':
        return !isOfMany || wanted.kind === 'frame' || isNamedReport(link.text);
      case 'frame':
        return pageKind !== 'list';
      case 'report':
        return isHome && (isStart || pageKind !== 'report');
      case 'list':
        return isHome && (isStart || pageKind !== 'report') && this.isWithin(link.address);
      case 'paging':
        return isHome && (isStart || pageKind !== 'report') && this.isOfSite(link.address);
    }
  }

  private isOfSite(address: string): boolean {
    return siteOf(address) === siteOf(this.territory.address);
  }

  private isWithin(address: string): boolean {
    const folder = new URL('.', this.territory.address).pathname;
    const isInside = this.territory.scope === 'site' || new URL(address).pathname.startsWith(folder);
    return isInside && this.isOfSite(address);
  }
}

const isDocument = (kind: Wanted['kind']): boolean =>
  kind === 'report' || kind === 'attachment' || kind === 'frame';
