/** A plan's three tables as grids, with all that the plan alters in them. */
import {
  applicantColumns,
  applicantLabels,
  applicationRows,
  groupLabels,
  type OutcomeGroup,
  proactiveBlocks,
  relationNote,
  remedyColumns,
  remedyKinds,
  remedyLabels,
  type TableKey,
} from '../generator/form.js';
import { cutGrid, type Grid, type GridCell, repeatCell, unmerge } from '../generator/grid.js';
import type { Plan } from './notation.js';

const cell = (text: string, role: GridCell['role'] = 'label'): GridCell => ({ text, role });

const columnLabels: Readonly<Record<string, string>> = applicantLabels;

/** The pieces of a table, one unless it is cut; none where it is left out. */
export function toPieces(plan: Plan, table: TableKey): Grid[] {
  if (plan.without.has(`table ${table}`)) return [];
  const { rows, heads } = makers[table](plan);
  const grid = rows.map(({ cells }) => cells);
  const body = plan.without.has(`header ${table}`) ? grid.slice(heads) : grid;
  const shift = grid.length - body.length;
  const pieces: Grid[] = [];
  let rest: Grid = unmerge(body, plan.unmerging, heads - shift);
  let done = 0;
  for (const { after, label, header } of plan.cuts.get(table) ?? []) {
    const at = rows.findLastIndex(({ path }) => path === after) + 1 - shift - done;
    const [upper, lower] = cutGrid(rest, at, label);
    pieces.push(upper);
    rest = header ? [...grid.slice(0, heads), ...lower] : lower;
    done += at - (header ? heads : 0);
  }
  return [...pieces, rest];
}

interface Row {
  readonly path: string;
  readonly cells: GridCell[];
}
interface Made {
  readonly rows: readonly Row[];
  /** Rows of the header. */
  readonly heads: number;
}

const makers: Readonly<Record<TableKey, (plan: Plan) => Made>> = {
  proactive: makeProactive,
  applications: makeApplications,
  remedies: makeRemedies,
};

function printedValue(plan: Plan, table: TableKey, path: string, column: string, index: number): string {
  const given = plan.values.get(path)?.[index];
  const filled = plan.fills.findLast(
    ({ table: own, columns }) => own === table && (columns.length === 0 || columns.includes(column)),
  );
  return given ?? filled?.token ?? '0';
}

function makeProactive(plan: Plan): Made {
  const width = Math.max(...proactiveBlocks[plan.form].map(({ heads }) => heads.length));
  const rows = proactiveBlocks[plan.form].flatMap((block, number): Row[] => {
    const title = cell(plan.labels.get(`block${number + 1}`) ?? block.title, 'title');
    const heads = block.heads.map((text) => cell(plan.heads.get(text) ?? text, 'head'));
    return [
      { path: '', cells: repeatCell(title, width) },
      { path: '', cells: stretch(heads, width) },
      ...block.rows.map(({ label, fields }): Row => {
        const path = (fields[0] ?? '').split('.').slice(0, 2).join('.');
        const own = plan.labels.get(path) ?? label;
        const values = fields.map((field, index) =>
          cell(printedValue(plan, 'proactive', path, field.split('.').at(-1) ?? '', index), 'value'),
        );
        return { path, cells: stretch([cell(own), ...values], width) };
      }),
    ];
  });
  return { rows: alterRows(plan, rows, width, 1), heads: 2 };
}

/** The last cell takes what is left of the width. */
function stretch(cells: readonly GridCell[], width: number): GridCell[] {
  const last = cells.at(-1);
  return last ? [...cells, ...repeatCell(last, width - cells.length)] : [];
}

function makeApplications(plan: Plan): Made {
  const columns = columnsOf(plan);
  const groups = new Map<string, GridCell>();
  const group = (key: string, text: string): GridCell => {
    const known = groups.get(key) ?? cell(plan.labels.get(key) ?? text);
    groups.set(key, known);
    return known;
  };
  const body = applicationRows(plan.form, plan.form === '2019' || plan.undivided).map((row): Row => {
    const short = row.path.replace('applications.', '');
    const text = plan.labels.get(short) ?? numbered(plan, row.number, row.level === 'ground') + row.label;
    const results = group('results', '三、本年度办理结果');
    const labels =
      row.level === 'top'
        ? repeatCell(cell(text), 3)
        : row.group
          ? [results, group(row.group, groupText(row.group)), cell(text)]
          : [results, ...repeatCell(cell(text), 2)];
    return { path: row.path, cells: [...labels, ...valuesOf(plan, row.path, columns)] };
  });
  const rows = [...headRows(columns), ...alterRows(plan, body, 3 + columns.length, 3)];
  return { rows, heads: 3 };
}

const groupText = (key: OutcomeGroup): string => groupLabels[key].join('');

