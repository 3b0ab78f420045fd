/**
 * When the second reading is asked, and what its answer means.
 *
 * It is asked where the first gives cause: a relation fails, a label was matched only by likeness, cells
 * conflict or are missing, digits were lost, or a figure that no relation guards is read otherwise by the
 * cheap second way. Where both differ, a figure that a relation confirms in one reading and not in the
 * other is settled by that relation; the rest is doubt.
 */
import type { SecondOpinion } from '#checks/check.js';
import { findBelowZero } from '#checks/negative-counts.js';
import { assessRelations } from '#checks/relation-state.js';
import { verifiedFields } from '#checks/verified-fields.js';
import { extract } from '#extract/extract.js';
import type { Extraction } from '#extract/extraction.js';
import { type Form, termsOf } from '#forms/form.js';
import type { Document, Remark } from '#model/document.js';
import { isWithin, type Place } from '#model/place.js';
import type { Reading } from '#model/reading.js';
import { recognize } from '#recognize/recognize.js';
import type { Field } from '#records/fields.js';
import type { Figure } from '#records/record.js';
import { parsePrintedNumber } from '#text/printed-number.js';
import { rememberOf } from '#text/remember.js';

export const notAsked: SecondOpinion = { state: 'not-asked', differing: new Map() };
export const noneThere: SecondOpinion = { state: 'none', differing: new Map() };

/** Whether the first reading gives cause for a second. */
export function givesCause(extraction: Extraction, reading: Reading): boolean {
  const { form, recognized, figures, conflicts, undecided, lostDigits, sections } = extraction;
  if (!form) return sections.length >= 4;
  const tables = recognized.onForm?.tables;
  if (lostDigits !== 0 || conflicts.length > 0 || undecided.length > 0) return true;
  if (tables && (tables.foreignRows.length > 0 || tables.foreignCells.length > 0)) return true;
  if (tables?.alteredLabels.some(({ way }) => way === 'fuzzy' || way === 'position')) return true;
  if (figures.some(({ state }) => state === 'missing' || state === 'unreadable')) return true;
  if (findBelowZero(extraction).length > 0) return true;
  const fails = assessRelations(extraction).some(({ outcome }) => outcome === 'fails');
  return fails || hasDoubts(extraction) || hasUnconfirmed(extraction, reading);
}

function hasDoubts(extraction: Extraction): boolean {
  const doubted = [...extraction.evidence].filter(([, { doubts }]) => doubts.length > 0);
  if (doubted.length === 0) return false;
  const verified = verifiedFields(extraction);
  return doubted.some(([field]) => !verified.has(field));
}

/** Figures of no relation, read again by the reader's cheap second way. */
function hasUnconfirmed({ form, byField }: Extraction, reading: Reading): boolean {
  const guarded = form && guardedFields(form);
  for (const [field, figure] of byField) {
    if (guarded?.has(field) || figure.at === null) continue;
    const text = reading.confirm(figure.at);
    if (text !== undefined && !readsSame(figure, text)) return true;
  }
  return false;
}

const guardedFields = rememberOf(
  (form: Form): ReadonlySet<Field> => new Set(form.relations.flatMap(termsOf)),
);

function readsSame(figure: Figure, text: string): boolean {
  const parsed = parsePrintedNumber(text);
  return parsed.state === figure.state && (parsed.state !== 'number' || parsed.value === figure.value);
}

/** What the second document says of the figures extracted from the first. */
export function compareReadings(first: Extraction, document: Document): SecondOpinion {
  const hidden = hiddenPlaces(first.remarks);
  const second = extract(document, recognize(document));
  const settled = verifiedFields(first);
  const confirmedOtherwise = verifiedFields(second);
  const differing = new Map<Field, { first: string; second: string }>();
  for (const [field, figure] of first.byField) {
    const other = second.byField.get(field);
    if (other && isSame(figure, other)) continue;
    if (settled.has(field) && !confirmedOtherwise.has(field)) continue;
    if (isHiddenFrom(figure, hidden)) continue;
    differing.set(field, { first: describe(figure), second: other ? describe(other) : 'missing' });
  }
  return { state: 'given', differing };
}

/** Where the first reader left out text for what styles say of it, of which the second knows less. */
function hiddenPlaces(remarks: readonly Remark[]): Place[] {
  const places = remarks
    .filter(({ code }) => code === 'hidden-text' || code === 'struck-text')
    .flatMap(({ at }) => at);
  // Both readings of a page leave out the same characters.
  return places.filter(({ kind }) => kind !== 'page');
}

const isHiddenFrom = ({ at }: Figure, hidden: readonly Place[]): boolean =>
  at !== null && hidden.some((place) => isWithin(place, at));

function isSame(left: Figure, right: Figure): boolean {
  return left.state === right.state && left.value === right.value;
}

function describe({ state, raw }: Figure): string {
  return state === 'missing' || state === 'blank' ? state : raw;
}
