/**
 * How many figures others would give us: a row of figures counts when it stands, whole and in order, in a row
 * of some grid they read. It is the best they could do: whether the row's label is right is not asked.
 */
import { type Format, makeCase } from '../test/generator/case.js';
import { closeBrowser } from '../test/generator/pdf.js';
import type { Report } from '../test/generator/report.js';
import { squeeze } from '../test/generator/squeeze.js';
import { type Grid, readDocxGrids, readPdfTables } from './counterparts.js';

export interface CounterpartTally {
  readonly name: string;
  readonly reports: number;
  readonly figures: number;
  readonly found: number;
}

const readers: Readonly<Partial<Record<Format, { name: string; read(bytes: Uint8Array): Promise<Grid[]> }>>> =
  {
    docx: { name: 'mammoth → cheerio → grids', read: readDocxGrids },
    pdf: { name: 'pdf-parse getTable()', read: readPdfTables },
  };

export async function measureCounterpart(
  format: Format,
  first: number,
  count: number,
): Promise<CounterpartTally | undefined> {
  const reader = readers[format];
  if (!reader) return undefined;
  let [figures, found] = [0, 0];
  for (let seed = first; seed < first + count; seed++) {
    const { report, bytes } = await makeCase(format, seed);
    figures += Object.keys(report.figures).length;
    found += countFound(report, await reader.read(bytes).catch(() => []));
  }
  await closeBrowser();
  return { name: reader.name, reports: count, figures, found };
}

function countFound(report: Report, grids: readonly Grid[]): number {
  const lines = grids.flat().map((row) => row.map(squeeze));
  const taken = new Set<string>();
  let found = 0;
  for (const figures of rowsOf(report)) {
    const place = findPlace(lines, figures, taken);
    if (place === undefined) continue;
    taken.add(place);
    found += figures.length;
  }
  return found;
}

/** Figures whose paths differ in the last step stand in one row. */
function rowsOf({ figures }: Report): string[][] {
  const rows = new Map<string, string[]>();
  for (const [field, { raw }] of Object.entries(figures)) {
    const row = field.slice(0, field.lastIndexOf('.'));
    rows.set(row, [...(rows.get(row) ?? []), squeeze(raw)]);
  }
  return [...rows.values()];
}

function findPlace(
  lines: readonly (readonly string[])[],
  figures: readonly string[],
  taken: ReadonlySet<string>,
): string | undefined {
  for (const [row, line] of lines.entries())
    for (let column = 0; column + figures.length <= line.length; column++) {
      const place = `${row} ${column}`;
      if (!taken.has(place) && figures.every((raw, index) => line[column + index] === raw)) return place;
    }
  return undefined;
}
