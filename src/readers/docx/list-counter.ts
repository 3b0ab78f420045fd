/**
 * Counts the automatic numbers of a document, paragraph by paragraph in document order.
 *
 * A counter holds nine counts. A paragraph at a level adds one to its count (or sets it to the level's start
 * the first time, and to the list's own start when the list overrides it) and clears the counts of the
 * levels below, unless their `lvlRestart` says otherwise. A level above that has not counted yet is taken to
 * have counted its start: after 2 and a skipped level come 2.1.1 and then 2.2.
 */
import { listNumberToText } from '#text/list-number.js';
import { clampLevel, type List, type ListLevel, levelCount } from './numbering.js';
import type { ListPosition } from './properties.js';
import type { StyleList, Styles } from './styles.js';

export class ListCounter {
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly started = new Set<string>();

  constructor(
    private readonly lists: ReadonlyMap<number, List>,
    private readonly styles: Styles,
  ) {}

  /**
   * The number of the next paragraph with this style and list position, with the space that keeps it from
   * the text; empty where it has none.
   */
  count(style: string | undefined, position: ListPosition | undefined): string {
    if (this.lists.size === 0) return '';
    const inherited = this.styles.list(style);
    const number = position?.number ?? inherited.number;
    const list = number ? this.lists.get(number) : undefined;
    if (!number || !list) return '';
    const named = position?.level ?? levelOf(inherited.levels, list, position?.number === undefined);
    const level = clampLevel(named ?? 0);
    this.step(number, list, level);
    return this.print(list, level);
  }

  private step(number: number, list: List, level: number): void {
    const counts = this.countsOf(list);
    const start = list.starts.get(level);
    const key = `${number}/${level}`;
    if (start !== undefined && !this.started.has(key)) counts[level] = start;
    else counts[level] = (counts[level] ?? firstOf(list, level) - 1) + 1;
    this.started.add(key);
    for (let above = 0; above < level; above++) counts[above] ??= firstOf(list, above);
    for (let below = level + 1; below < levelCount; below++) {
      const restart = list.levels[below]?.restart;
      if (restart === undefined || level < restart) counts[below] = undefined;
    }
  }

  private print(list: List, index: number): string {
    const level = list.levels[index];
    if (!level || level.hidden || level.format === 'bullet') return '';
    const counts = this.countsOf(list);
    const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const place = Number(digit) - 1;
      if (place > index) return '';
      const format = level.legal ? 'decimal' : (list.levels[place]?.format ?? 'decimal');
      return countToText(counts[place] ?? firstOf(list, place), format);
    });
    return text + separator(text, level);
  }

  private countsOf(list: List): (number | undefined)[] {
    const counts = this.counts.get(list.counter) ?? [];
    this.counts.set(list.counter, counts);
    return counts;
  }
}

/** The level tied to the style, else the level the style names: the nearest style of the chain decides. */
function levelOf(chain: StyleList['levels'], list: List, fromStyle: boolean): number | undefined {
  for (const { style, level } of chain) {
    const tied = fromStyle ? list.levels.findIndex((candidate) => candidate?.style === style) : -1;
    if (tied >= 0) return tied;
    if (level !== undefined) return level;
  }
  return undefined;
}

function firstOf(list: List, level: number): number {
  return list.starts.get(level) ?? list.levels[level]?.start ?? 1;
}

function countToText(count: number, format: string): string {
  if (!format.startsWith('custom:')) return listNumberToText(count, format);
  return String(count).padStart(format.length - 'custom:'.length, '0');
}

/**
 * On paper a tab or a space follows the number. In the text a number that ends like an ASCII word gets one
 * space, lest `1.` and `5` become 1.5; after 、 or ） nothing can be confused and nothing is put.
 */
function separator(text: string, level: ListLevel): string {
  return level.suffix !== 'nothing' && /[!-~]$/.test(text) ? ' ' : '';
}
