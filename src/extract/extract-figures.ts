/** Bindings to figures: one for every field of the form, in the form's order. */
import type { FieldSpec, Form } from '#forms/form.js';
import { fieldSpec } from '#forms/index.js';
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
  const claims = groupByField([...tables.bindings, ...decided]);
  const maker = new FigureMaker(form, claims, uncertain);
  const figures = form.fields
    .filter(({ field }) => tables.undivided || !isUndividedOnly(form, field))
    .map((spec) => maker.make(spec));
  return { figures, evidence: maker.evidence, conflicts: maker.conflicts, undecided };
}

/** On the form that divides the row, its total is a figure only where the row is printed undivided. */
function isUndividedOnly(form: Form, field: Field): boolean {
  return form.undivided !== undefined && field.startsWith('applications.results.other.total.');
}

/** A number in one cell that stands in the place of several fields belongs to none of them for sure. */
function findSharedCells(bindings: readonly Binding[]): Undecided[] {
  const byPlace = new Map<object, Binding[]>();
  for (const binding of bindings) {
    const sharing = byPlace.get(binding.at);
    if (sharing) sharing.push(binding);
    else byPlace.set(binding.at, [binding]);
  }
  return [...byPlace.values()]
    .filter((sharing) => sharing.length > 1 && new Set(sharing.map(({ field }) => field)).size > 1)
    .filter(([first]) => first && parsePrintedNumber(first.text).state !== 'blank')
    .map(
      (sharing): Undecided => ({
        reason: 'figure-over-cells',
        fields: sharing.map(({ field }) => field),
        texts: [sharing[0]?.text ?? ''],
        at: sharing[0]?.at ?? { kind: 'text', line: 1, column: 1 },
      }),
    );
}

function groupByField(bindings: readonly Binding[]): ReadonlyMap<Field, readonly Binding[]> {
  const claims = new Map<Field, Binding[]>();
  for (const binding of bindings) {
    const held = claims.get(binding.field);
    if (held) held.push(binding);
    else claims.set(binding.field, [binding]);
  }
  return claims;
}

class FigureMaker {
  readonly evidence = new Map<Field, Evidence>();
  readonly conflicts: Conflict[] = [];

  constructor(
    private readonly form: Form,
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
    return unreadable(fieldSpec(this.form, spec.field) ?? spec, texts.join(' | '), claims[0]?.at ?? null);
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