function numbered(plan: Plan, number: string, ground: boolean): string {
  if (!ground) return number;
  return plan.numbering === 'none' ? '' : number + plan.numbering;
}

interface Column {
  readonly id: string;
  readonly label: string;
  /** Of the report's own: the sum of the organisations. */
  readonly extra: boolean;
}

function columnsOf(plan: Plan): Column[] {
  return (plan.columns ?? applicantColumns).flatMap((id) => [
    ...plan.extraColumns
      .filter(({ before }) => before === id)
      .map(({ label }) => ({ id: label, label, extra: true })),
    { id, label: plan.heads.get(id) ?? columnLabels[id] ?? id, extra: false },
  ]);
}

function valuesOf(plan: Plan, path: string, columns: readonly Column[]): GridCell[] {
  const printed = (id: string): string =>
    printedValue(plan, 'applications', path, id, applicantColumns.indexOf(id as 'total'));
  const merge = plan.merges.get(path);
  const merged = cell(merge?.token ?? '', 'value');
  const order = columns.map(({ id }) => id);
  return columns.map(({ id, extra }, index) => {
    if (extra)
      return cell(`${applicantColumns.slice(1, 6).reduce((sum, one) => sum + Number(printed(one)), 0)}`);
    const inside = merge && index >= order.indexOf(merge.from) && index <= order.indexOf(merge.to);
    return inside ? merged : cell(printed(id), 'value');
  });
}

/** Three rows; columns outside the organisations stand over two. A head `商业|企业` is cut over two rows. */
function headRows(columns: readonly Column[]): Row[] {
  const corner = cell(relationNote, 'note');
  const upper = cell('申请人情况', 'head');
  const organisations = cell('法人或其他组织', 'head');
  const lower = columns.map(({ id, label }): [GridCell, GridCell] => {
    const [first = '', second] = label.split('|');
    if (id === 'natural_person' || id === 'total') {
      const own = cell(first, 'head');
      return second === undefined ? [own, own] : [own, cell(second, 'head')];
    }
    return [organisations, cell(first, 'head')];
  });
  const rows = [
    [...repeatCell(corner, 3), ...repeatCell(upper, columns.length)],
    [...repeatCell(corner, 3), ...lower.map(([above]) => above)],
    [...repeatCell(corner, 3), ...lower.map(([, below]) => below)],
  ];
  const seconds = columns.map(({ label }) => label.split('|')[1]);
  if (seconds.some((text) => text !== undefined)) {
    const last = rows[2] ?? [];
    rows.push([
      ...repeatCell(corner, 3),
      ...columns.map((_, index) => {
        const text = seconds[index];
        return text === undefined ? (last[3 + index] as GridCell) : cell(text, 'head');
      }),
    ]);
  }
  return rows.map((cells) => ({ path: '', cells }));
}

/** Rows left out, added and repeated. */
function alterRows(plan: Plan, rows: readonly Row[], width: number, labels: number): Row[] {
  return rows.flatMap((row): Row[] => {
    const added = plan.extraRows
      .filter(({ after }) => after === row.path)
      .map(({ label, values }): Row => {
        const own = besides(row, label === '=' ? (row.cells[labels - 1]?.text ?? '') : label, labels);
        return { path: row.path, cells: stretch([...own, ...values.map((text) => cell(text))], width) };
      });
    return plan.without.has(`row ${row.path.replace('applications.', '')}`) ? added : [row, ...added];
  });
}

/** An added row stands beside the row before it, under the same groups. */
function besides(row: Row, label: string, labels: number): GridCell[] {
  const own = cell(label);
  const deepest = row.cells[labels - 1] ?? cell('');
  const from = row.cells.slice(0, labels).indexOf(deepest);
  return [...row.cells.slice(0, from), ...repeatCell(own, labels - from)];
}

function makeRemedies(plan: Plan): Made {
  const litigation = cell('行政诉讼', 'head');
  const tops = [cell('行政复议', 'head'), cell('未经复议直接起诉', 'head'), cell('复议后起诉', 'head')];
  const leaves = remedyKinds.flatMap(() =>
    remedyColumns.map((column) => cell(plan.heads.get(`remedies.${column}`) ?? remedyLabels[column], 'head')),
  );
  const values = remedyKinds.flatMap((kind) =>
    remedyColumns.map((column, index) =>
      cell(printedValue(plan, 'remedies', `remedies.${kind}`, column, index), 'value'),
    ),
  );
  const rows = [
    [...repeatCell(tops[0] as GridCell, 5), ...repeatCell(litigation, 10)],
    [...leaves.slice(0, 5), ...tops.slice(1).flatMap((top) => repeatCell(top, 5))],
    leaves,
    values,
  ];
  return { rows: rows.map((cells, index) => ({ path: index === 3 ? 'remedies' : '', cells })), heads: 3 };
}
