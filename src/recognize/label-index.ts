/** The labels of a form's tables, each kind to be found by what is printed. */
import { type Form, type TableId, wordingsOf } from '#forms/form.js';
import { parseLabel } from '#text/label.js';
import { type Entry, entriesOf, LabelFinder } from './label-finder.js';
import type { RowTarget } from './recognition.js';

export interface ColumnTarget {
  readonly table: TableId;
  /** Whether it is the column's own label, not one above it. */
  readonly leaf: boolean;
  /** Whether another table has a column of the same name. */
  readonly shared: boolean;
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

const indexes = new Map<Form, LabelIndex>();

/** The index of a form's labels; made once. */
export function labelIndexOf(form: Form): LabelIndex {
  const known = indexes.get(form);
  if (known) return known;
  const index = makeLabelIndex(form);
  indexes.set(form, index);
  return index;
}

function makeLabelIndex(form: Form): LabelIndex {
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
    for (const text of wordingsOf(label)) {
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
  return [...new Set(all.flatMap(wordingsOf))];
}

function findTargets(form: Form): RowTarget[] {
  const targets: RowTarget[] = [];
  for (const table of form.tables)
    for (const block of table.blocks)
      for (const row of block.rows) targets.push({ table: table.id, block, row, order: targets.length });
  return targets;
}
