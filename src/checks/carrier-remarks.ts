/**
 * What the reader saw and the paper does not show: tracked changes in their final state, hidden and struck
 * text left out, content of another program, text cut off. One notice a cause; where it stands in a cell
 * of a figure, the figure is named.
 */
import type { Extraction } from '#extract/extraction.js';
import type { Remark, RemarkCode } from '#model/document.js';
import { isWithin, type Place } from '#model/place.js';
import type { Field } from '#records/fields.js';
import type { Check } from './check.js';

const codes: Readonly<Partial<Record<RemarkCode, string>>> = {
  'tracked-changes': 'changes-tracked',
  'hidden-text': 'text-hidden',
  'struck-text': 'text-struck',
  'foreign-content': 'content-foreign',
  'unreadable-characters': 'characters-unreadable',
  truncated: 'text-cut-off',
};

/** What may have taken figures with it. */
const grave: ReadonlySet<RemarkCode> = new Set<RemarkCode>([
  'foreign-content',
  'unreadable-characters',
  'truncated',
]);

export const carrierRemarks: Check = {
  rule: 'READ-8',
  codes: Object.values(codes),
  summary: 'the carrier holds more, or less, than the paper shows',
  *run({ extraction }) {
    const causes = new Map<RemarkCode, Remark[]>();
    for (const remark of extraction.remarks)
      causes.set(remark.code, [...(causes.get(remark.code) ?? []), remark]);
    for (const [cause, remarks] of causes) {
      const code = codes[cause];
      if (!code) continue;
      const at = remarks.flatMap((remark) => remark.at);
      const fields = fieldsAt(at, extraction);
      const details = [...new Set(remarks.flatMap(({ detail }) => detail ?? []))];
      const severity = grave.has(cause) ? 'warning' : 'notice';
      yield {
        code,
        rule: 'READ-8',
        severity,
        kind: 'source',
        fields,
        terms: fields,
        data: { count: at.length, details },
        at,
      };
    }
  },
};

/** Figures whose cell holds one of the places. */
const fieldsAt = (places: readonly Place[], { figures }: Extraction): Field[] =>
  figures.flatMap(({ field, at: cell }) =>
    cell && places.some((place) => isWithin(place, cell)) ? [field] : [],
  );
