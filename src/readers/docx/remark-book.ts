import type { Remark, RemarkCode } from '#model/document.js';
import type { DocxPlace } from '#model/place.js';

interface Entry {
  readonly places: Map<string, DocxPlace>;
  readonly details: Set<string>;
}

/** Collects remarks while a document is read: one for each code, each place in it once. */
export class RemarkBook {
  private readonly entries = new Map<RemarkCode, Entry>();

  note(code: RemarkCode, place: DocxPlace, detail?: string): void {
    const entry = this.entries.get(code) ?? { places: new Map(), details: new Set() };
    this.entries.set(code, entry);
    entry.places.set(place.path, place);
    if (detail !== undefined) entry.details.add(detail);
  }

  toRemarks(): Remark[] {
    return [...this.entries].map(([code, { places, details }]) => ({
      code,
      at: [...places.values()],
      ...(details.size > 0 && { detail: [...details].join('; ') }),
    }));
  }
}
