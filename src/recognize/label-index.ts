/**
 * The labels of a form, to be found by what is printed.
 *
 * A printed label is looked up by its key (see text/label.ts); where nothing has that key, by the key
 * without its brackets, then by the nearest wording, if one is near enough and no other is as near.
 */
import type { Form, Label, TableId } from '#forms/form.js';
import { editDistance } from '#text/edit-distance.js';
import { labelKey, parseLabel } from '#text/label.js';
import { remember } from '#text/remember.js';
import type { MatchWay, RowTarget } from './recognition.js';

export interface Found<Target> {
  readonly target: Target;
  readonly expected: string;
  readonly way: MatchWay;
}

export interface ColumnTarget {
  readonly table: TableId;
  /** Whether it is the column's own label, not one above it. */
  readonly leaf: boolean;
  /** Whether another table has a column of the same name. */
  readonly shared: boolean;
}

interface Entry<Target> {
  readonly key: string;
  readonly target: Target;
  readonly expected: string;
  readonly way: 'exact' | 'alias';
}

/** Longer texts are no labels. */
const longestLabel = 120;

/** Finds targets by printed labels; every answer is remembered, since labels repeat. */
export class LabelFinder<Target> {
  private readonly byKey = new Map<string, Entry<Target>>();

  constructor(entries: readonly Entry<Target>[]) {
    for (const entry of entries) {
      const held = this.byKey.get(entry.key);
      if (!held || (held.way === 'alias' && entry.way === 'exact')) this.byKey.set(entry.key, entry);
    }
  }

  /** By a known wording, else by likeness. */
  readonly find = remember((text: string) => this.findKnown(text) ?? this.findLike(text));

  /** Only by a known wording, not by likeness. */
  findKnown(text: string): Found<Target> | undefined {
    if (text === '' || text.length > longestLabel) return undefined;
    const label = parseLabel(text);
    if (label.key === '') return undefined;
    const known = this.byKey.get(label.key) ?? this.byKey.get(labelKey(text));
    if (known) return toFound(known, known.way);
    const shorter = label.shortKey ? this.byKey.get(label.shortKey) : undefined;
    return shorter ? toFound(shorter, 'extended') : undefined;
  }

  private findLike(text: string): Found<Target> | undefined {
    if (text === '' || text.length > longestLabel) return undefined;
    const { key, shortKey } = parseLabel(text);
    if (key === '') return undefined;
    return this.nearest(key) ?? (shortKey ? this.nearest(shortKey) : undefined);
  }

  /** The nearest target, if it is near enough and no other target is as near. */
  private nearest(key: string): Found<Target> | undefined {
    const best = new Map<Target, { entry: Entry<Target>; edits: number }>();
    for (const entry of this.byKey.values()) {
      const limit = allowedEdits(key.length > entry.key.length ? key : entry.key);
      if (limit === 0) continue;
      const edits = editDistance(key, entry.key, limit);
      if (edits <= limit && edits < (best.get(entry.target)?.edits ?? limit + 1))
        best.set(entry.target, { entry, edits });
    }
    const [first, second] = [...best.values()].sort((a, b) => a.edits - b.edits);
    return first && first.edits < (second?.edits ?? Number.POSITIVE_INFINITY)
      ? toFound(first.entry, 'fuzzy')
      : undefined;
  }
}

function toFound<Target>(entry: Entry<Target>, way: MatchWay): Found<Target> {
  return { target: entry.target, expected: entry.expected, way };
}

/** One edit in four characters, none in the shortest: 行政许可 must not become 行政处罚. */
function allowedEdits(key: string): number {
  if (!/\p{Script=Han}/u.test(key) || key.length < 4) return 0;
  return Math.min(4, Math.floor(key.length / 4));
}

function entriesOf<Target>(label: Label, target: Target): Entry<Target>[] {
  const key = parseLabel(label.text).key;
  return [
    { key, target, expected: label.text, way: 'exact' },
    ...(label.aliases ?? []).map((alias): Entry<Target> => {
      return { key: parseLabel(alias).key, target, expected: label.text, way: 'alias' };
    }),
  ];
}

/** Everything the form's tables say. */
export interface LabelIndex {
  readonly rows: LabelFinder<RowTarget>;
  readonly groups: LabelFinder<TableId>;
  readonly columns: LabelFinder<ColumnTarget>;
  readonly titles: LabelFinder<TableId>;
  readonly targets: readonly RowTarget[];
  /** Every wording of every label. */
  readonly wordings: readonly string[];
}

export function makeLabelIndex(form: Form): LabelIndex {
  const targets = findTargets(form);
  return {
    targets,
    wordings: findWordings(form),
    rows: new LabelFinder(
      targets.flatMap((target) => {
        const own = target.row.path.at(-1);
        return own ? entriesOf(own, target) : [];
      }),
    ),
    groups: new LabelFinder(
      targets.flatMap((target) =>
        target.row.path.slice(0, -1).flatMap((label) => entriesOf(label, target.table)),
      ),
    ),
    columns: new LabelFinder(findColumns(form)),
    titles: new LabelFinder(
      form.tables.flatMap((table) =>
        table.blocks.flatMap((block) => (block.title ? entriesOf(block.title, table.id) : [])),
      ),
    ),
  };
}

function findColumns(form: Form): Entry<ColumnTarget>[] {
  const labels = form.tables.flatMap(({ id, blocks }) =>
    blocks.flatMap((block) => [
      ...(block.corner ? [{ table: id, label: block.corner, leaf: false }] : []),
      ...block.columns.flatMap(({ path }) =>
        path.map((label, depth) => ({ table: id, label, leaf: depth === path.length - 1 })),
      ),
    ]),
  );
  const tablesOf = new Map<string, Set<TableId>>();
  for (const { table, label } of labels)
    for (const text of [label.text, ...(label.aliases ?? [])]) {
      const key = parseLabel(text).key;
      tablesOf.set(key, (tablesOf.get(key) ?? new Set()).add(table));
    }
  return labels.flatMap(({ table, label, leaf }) => {
    const shared = (tablesOf.get(parseLabel(label.text).key)?.size ?? 0) > 1;
    return entriesOf(label, { table, leaf, shared });
  });
}

function findWordings(form: Form): string[] {
  const labels = form.tables.flatMap(({ blocks }) =>
    blocks.flatMap((block) => [
      ...[block.title, block.corner].filter((label) => label !== undefined),
      ...block.columns.flatMap(({ path }) => path),
      ...block.rows.flatMap(({ path }) => path),
    ]),
  );
  const all = [...labels, ...form.sections.map(({ heading }) => heading)];
  return [...new Set(all.flatMap((label) => [label.text, ...(label.aliases ?? [])]))];
}

function findTargets(form: Form): RowTarget[] {
  const targets: RowTarget[] = [];
  for (const table of form.tables)
    for (const block of table.blocks)
      for (const row of block.rows) targets.push({ table: table.id, block, row, order: targets.length });
  return targets;
}
