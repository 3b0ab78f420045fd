/**
 * Digits run together to figures, where the sums prove the split.
 *
 * `640020470` may be 64|0|0|2|0|4|70 or many other sevens; the row's own sum leaves few, the sums of the
 * columns and the balance mostly one. A run is decided when every way of satisfying all relations gives
 * it the same figures; otherwise it stays undecided, and its figures are flagged. Where figures stand apart
 * and are as many as the columns there is nothing to prove.
 *
 * Invariant: a figure has no leading zero (0 itself apart), as nobody prints one.
 */
import { type Form, type Relation, termsOf } from '#forms/form.js';
import type { FlatRun } from '#recognize/bind-flat.js';
import type { Binding, Undecided } from '#recognize/recognition.js';
import type { Field } from '#records/fields.js';

/** A figure as it stands, with its sign, thousands and decimals. */
const wholeFigure = /^[-+−]?\d[\d,，]*(?:\.\d+)?$/;
/** More ways than this of splitting all rows are not tried one by one. */
const mostCombinations = 20_000;
/** More ways of splitting one row are not even listed. */
const mostSplits = 4_000;

type Values = readonly string[];

export interface SplitRuns {
  readonly decided: readonly Binding[];
  readonly undecided: readonly Undecided[];
}

export function splitRuns(runs: readonly FlatRun[], form: Form): SplitRuns {
  const splits = runs.map((run) => findSplits(run, form));
  const proven = proveSplits(runs, splits, form);
  const decided: Binding[] = [];
  const undecided: Undecided[] = [];
  for (const [index, run] of runs.entries()) {
    const values = proven[index] ?? findBordered(run);
    if (values)
      for (const [place, field] of run.fields.entries())
        decided.push({ field, text: values[place] ?? '', at: run.at, doubts: [], row: run.row });
    else undecided.push({ reason: 'run-together', fields: run.fields, texts: [run.text], at: run.at });
  }
  return { decided, undecided };
}

/** The ways to make as many figures of a run as it has fields, the relations inside the run kept. */
function findSplits(run: FlatRun, form: Form): readonly Values[] {
  const inner = form.relations.filter((relation) =>
    termsOf(relation).every((field) => run.fields.includes(field)),
  );
  const tokens = tokensOf(run);
  if (!isProvable(run, tokens, inner.length)) return [];
  const all = splitTokens(tokens, run.fields.length);
  return all.filter((values) => inner.every((relation) => holds(relation, new Map(zip(run.fields, values)))));
}

/** Figures that stand apart are read as they stand: that they do not add up is then the finding. */
function findBordered(run: FlatRun): Values | undefined {
  const tokens = tokensOf(run);
  const numbers = tokens.every((token) => wholeFigure.test(token));
  return run.closed && numbers && tokens.length === run.fields.length ? tokens : undefined;
}

function tokensOf(run: FlatRun): string[] {
  return run.text.split(/[\s|]+/).filter((token) => token !== '');
}

/**
 * Whether there can be a proof: a relation among the figures, or a border at every figure. Noughts are
 * figures of their own; other digits of cells without a sum may be one number beside blank cells.
 */
function isProvable(run: FlatRun, tokens: readonly string[], relations: number): boolean {
  if (!run.closed) return false;
  return relations > 0 || tokens.length === run.fields.length || /^0+$/.test(tokens.join(''));
}

/** White space and bars are borders; further borders are looked for inside the tokens. */
function splitTokens(tokens: readonly string[], count: number): Values[] {
  let partial: string[][] = [[]];
  for (const [index, token] of tokens.entries()) {
    const later = tokens.length - index - 1;
    const longer: string[][] = [];
    for (const head of partial) {
      for (const parts of splitToken(token, count - head.length - later)) longer.push([...head, ...parts]);
      if (longer.length > mostSplits) return [];
    }
    partial = longer;
  }
  return partial.filter((values) => values.length === count);
}

