/**
 * Places of a document as ids that its drawing and the panel share: what has an id of the same place lights up
 * together. Blocks and cells are drawn in any case. A place inside one of them is the smallest of these that
 * holds it; only pages and lines of text can show any other place by itself.
 */
import type { Block, Document } from '#model/document.js';
import { isWithin, type Place } from '#model/place.js';
import { findDrawnTables } from './drawn-tables.js';

export class PlaceBook {
  private readonly ids = new Map<string, string>();
  private readonly drawn: Place[] = [];
  private readonly extras = new Map<string, Place>();

  constructor(document: Document | undefined) {
    for (const at of placesOf(document?.blocks ?? [])) {
      if (!this.ids.has(keyOf(at))) this.drawn.push(at);
      this.idOf(at);
    }
  }

  /** Of a place that is drawn, or of the one drawn around it. */
  link(at: Place): string {
    const known = this.ids.get(keyOf(at));
    if (known) return known;
    const around = this.findAround(at);
    if (around) return this.idOf(around);
    if (at.kind === 'page' || at.kind === 'text') this.extras.set(this.idOf(at), at);
    return this.idOf(at);
  }

  links(places: readonly Place[]): string {
    return [...new Set(places.map((at) => this.link(at)))].join(' ');
  }

  /** Places that were linked to and are no block and no cell. */
  get others(): ReadonlyMap<string, Place> {
    return this.extras;
  }

  private idOf(at: Place): string {
    const key = keyOf(at);
    const id = this.ids.get(key) ?? `p${this.ids.size + 1}`;
    this.ids.set(key, id);
    return id;
  }

  private findAround(at: Place): Place | undefined {
    if (at.kind !== 'docx' && at.kind !== 'html') return undefined;
    let around: Place | undefined;
    for (const place of this.drawn)
      if (isWithin(at, place) && (!around || isWithin(place, around))) around = place;
    return around;
  }
}

function* placesOf(blocks: readonly Block[]): Generator<Place> {
  for (const { at } of blocks) yield at;
  for (const { cells, at } of findDrawnTables(blocks)) {
    yield at;
    for (const cell of cells) yield cell.at;
  }
}

function keyOf(at: Place): string {
  switch (at.kind) {
    case 'page':
      return `page ${at.page} ${at.box.map((side) => side.toFixed(2)).join(' ')} ${at.parts?.length ?? 1}`;
    case 'docx':
      return `docx ${at.part} ${at.path}`;
    case 'html':
      return `html ${at.path}`;
    case 'sheet':
      return `sheet ${at.sheet} ${at.cell}`;
    case 'doc':
      return `doc ${at.table} ${at.row} ${at.column}`;
    case 'text':
      return `text ${at.line} ${at.column}`;
  }
}
