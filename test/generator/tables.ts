/** The three statutory tables of a report as grids, in a given layout. */
import {
  type ApplicationRow,
  applicantColumns,
  applicantLabels,
  applicationRows,
  groupLabels,
  type ProactiveBlock,
  proactiveBlocks,
  relationNote,
  remedyColumns,
  remedyKinds,
  remedyLabels,
  type TableKey,
  tableKeys,
} from './form.js';
import {
  copyGrid,
  cutGrid,
  filler,
  type Grid,
  type GridCell,
  repeatCell,
  stretchGrid,
  unmerge,
} from './grid.js';
import { createRandom, type Random } from './random.js';
import type { Report } from './report.js';
import { toFullWidth } from './spelling.js';
import type { TableLayout } from './table-layout.js';

export interface PrintedTable {
  readonly key: TableKey | 'joined';
  readonly grid: Grid;
  readonly headRows: number;
}

/** The tables of one section; several where the layout takes them apart, none where the report has none. */
export function makeTables(report: Report, key: TableKey, layout: TableLayout): PrintedTable[] {
  if (report.shape.missingTables.includes(key)) return [];
  const printer = createPrinter(report, layout);
  const parts = { proactive: makeProactive, applications: makeApplications, remedies: makeRemedies }[key];
  return parts(printer).map((table) => finish(table, layout));
}

/** All tables of the report as one. */
export function makeJoinedTable(report: Report, layout: TableLayout): PrintedTable {
  const whole: TableLayout = { ...layout, cut: 'none', blocksApart: false };
  const stretched = layout.joined === 'stretched' && !report.shape.addedColumn;
  const grid = tableKeys.flatMap((key) => {
    const [table] = makeTables(report, key, whole);
    if (!table) return [];
    const width = table.grid[0]?.length ?? 1;
    const rows = stretched ? stretchGrid(table.grid, 60 / width) : table.grid;
    const { ordinal, heading } = report.sections[key];
    const title: GridCell = { text: `${ordinal}、${heading}`, role: 'title' };
    return layout.headingRows ? [repeatCell(title, stretched ? 60 : width), ...rows] : rows;
  });
  return { key: 'joined', grid, headRows: 0 };
}

/** What the three makers share: how this report in this layout prints labels and figures. */
interface Printer {
  readonly report: Report;
  readonly layout: TableLayout;
  readonly random: Random;
  readonly head: (text: string) => GridCell;
  readonly label: (text: string) => GridCell;
  readonly value: (field: string) => GridCell;
}

function createPrinter(report: Report, layout: TableLayout): Printer {
  const random = createRandom(layout.seed);
  const word = (text: string): string => spaceLabel(bracket(quote(text, layout), layout), layout);
  return {
    report,
    layout,
    random,
    head: (text) => ({
      text: layout.breaks === 'none' ? word(text) : breakLabel(word(text), random, 0.7),
      role: 'head',
    }),
    label: (text) => ({
      text: layout.breaks === 'all' ? breakLabel(word(text), random, 0.4) : word(text),
      role: 'label',
    }),
    value: (field) => ({ text: report.figures[field]?.raw ?? '', role: 'value' }),
  };
}

function finish(table: PrintedTable, layout: TableLayout): PrintedTable {
  const grid = unmerge(table.grid, layout.unmerging, table.headRows);
  const width = grid[0]?.length ?? 0;
  const extra =
    layout.emptyLastRow && table.key === 'proactive' ? [Array.from({ length: width }, filler)] : [];
  return { ...table, grid: [...grid, ...extra] };
}

const bracket = (text: string, { brackets }: TableLayout): string =>
  brackets === 'full' ? text : text.replaceAll('（', '(').replaceAll('）', ')');

function quote(text: string, { quotes }: TableLayout): string {
  if (quotes === 'curly') return text;
  return text.replace(/[“”]/g, quotes === 'straight' ? '"' : '');
}