/** One to `most` figures of a token. */
function splitToken(token: string, most: number): Values[] {
  if (most < 1) return [];
  if (!/^\d+$/.test(token)) return wholeFigure.test(token) ? [[token]] : [];
  const ways: Values[] = [];
  const walk = (at: number, parts: string[]): void => {
    if (at === token.length) ways.push([...parts]);
    if (at >= token.length || parts.length === most || ways.length > mostSplits) return;
    const end = token[at] === '0' ? at + 1 : token.length;
    for (let next = at + 1; next <= end; next++) walk(next, [...parts, token.slice(at, next)]);
  };
  walk(0, []);
  return ways;
}

function zip(fields: readonly Field[], values: Values): [Field, number][] {
  return fields.map((field, index) => [field, Number((values[index] ?? '').replace(/[,，]/g, ''))]);
}

/** Whether the relation holds; one with an unknown term does not speak against. */
function holds(relation: Relation, values: ReadonlyMap<Field, number>): boolean {
  if (termsOf(relation).some((field) => !values.has(field))) return true;
  const sum = (fields: readonly Field[]): number =>
    fields.reduce((total, field) => total + (values.get(field) ?? 0), 0);
  return sum(relation.left) === sum(relation.right);
}

/** For every run the split that all solutions share, if there is one. */
function proveSplits(
  runs: readonly FlatRun[],
  splits: readonly (readonly Values[])[],
  form: Form,
): (Values | undefined)[] {
  const combinations = splits.reduce((product, ways) => product * Math.max(1, ways.length), 1);
  // Without the other rows a row's own sum proves nothing: where a figure is misprinted, a wrong split may fit it.
  const alone = splits.map((ways, index) =>
    ways.length === 1 && isPlain(runs[index], form) ? ways[0] : undefined,
  );
  if (combinations > mostCombinations || isByChance(runs, splits, form)) return alone;
  const solutions = findSolutions(runs, splits, form);
  if (solutions.length === 0) return alone;
  return splits.map((ways, index) => {
    const [first] = solutions;
    const place = first?.[index];
    const same = solutions.every((solution) => solution[index] === place);
    return same && place !== undefined ? ways[place] : undefined;
  });
}

/**
 * Where most rows, noughts apart, cannot be split as the form has them (their totals are left blank, say), the
 * few that can add up by chance.
 */
function isByChance(runs: readonly FlatRun[], splits: readonly (readonly Values[])[], form: Form): boolean {
  const ways = splits.filter(
    (_, index) => /[1-9]/.test(runs[index]?.text ?? '') && !isPlain(runs[index], form),
  );
  return ways.filter(({ length }) => length > 0).length * 2 < ways.length;
}

/** A run that no relation binds to other rows: one solution is then all there can be. */
function isPlain(run: FlatRun | undefined, form: Form): boolean {
  return !form.relations.some((relation) => {
    const inside = termsOf(relation).filter((field) => run?.fields.includes(field)).length;
    return inside > 0 && inside < relation.left.length + relation.right.length;
  });
}

/** Indices of splits, one a run, under which every relation holds. */
function findSolutions(
  runs: readonly FlatRun[],
  splits: readonly (readonly Values[])[],
  form: Form,
): number[][] {
  const open = splits.flatMap((ways, index) => (ways.length > 1 ? [index] : []));
  const base = new Map<Field, number>();
  for (const [index, run] of runs.entries()) {
    const ways = splits[index] ?? [];
    if (ways.length === 1)
      for (const [field, value] of zip(run.fields, ways[0] ?? [])) base.set(field, value);
  }
  const solutions: number[][] = [];
  const chosen: number[] = splits.map((ways) => (ways.length === 0 ? -1 : 0));
  const walk = (depth: number, values: ReadonlyMap<Field, number>): void => {
    const index = open[depth];
    if (index === undefined) {
      if (form.relations.every((relation) => holds(relation, values))) solutions.push([...chosen]);
      return;
    }
    for (const [way, split] of (splits[index] ?? []).entries()) {
      chosen[index] = way;
      walk(depth + 1, new Map([...values, ...zip(runs[index]?.fields ?? [], split)]));
    }
  };
  walk(0, base);
  return solutions;
}
