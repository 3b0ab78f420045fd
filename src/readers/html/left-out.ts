/** Cells in which digits stand that a browser does not show: to be remarked on. */
import { type AnyNode, type Element, isTag } from 'domhandler';
import type { Remark, RemarkCode } from '#model/document.js';
import type { Place } from '#model/place.js';
import { rawText } from './raw-text.js';

export class LeftOut {
  private readonly codes = new Map<Element, Set<RemarkCode>>();

  /** The nodes, inside one cell or none, are not shown. */
  note(nodes: readonly AnyNode[], code: RemarkCode): void {
    const cell = cellAround(nodes[0]);
    if (!cell || !/[\d０-９]/.test(rawText(nodes))) return;
    this.codes.set(cell, (this.codes.get(cell) ?? new Set()).add(code));
  }

  get isEmpty(): boolean {
    return this.codes.size === 0;
  }

  remarksOn(cell: Element, at: Place): Remark[] {
    return [...(this.codes.get(cell) ?? [])].map((code) => ({ code, at: [at] }));
  }
}

export function isCell({ name }: Element): boolean {
  return name === 'td' || name === 'th';
}

/** The innermost cell that holds the node. */
export function cellAround(node: AnyNode | undefined): Element | undefined {
  let around = node?.parent;
  while (around && !(isTag(around) && isCell(around))) around = around.parent;
  return around && isTag(around) ? around : undefined;
}
