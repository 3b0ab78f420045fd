/** Bindings to figures: one for every field of the form, in the form's order. */
import type { FieldSpec, Form } from '#forms/form.js';
import type { Binding, Undecided } from '#recognize/recognition.js';
import type { RecognizedForm } from '#recognize/recognize.js';
import type { Field } from '#records/fields.js';
import type { Figure } from '#records/record.js';
import { type PrintedNumber, parsePrintedNumber } from '#text/printed-number.js';
import type { Conflict, Evidence } from './extraction.js';
import { splitRuns } from './split-runs.js';

export interface ExtractedFigures {
  readonly figures: readonly Figure[];
  readonly evidence: ReadonlyMap<Field, Evidence>;
  readonly conflicts: readonly Conflict[];
  readonly undecided: readonly Undecided[];
}

export function extractFigures({ form, tables, runs }: RecognizedForm): ExtractedFigures {
  const { decided, undecided: fromRuns } = splitRuns(runs, form);
  const overCells = findSharedCells(tables.bindings);
  const undecided = [...tables.undecided, ...fromRuns, ...overCells];
  const uncertain = new Map(
    undecided.flatMap((entry) => entry.fields.map((field) => [field, entry] as const)),
  );
  const claims = groupBy([...tables.bindings, ...decided], ({ field }) => field);
  const maker = new FigureMaker(claims, uncertain);
  const figures = form.fields
    .filter(({ field }) => tables.undivided || !isUndividedOnly(form, field))
    .map((spec) => maker.make(spec));
  return { figures, evidence: maker.evidence, conflicts: maker.conflicts, undecided };
}

/** On the form that divides the row, its total is a figure only where the row is printed undivided. */
function isUndividedOnly(form: Form, field: Field): boolean {
  return form.undivided !== undefined && field.startsWith('applications.results.other.total.');
}

/**
 * A number in one cell that stands in the place of several fields belongs to none of them for sure. A cell
 * has one `at`, the very same object: places that are only alike are of different cells.
 */
function findSharedCells(bindings: readonly Binding[]): Undecided[] {
  return [...groupBy(bindings, ({ at }) => at)].flatMap(([at, sharing]): Undecided[] => {
    const fields = sharing.map(({ field }) => field);
    const text = sharing[0]?.text ?? '';
    if (new Set(fields).size < 2 || parsePrintedNumber(text).state === 'blank') return [];
    return [{ reason: 'figure-over-cells', fields, texts: [text], at }];
  });
}

function groupBy<Key>(
  bindings: readonly Binding[],
  keyOf: (binding: Binding) => Key,
): ReadonlyMap<Key, readonly Binding[]> {
  const groups = new Map<Key, Binding[]>();
  for (const binding of bindings) {
    const key = keyOf(binding);
    const held = groups.get(key);
    if (held) held.push(binding);
    else groups.set(key, [binding]);
  }
  return groups;
}

class FigureMaker {
  readonly evidence = new Map<Field, Evidence>();
  readonly conflicts: Conflict[] = [];

  constructor(
    private readonly claims: ReadonlyMap<Field, readonly Binding[]>,
    private readonly uncertain: ReadonlyMap<Field, Undecided>,
  ) {}

  make(spec: FieldSpec): Figure {
    const uncertain = this.uncertain.get(spec.field);
    if (uncertain) return unreadable(spec, uncertain.texts.join(' '), uncertain.at);
    const [first, ...others] = this.claims.get(spec.field) ?? [];
    if (!first)
      return { field: spec.field, state: 'missing', value: null, raw: '', unit: spec.unit, at: null };
    if (first.doubts.includes('pictured')) {
      this.evidence.set(spec.field, { notes: [], doubts: first.doubts, row: first.row });
      return unreadable(spec, '', first.at);
    }
    const parsed = parsePrintedNumber(first.text);
    if (others.some((other) => !isSame(parsed, parsePrintedNumber(other.text))))
      return this.conflict(spec, [first, ...others]);
    const notes = parsed.state === 'number' ? parsed.notes : [];
    this.evidence.set(spec.field, { notes, doubts: first.doubts, row: first.row });
    return toFigure(spec, first, parsed);
  }

  private conflict(spec: FieldSpec, claims: readonly Binding[]): Figure {
    const texts = claims.map(({ text }) => text);
    this.conflicts.push({ field: spec.field, texts, at: claims.map(({ at }) => at) });
    return unreadable(spec, texts.join(' | '), claims[0]?.at ?? null);
  }
}

function isSame(left: PrintedNumber, right: PrintedNumber): boolean {
  if (left.state === 'number' && right.state === 'number') return left.value === right.value;
  return left.state === right.state;
}

function unreadable(spec: FieldSpec, raw: string, at: Figure['at']): Figure {
  return { field: spec.field, state: 'unreadable', value: null, raw, unit: spec.unit, at };
}

function toFigure(spec: FieldSpec, binding: Binding, parsed: PrintedNumber): Figure {
  const number = parsed.state === 'number';
  return {
    field: spec.field,
    state: parsed.state,
    value: number ? parsed.value : null,
    raw: binding.text,
    unit: (number ? parsed.unit : null) ?? spec.unit,
    at: binding.at,
  };
}
