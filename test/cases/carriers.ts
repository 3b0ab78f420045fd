/** A plan printed on its carrier. */
import { isTableKey, type SectionKey, sectionKeys } from '../generator/form.js';
import { type Grid, type GridCell, placeCells } from '../generator/grid.js';
import { spanAttributes } from '../generator/markup.js';
import { type Carrier, type Plan, parseReport } from './notation.js';
import { toPieces } from './tables.js';

const headings: Readonly<Record<SectionKey, string>> = {
  overview: '一、总体情况',
  proactive: '二、主动公开政府信息情况',
  applications: '三、收到和处理政府信息公开申请情况',
  remedies: '四、政府信息公开行政复议、行政诉讼情况',
  problems: '五、存在的主要问题及改进情况',
  other: '六、其他需要报告的事项',
};

/** What a section says where the case does not. */
const prose: Readonly<Record<SectionKey, string>> = {
  overview: '本机关认真贯彻落实《中华人民共和国政府信息公开条例》，稳步推进政务公开各项工作。',
  proactive: '',
  applications: '',
  remedies: '',
  problems: '公开内容还不够丰富，下一步将加强业务培训，提高公开质量。',
  other: '无其他需要报告的事项。',
};

/** The bytes of a report in the notation. */
export const notationToBytes = (notation: string): Uint8Array =>
  new TextEncoder().encode(printReport(parseReport(notation)));

export function printReport(plan: Plan): string {
  const print = printers[plan.carrier];
  const title = plan.title ?? `${plan.agency}${plan.year}年政府信息公开工作年度报告`;
  const sections = sectionKeys.filter((key) => !plan.without.has(`section ${key}`));
  const parts = sections.flatMap((key) => {
    const texts = plan.texts.filter(([section]) => section === key).map(([, text]) => text);
    const own = texts.length > 0 ? texts : [prose[key]].filter((text) => text !== '');
    const tables = isTableKey(key) ? toPieces(plan, key) : [];
    return [
      print.line(plan.headings.get(key) ?? headings[key]),
      ...own.map(print.line),
      ...tables.map(print.table),
    ];
  });
  return print.page([print.line(title), ...parts]);
}

interface Printer {
  line(text: string): string;
  table(grid: Grid): string;
  page(parts: readonly string[]): string;
}

const printers: Readonly<Record<Carrier, Printer>> = {
  html: {
    line: (text) => `<p>${text}</p>`,
    table: tableToHtml,
    page: (parts) => `<!DOCTYPE html>\n<html><body>\n${parts.join('\n')}\n</body></html>\n`,
  },
  converter: {
    line: (text) => `${text}\n`,
    table: (grid) => `${distinct(grid).map(rowToLines).join('\n')}\n`,
    page: (parts) => parts.join('\n'),
  },
  pipes: {
    line: (text) => `${text}\n`,
    table: (grid) => `${distinct(grid).map(rowToPipes).join('\n')}\n`,
    page: (parts) => parts.join('\n'),
  },
  flat: {
    line: (text) => `${text}\n`,
    table: (grid) =>
      `${placeCells(grid)
        .flat()
        .map(({ cell }) => cell.text)
        .join('')}\n`,
    page: (parts) => parts.join('\n'),
  },
};

function tableToHtml(grid: Grid): string {
  const rows = placeCells(grid).map((cells) =>
    cells.map((placed) => `<td${spanAttributes(placed)}>${placed.cell.text.replaceAll('\n', '<br>')}</td>`),
  );
  return `<table>\n${rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')}\n</table>`;
}

/** Each row's cells once, empty where the cell began in a row above. */
function distinct(grid: Grid): string[][] {
  const seen = new Set<GridCell>();
  return grid.map((cells) => {
    const own = cells.filter((cell, column) => cell !== cells[column - 1]);
    const texts = own.map((cell) => (seen.has(cell) ? '' : cell.text));
    for (const cell of own) seen.add(cell);
    return texts;
  });
}

const rowToLines = (texts: readonly string[]): string => texts.map((text) => `\t${text}\n`).join('');
const rowToPipes = (texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll('\n', '<br>')).join(' | ')} |`;