function spaceLabel(text: string, { spacedLabels }: TableLayout): string {
  if (!spacedLabels) return text;
  return text
    .replace(/^总计$/, '总 计')
    .replace(/^其他$/, '其 他')
    .replace('第二十条第', '第二十条  第');
}

/** One or two line breaks, never beside a digit's dot. */
function breakLabel(text: string, random: Random, probability: number): string {
  if (text.length < 4 || !random.chance(probability)) return text;
  const every = text.length <= 6 ? 2 : Math.ceil(text.length / random.integer(2, 3));
  const at = Math.max(2, every);
  return text.replace(new RegExp(`.{${at}}(?=.)`, 'gsu'), '$&\n');
}

function makeProactive(printer: Printer): PrintedTable[] {
  const { report, layout } = printer;
  const blocks = proactiveBlocks[report.form].map((block) => makeBlock(block, printer));
  const grids = layout.blocksApart ? blocks : [blocks.flat()];
  return grids.map((grid) => ({ key: 'proactive', grid, headRows: 0 }));
}

/** Widths of the cells of a block's rows on the grid of four or of five columns. */
const widths: Readonly<Record<4 | 5, Readonly<Record<number, { head: number[]; body: number[] }>>>> = {
  4: {
    4: { head: [1, 1, 1, 1], body: [1, 1, 1, 1] },
    3: { head: [1, 1, 2], body: [1, 1, 2] },
    2: { head: [1, 3], body: [1, 3] },
  },
  5: {
    4: { head: [1, 1, 2, 1], body: [1, 2, 1, 1] },
    3: { head: [1, 2, 2], body: [1, 2, 2] },
    2: { head: [1, 4], body: [1, 4] },
  },
};

function makeBlock(block: ProactiveBlock, printer: Printer): GridCell[][] {
  const { head, label, value, layout } = printer;
  const columns = layout.proactiveColumns;
  const { head: headWidths, body } = widths[columns][block.heads.length] ?? { head: [], body: [] };
  const spread = (cells: GridCell[], spans: readonly number[]): GridCell[] =>
    cells.flatMap((cell, index) => repeatCell(cell, spans[index] ?? 1));
  const title = repeatCell({ ...label(block.title), role: 'title' }, columns);
  const heads = block.heads.map((text) => head(proactiveWord(text, layout)));
  const rows = block.rows.map((row) =>
    spread([label(proactiveWord(row.label, layout)), ...row.fields.map(value)], body),
  );
  return [title, spread(heads, headWidths), ...rows];
}

function proactiveWord(text: string, { words }: TableLayout): string {
  if (words === 'form') return text;
  const short: Record<string, string> = {
    行政规范性文件: '规范性文件',
    '本年收费金额（单位：万元）': '本年收费金额（万元）',
  };
  const local: Record<string, string> = { 规章: '规章(设区的市、自治州人民政府应提供相关数据)' };
  return (words === 'short' ? short : local)[text] ?? text;
}

function makeApplications(printer: Printer): PrintedTable[] {
  const { layout, random } = printer;
  const heads = makeApplicationHeads(printer);
  const body = makeApplicationBody(printer);
  const first = 3 + random.integer(1, body.length - 6);
  const table = (grid: Grid, headRows: number): PrintedTable => ({ key: 'applications', grid, headRows });
  if (layout.cut !== 'none') {
    const [upper, lower] = cutGrid(body, first, layout.cutLabel);
    const again = layout.cut === 'head-repeated' ? copyGrid(heads) : [];
    return [table([...heads, ...upper], heads.length), table([...again, ...lower], again.length)];
  }
  const cut = layout.groupTwice ? cutGrid(body, first, 'again').flat() : body;
  return [table([...heads, ...cut], heads.length)];
}

const organisationHeads: readonly (readonly [upper: string, lower: string])[] = [
  ['商业', '企业'],
  ['科研', '机构'],
  ['社会公益', '组织'],
  ['法律服务', '机构'],
];

