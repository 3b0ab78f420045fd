/**
 * A statutory table as it is printed, cell for cell. Its blocks stand one above the other in one grid: as many columns
 * of labels as the deepest row has, and right of them so many that the columns of every block can be equally wide.
 * Labels that neighbours share are one cell over all of them; a label with nothing below it reaches to the figures.
 */
import { type FormBlock, type FormRow, type FormTable, type Label, ownText } from '#forms/form.js';
import type { FigureState } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';

interface Spans {
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export interface LabelCell extends Spans {
  readonly kind: 'label';
  /** Empty where the form prints nothing. */
  readonly text: string;
  readonly scope: 'col' | 'colgroup' | 'row' | 'rowgroup';
  /** The figures it speaks of. */
  readonly fields: readonly Field[];
}

export interface FigureCell extends Spans {
  readonly kind: 'figure';
  /** Undefined where the form has none. */
  readonly field: Field | undefined;
}

export type LayoutCell = LabelCell | FigureCell;

/** What a report has of a field; undefined where its form has no such field. */
export type StateOf = (field: Field) => FigureState | undefined;

/** The cells that begin in each row, from the left. */
export function tableToLayout({ blocks }: FormTable, stateOf: StateOf): readonly (readonly LayoutCell[])[] {
  const printed = blocks.map((block) => ({ ...block, rows: rowsAsPrinted(block, stateOf) }));
  const labels = Math.max(...printed.flatMap(({ rows }) => rows.map(({ path }) => path.length)));
  const figures = printed.map(({ columns }) => columns.length).reduce(leastMultiple);
  return printed.flatMap((block) => layBlock(block, { labels, figures }));
}

/** A row that stands for others is printed where they would be. */
function rowsAsPrinted({ rows }: FormBlock, stateOf: StateOf): readonly FormRow[] {
  const has = (row: FormRow): boolean => row.fields.some((field) => field && stateOf(field) !== undefined);
  const isMissing = (row: FormRow): boolean =>
    row.fields.every((field) => !field || (stateOf(field) ?? 'missing') === 'missing');
  const stand = rows.filter((row) => row.replaces && has(row));
  const isReplacedBy = (row: FormRow, by: FormRow): boolean =>
    by.replaces?.includes(ownText(row.path)) === true && sharedLength(row.path, by.path) === by.path.length;
  return rows
    .filter(({ replaces }) => !replaces)
    .flatMap((row, index, own) => {
      const by = stand.find((each) => isReplacedBy(row, each));
      if (!by) return [row];
      const isFirst = own.findIndex((each) => isReplacedBy(each, by)) === index;
      return [...(isFirst ? [by] : []), ...(isMissing(row) ? [] : [row])];
    });
}

const greatestDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestDivisor(other, one % other);
const leastMultiple = (one: number, other: number): number => (one * other) / greatestDivisor(one, other);

/** In columns of the grid. */
interface Widths {
  readonly labels: number;
  readonly figures: number;
}

function layBlock(block: FormBlock, widths: Widths): (readonly LayoutCell[])[] {
  const { title, rows } = block;
  const whole = { rowSpan: 1, columnSpan: widths.labels + widths.figures };
  const fields = rows.flatMap((row) => row.fields.filter((field) => field !== undefined));
  return [
    ...(title ? [[{ kind: 'label', text: title.text, scope: 'colgroup', fields, ...whole } as const]] : []),
    ...layHeader(block, widths),
    ...rows.map((row, index) => [...layLabels(rows, index, widths), ...layFigures(row, widths)]),
  ];
}

function layHeader({ corner, columns, rows }: FormBlock, { labels, figures }: Widths): LayoutCell[][] {
  const paths = columns.map(({ path }) => path);
  const depth = Math.max(...paths.map((path) => path.length));
  const width = figures / columns.length;
  const fieldsIn = (from: number, count: number): Field[] =>
    rows.flatMap((row) => row.fields.slice(from, from + count).filter((field) => field !== undefined));
  const header = Array.from({ length: depth }, (_, level): LayoutCell[] =>
    runsAt(paths, level).map(({ from, count, isOwn }) => ({
      ...{ kind: 'label', text: paths[from]?.[level]?.text ?? '', fields: fieldsIn(from, count) },
      ...{ scope: isOwn ? 'col' : 'colgroup' },
      ...{ rowSpan: isOwn ? depth - level : 1, columnSpan: width * count },
    })),
  );
  if (labels > 0)
    header[0]?.unshift({
      ...{ kind: 'label', text: corner?.text ?? '', scope: 'col', fields: [] },
      ...{ rowSpan: depth, columnSpan: labels },
    });
  return header;
}

/** Of a row those that no row above has begun. */
function layLabels(rows: readonly FormRow[], index: number, { labels }: Widths): LayoutCell[] {
  const paths = rows.map(({ path }) => path);
  const path = paths[index] ?? [];
  return path.flatMap(({ text }, level): LayoutCell[] => {
    const run = runsAt(paths, level).find(({ from }) => from === index);
    if (!run) return [];
    const fields = rows
      .slice(index, index + run.count)
      .flatMap((row) => row.fields.filter((field) => field !== undefined));
    return [
      {
        ...{ kind: 'label', text, fields, scope: run.isOwn ? 'row' : 'rowgroup' },
        ...{ rowSpan: run.count, columnSpan: run.isOwn ? labels - level : 1 },
      },
    ];
  });
}

const layFigures = ({ fields }: FormRow, { figures }: Widths): LayoutCell[] =>
  fields.map((field) => ({ kind: 'figure', field, rowSpan: 1, columnSpan: figures / fields.length }));

interface Run {
  readonly from: number;
  readonly count: number;
  /** Whether it is the last label of its path. */
  readonly isOwn: boolean;
}

/** Neighbours that stand under one label; of paths that end before, none. */
function runsAt(paths: readonly (readonly Label[])[], level: number): Run[] {
  const runs: Run[] = [];
  paths.forEach((path, index) => {
    if (path.length <= level) return;
    const isOwn = path.length === level + 1;
    const last = runs.at(-1);
    const joins =
      last &&
      !last.isOwn &&
      !isOwn &&
      last.from + last.count === index &&
      sharedLength(paths[index - 1] ?? [], path) > level;
    if (last && joins) runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ from: index, count: 1, isOwn });
  });
  return runs;
}

/** So many labels at their beginning are the same. */
function sharedLength(one: readonly Label[], other: readonly Label[]): number {
  const first = one.findIndex((label, level) => label.text !== other[level]?.text);
  return first === -1 ? one.length : first;
}
