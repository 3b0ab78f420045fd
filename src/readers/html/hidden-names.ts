/**
 * Classes and ids that the page's own style sheets hide: rules of simple selectors, outside any
 * condition. A copy of a table for small screens is often hidden so.
 *
 * Of the cascade as much as tells the panes of a tab apart: `.pane.on{display:block}` shows a pane that
 * `.pane{display:none}` hides, and of two simple rules the later one holds.
 */
import type { Element } from 'domhandler';
import {
  hasName,
  isSimple,
  namesOf,
  type Rule,
  rulesOutsideConditions,
  type Sheets,
} from './style-sheets.js';

const hiding = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const showing = /(?:^|[;\s])(?:display\s*:|visibility\s*:\s*visible)/i;

/** The place of a rule among those that speak of one element: the highest holds. */
type Rank = number;

interface Show {
  readonly names: readonly string[];
  readonly rank: Rank;
}

export class HiddenNames {
  private readonly hides = new Map<string, Rank>();
  private readonly shows: Show[] = [];

  constructor({ texts }: Sheets) {
    texts.flatMap(rulesOutsideConditions).forEach((rule, order) => {
      this.add(rule, order);
    });
  }

  hide(element: Element): boolean {
    if (this.hides.size === 0) return false;
    const { id, class: classes } = element.attribs;
    if (id === undefined && classes === undefined) return false;
    const names = (classes ?? '').split(/\s+/).map((name) => `.${name}`);
    const hidden = Math.max(...[`#${id}`, ...names].map((name) => this.hides.get(name) ?? -1));
    return hidden >= 0 && !this.shows.some(({ names, rank }) => rank > hidden && hasAll(element, names));
  }

  private add({ selectors, body }: Rule, order: number): void {
    if (hiding.test(body)) {
      const rank = body.includes('!important') ? Number.POSITIVE_INFINITY : order;
      for (const name of selectors.filter(isSimple)) this.hides.set(name, rank);
    } else if (showing.test(body))
      for (const selector of selectors) this.addShow(selector, isSimple(selector) ? order : mostSpecific);
  }

  /** A state of the moment (`:hover`) is no state of the page as printed. */
  private addShow(selector: string, rank: Rank): void {
    const names = namesOf(selector);
    if (names.length > 0 && !selector.includes(':')) this.shows.push({ names, rank });
  }
}

/** A selector of more than one name outdoes any simple one. */
const mostSpecific: Rank = Number.MAX_SAFE_INTEGER;

function hasAll(element: Element, names: readonly string[]): boolean {
  return names.every((name) => hasName(element, name));
}
