/**
 * Failing relations to causes: the fewest cells whose change makes them hold.
 *
 * A wrong cell breaks every relation it is in by the same amount: in table three an outcome breaks its
 * row and its column, a total its row, its column and the balance. So the cell in which failing
 * relations meet with one difference, and which breaks no relation that holds, is the likeliest cause;
 * then two cells of one relation; then, where a relation fails alone, any of its cells, ordered by how a
 * hand would have mistyped them. The search goes on until every failing relation has a cause.
 */
import { type Relation, termsOf } from '#forms/form.js';
import type { Edit, Repair, RepairReason } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';
import { likenessOf } from './mistyping.js';
import { assessRelation, differenceFor, nameOf, type RelationState, type Values } from './relation-state.js';

export interface Cause {
  readonly relations: readonly RelationState[];
  readonly repairs: readonly Repair<Field>[];
}

interface Candidate {
  readonly edits: readonly Edit<Field>[];
  readonly fixed: readonly RelationState[];
  readonly broken: number;
  readonly likeness: number;
}

/** Pairs of cells are tried only where few relations fail: with more, the table is wrong as a whole. */
const mostFailingForPairs = 8;
/** The most repairs offered for one cause. */
const mostRepairs = 5;

export function findCauses(relations: readonly Relation[], values: Values): Cause[] {
  return new CauseSearch(relations, values).run();
}

class CauseSearch {
  private readonly byField = new Map<Field, Relation[]>();
  private failing: RelationState[];
  private readonly values: Map<Field, number>;

  constructor(relations: readonly Relation[], values: Values) {
    this.values = new Map(values);
    this.failing = relations
      .map((relation) => assessRelation(relation, values))
      .filter(({ outcome }) => outcome === 'fails');
    if (this.failing.length === 0) return;
    for (const relation of relations)
      for (const field of termsOf(relation)) {
        const held = this.byField.get(field);
        if (held) held.push(relation);
        else this.byField.set(field, [relation]);
      }
  }

  run(): Cause[] {
    const causes: Cause[] = [];
    while (this.failing.length > 0) {
      const cause = this.nextCause();
      causes.push(cause);
      const explained = new Set(cause.relations.map(({ relation }) => relation));
      this.failing = this.failing.filter(({ relation }) => !explained.has(relation));
    }
    return causes;
  }

  private nextCause(): Cause {
    const singles = rank(this.singleEdits());
    const [best] = singles;
    if (best && best.fixed.length >= 2 && best.broken === 0) return this.toCause(best, singles);
    const pairs = rank(this.pairEdits());
    const [pair] = pairs;
    if (pair && pair.fixed.length >= 2) return this.toCause(pair, pairs);
    const first = this.failing[0] as RelationState;
    const own = singles.filter(({ fixed }) => fixed.includes(first));
    return {
      relations: [first],
      repairs: own.slice(0, mostRepairs).map((candidate) => toRepair(candidate, this.values)),
    };
  }

  private toCause(best: Candidate, candidates: readonly Candidate[]): Cause {
    const same = candidates.filter(
      ({ fixed, broken }) => broken === 0 && fixed.some((state) => best.fixed.includes(state)),
    );
    const before = new Map(this.values);
    for (const { field, to } of best.edits) this.values.set(field, to);
    return {
      relations: best.fixed,
      repairs: same.slice(0, mostRepairs).map((candidate) => toRepair(candidate, before)),
    };
  }

  /** For every cell of a failing relation, the change that satisfies most of its failing relations. */
  private singleEdits(): Candidate[] {
    const fields = new Set(this.failing.flatMap(({ relation }) => termsOf(relation)));
    return [...fields].flatMap((field) => this.editsOf(field));
  }

  private editsOf(field: Field): Candidate[] {
    const own = this.failing.filter(({ relation }) => has(relation, field));
    const differences = new Set(own.map((state) => differenceFor(state, field)));
    return [...differences].flatMap((difference) => this.evaluate([this.edit(field, difference)]));
  }

  private edit(field: Field, difference: number): Edit<Field> {
    const from = this.values.get(field) ?? null;
    return { field, from, to: (from ?? 0) + difference };
  }

  /** Two cells of one relation, each also in a failing relation of its own. */
  private pairEdits(): Candidate[] {
    if (this.failing.length < 2 || this.failing.length > mostFailingForPairs) return [];
    const candidates: Candidate[] = [];
    for (const one of this.failing)
      for (const field of termsOf(one.relation)) {
        const first = this.edit(field, differenceFor(one, field));
        for (const other of this.failing)
          if (other !== one)
            for (const partner of termsOf(other.relation))
              if (partner !== field && this.shareRelation(field, partner))
                candidates.push(...this.evaluate([first, this.edit(partner, differenceFor(other, partner))]));
      }
    return candidates.filter(({ broken, fixed }) => broken === 0 && fixed.length >= 2);
  }

  private shareRelation(left: Field, right: Field): boolean {
    return (this.byField.get(left) ?? []).some((relation) => has(relation, right));
  }

  private restore(field: Field, value: number | null): void {
    if (value === null) this.values.delete(field);
    else this.values.set(field, value);
  }

  /** What the edits satisfy and what they break; the values are as before afterwards. */
  private evaluate(edits: readonly Edit<Field>[]): Candidate[] {
    if (edits.some(({ to }) => to < 0 || !Number.isFinite(to))) return [];
    for (const { field, to } of edits) this.values.set(field, to);
    const touched = new Set(edits.flatMap(({ field }) => this.byField.get(field) ?? []));
    const failing = new Map(this.failing.map((state) => [state.relation, state]));
    const fixed: RelationState[] = [];
    let broken = 0;
    for (const relation of touched) {
      const holds = assessRelation(relation, this.values).outcome !== 'fails';
      const state = failing.get(relation);
      if (holds && state) fixed.push(state);
      if (!holds && !state) broken++;
    }
    for (const { field, from } of edits) this.restore(field, from);
    const likeness = edits.reduce((sum, { from, to }) => sum + likenessOf(from, to).score, 0);
    return fixed.length > 0 ? [{ edits, fixed: sortLike(fixed, this.failing), broken, likeness }] : [];
  }
}

/** The likeliest first. */
function rank(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      b.fixed.length - b.broken - (a.fixed.length - a.broken) ||
      a.broken - b.broken ||
      a.edits.length - b.edits.length ||
      b.likeness - a.likeness,
  );
}

function sortLike(states: readonly RelationState[], order: readonly RelationState[]): RelationState[] {
  return [...states].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function has(relation: Relation, field: Field): boolean {
  return relation.left.includes(field) || relation.right.includes(field);
}

function toRepair(candidate: Candidate, values: Values): Repair<Field> {
  const [first, ...also] = candidate.edits;
  const { field, to } = first as Edit<Field>;
  const from = values.get(field) ?? null;
  return {
    field,
    from,
    to,
    reason: reasonOf(candidate, from, to),
    ...(also.length > 0 ? { also } : {}),
    satisfies: candidate.fixed.map(({ relation }) => nameOf(relation)),
  };
}

function reasonOf(candidate: Candidate, from: number | null, to: number): RepairReason {
  if (from === null) return 'blank-cell';
  const { reason } = likenessOf(from, to);
  if (reason) return reason;
  return candidate.fixed.length > 1 ? 'meets-failing-relations' : 'single-relation';
}
