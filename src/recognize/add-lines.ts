/**
 * What the document's lines say of rows that its tables do not have whole.
 *
 * Where no ruling bounds a row's cells and some of them are empty, undecided or gone, the row may have been
 * torn. A line with all its figures takes its place if it says the same where both speak, or if the sum of
 * the row proves it. What a table has whole stands.
 */
import type { Form } from '#forms/form.js';
import type { Document } from '#model/document.js';
import type { Field } from '#records/fields.js';
import { type BoundLine, bindLines } from './bind-lines.js';
import type { LabelIndex } from './label-index.js';
import type { Binding, TableRecognition, Undecided } from './recognition.js';
import { checkRowSums } from './row-sums.js';

export function addLines(
  tables: TableRecognition,
  document: Document,
  form: Form,
  index: LabelIndex,
): TableRecognition {
  const whole = new Set(tables.bindings.filter(isSettled).map(({ field }) => field));
  const printed = printedOnly(tables.bindings);
  const lines = bindLines(document, form, index, (field) => !whole.has(field));
  const taken = lines.filter((line) => isWhole(line) && (agrees(line, printed) || isProven(line, form)));
  const decided = new Set(taken.flatMap(({ figures }) => figures.map(({ field }) => field)));
  const undecided = tables.undecided.filter((entry) => !isExplained(entry, decided, whole));
  const known = new Set([
    ...whole,
    ...printed.keys(),
    ...decided,
    ...undecided.flatMap(({ fields }) => fields),
  ]);
  const open = lines.filter(({ figures }) => !figures.some(({ field }) => known.has(field)));
  return {
    ...tables,
    bindings: [
      ...tables.bindings.filter(({ field }) => !decided.has(field)),
      ...taken.flatMap(lineToBindings),
    ],
    undecided: [...undecided, ...open.map(lineToUndecided)],
    alteredLabels: [...tables.alteredLabels, ...taken.flatMap(lineToAltered)],
    unsure: [...new Set([...tables.unsure, ...taken.filter(isOfPage).map(({ target }) => target.table)])],
    undivided: tables.undivided || taken.some(({ target }) => target.row.replaces),
  };
}

/** Of rows without rulings those are settled that have as many numbers as columns. */
const isSettled = ({ doubts }: Binding): boolean => !doubts.includes('aligned');

/** What is printed in the cells that are not settled. */
function printedOnly(bindings: readonly Binding[]): ReadonlyMap<Field, string> {
  const open = bindings.filter((binding) => !isSettled(binding) && binding.text.trim() !== '');
  return new Map(open.map(({ field, text }) => [field, text]));
}

/** On a page a line is only what stands at one height: a number wrapped in its cell is on two. */
const isOfPage = ({ at }: BoundLine): boolean => at.kind === 'page';

const isWhole = ({ target, texts, torn }: BoundLine): boolean =>
  !torn && target.row.fields.length === texts.length;

const agrees = ({ figures }: BoundLine, printed: ReadonlyMap<Field, string>): boolean =>
  figures.every(({ field, text }) => (printed.get(field) ?? text) === text);

/** Whether a sum of the form within the line holds, and not of noughts. */
const isProven = ({ target, texts }: BoundLine, form: Form): boolean =>
  checkRowSums(target.row.fields, texts, form) === 'hold';

/** Undecided cells with nothing in them, of a row whose figures are known, are a torn heading's. */
function isExplained(entry: Undecided, decided: ReadonlySet<Field>, whole: ReadonlySet<Field>): boolean {
  if (entry.fields.some((field) => decided.has(field))) return true;
  return entry.texts.every((text) => text.trim() === '') && entry.fields.some((field) => whole.has(field));
}

/** Each figure has a place of its own, though all are the line's: they share no cell. */
const lineToBindings = ({ figures, placed, at, row }: BoundLine): Binding[] =>
  figures.map(({ field, text }) => ({
    ...{ field, text, at: { ...at }, row },
    doubts: placed ? ['aligned'] : [],
    column: placed ? 'line' : 'order',
  }));

/** A row known by its place alone is said to be so. */
const lineToAltered = ({ target, row }: BoundLine): TableRecognition['alteredLabels'] =>
  row?.way === 'position' ? [{ ...row, table: target.table }] : [];

const lineToUndecided = ({ figures, texts, at }: BoundLine): Undecided => ({
  reason: 'uncertain-columns',
  fields: figures.map(({ field }) => field),
  texts,
  at,
});