function makeApplicationHeads({ head, layout, report }: Printer): Grid {
  const note: GridCell = {
    text: layout.note === 'inside' ? bracket(relationNote, layout) : '',
    role: 'note',
  };
  const extra = report.shape.addedColumn ? [head('小计')] : [];
  const legalWidth = 5 + extra.length;
  const natural = head(applicantLabels.natural_person);
  const legal = head('法人或其他组织');
  const [total, rest] = [head(applicantLabels.total), head(applicantLabels.other_org)];
  const around = (cells: readonly GridCell[]): GridCell[] => [
    ...repeatCell(note, 3),
    natural,
    ...cells,
    total,
  ];
  const top = [...repeatCell(note, 3), ...repeatCell(head('申请人情况'), legalWidth + 2)];
  const upper = [top, around(repeatCell(legal, legalWidth))];
  if (layout.headRows === 3)
    return [...upper, around([...organisationHeads.map((pair) => head(pair.join(''))), rest, ...extra])];
  const half = (index: 0 | 1): GridCell[] =>
    organisationHeads.map((pair) => ({ text: pair[index], role: 'head' }));
  return [...upper, around([...half(0), rest, ...extra]), around([...half(1), rest, ...extra])];
}

function makeApplicationBody(printer: Printer): Grid {
  const { report, label, layout } = printer;
  const text = '三、本年度办理结果';
  const results: GridCell = layout.verticalGroup
    ? { text: [...text].join('\n'), role: 'label' }
    : label(text);
  const groups = new Map(
    Object.entries(groupLabels).map(([group, [number, name]]) => [group, label(number + name)]),
  );
  return applicationRows(report.form, report.shape.undivided).flatMap((row) => {
    const group = groups.get(row.group ?? '') ?? filler();
    const added = report.shape.addedRows
      .filter(({ after }) => after === row.path)
      .map((extra) => [results, group, label(extra.label), ...addedValues(extra.cells, printer)]);
    if (report.shape.deletedRows.includes(row.path)) return added;
    const name = label(rowLabel(row, printer));
    const labels = {
      top: repeatCell(name, 3),
      outcome: [results, name, name],
      ground: [results, group, name],
    };
    return [[...labels[row.level], ...rowValues(row, printer)], ...added];
  });
}

function rowLabel({ path, number, label, level }: ApplicationRow, { report, layout }: Printer): string {
  const text = report.shape.labels[path] ?? label;
  if (level !== 'ground') return `${number}${text}`;
  const numbers = {
    dot: `${number}.`,
    'dot-space': `${number}. `,
    pause: `${number}、`,
    'full-width': `${toFullWidth(number)}．`,
    none: '',
  };
  return numbers[layout.numbering] + text;
}

function rowValues({ path }: ApplicationRow, { report, value }: Printer): GridCell[] {
  const cells = applicantColumns.map((column) => value(`${path}.${column}`));
  if (!report.shape.addedColumn) return cells;
  const legal = applicantColumns
    .slice(1, 6)
    .reduce((sum, column) => sum + (report.figures[`${path}.${column}`]?.value ?? 0), 0);
  return [...cells.slice(0, 6), { text: `${legal}`, role: 'value' }, ...cells.slice(6)];
}

function addedValues(cells: readonly string[], { report }: Printer): GridCell[] {
  const printed = cells.map((text): GridCell => ({ text, role: 'value' }));
  return report.shape.addedColumn ? [...printed.slice(0, 6), filler(), ...printed.slice(6)] : printed;
}

function makeRemedies({ head, value }: Printer): PrintedTable[] {
  const results = (): GridCell[] => remedyColumns.map((column) => head(remedyLabels[column]));
  const review = results();
  const grid = [
    [...repeatCell(head('行政复议'), 5), ...repeatCell(head('行政诉讼'), 10)],
    [...review, ...repeatCell(head('未经复议直接起诉'), 5), ...repeatCell(head('复议后起诉'), 5)],
    [...review, ...results(), ...results()],
    remedyKinds.flatMap((kind) => remedyColumns.map((column) => value(`remedies.${kind}.${column}`))),
  ];
  return [{ key: 'remedies', grid, headRows: 3 }];
}
