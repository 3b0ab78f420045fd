/**
 * Tables with horizontal rules only. Rules of one width, one below the other, enclose bands; where the text
 * in the bands stands in columns, they are a table's rows. Its columns come from the text (columns.ts); a
 * band that holds several figures in one column is several rows (a three-line table).
 *
 * Rules around prose (a running head's rule and a footnote's) enclose no columns and are left alone.
 */
import {
  bottomOf,
  columnRulings,
  isHeadingOver,
  linesToTableRows,
  type Pieces,
  type RowBand,
  rowsToBands,
  sharesFigureColumn,
  sideRulings,
  topOf,
} from './aligned-rows.js';
import { columnBorders, findColumns, lineToPieces } from './columns.js';
import type { Line } from './lines.js';
import type { Ruling } from './page.js';
import { middle, SNAP } from './page.js';
import { findSpreadColumns, joinSpread } from './spread-words.js';

/** A table's rule is at least this long, and its rules end within this distance of each other (points). */
const SHORTEST_RULE = 40;
const SAME_END = 4;
/** A line this wide (part of the rule) without a gap is prose. */
const PROSE_WIDTH = 0.6;
/** In a table a number stands apart from words by at least this (em). */
const NUMBERS_APART = 0.3;

interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly lines: readonly Pieces[];
  /** It holds nothing but a heading between tables. */
  readonly isHeading?: true;
}

/** For each table found: the rulings, drawn and inferred, of its lattice. */
export function findRuleTables(rulings: readonly Ruling[], lines: readonly Line[]): Ruling[][] {
  const rules = rulings.filter((rule) => rule.axis === 'horizontal' && rule.to - rule.from >= SHORTEST_RULE);
  return groupRules(rules).flatMap((group) => groupToTables(group, lines));
}

function groupRules(rules: readonly Ruling[]): Ruling[][] {
  const groups: Ruling[][] = [];
  for (const rule of [...rules].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    const group = groups.find(([widest]) => isWithin(widest!, rule));
    if (group) group.push(rule);
    else groups.push([rule]);
  }
  return groups.map((group) => group.sort((a, b) => a.at - b.at)).filter((group) => group.length > 1);
}

const isWithin = (widest: Ruling, rule: Ruling): boolean =>
  rule.from >= widest.from - SAME_END && rule.to <= widest.to + SAME_END;

function groupToTables(group: readonly Ruling[], lines: readonly Line[]): Ruling[][] {
  const left = Math.min(...group.map((rule) => rule.from));
  const right = Math.max(...group.map((rule) => rule.to));
  const full = group.filter((rule) => rule.to - rule.from >= right - left - 2 * SAME_END);
  const mine = lines.filter((line) => line.box[0] >= left - SAME_END && line.box[2] <= right + SAME_END);
  const bands = full.slice(1).map((rule, index) => bandOf(full[index]!.at, rule.at, mine));
  const body = bands.flatMap((band) => band.lines).find((line) => line.length > 1);
  const cut = body ? bands.flatMap((band) => cutAtHeadings(band, body)) : bands;
  return splitAtProse(cut, right - left).flatMap((part) => {
    const rulings = bandsToRulings(joinSpreadWords(part.map(cutFinely)), group, left, right);
    return rulings ? [rulings] : [];
  });
}

function bandOf(top: number, bottom: number, lines: readonly Line[]): Band {
  const inside = lines.filter((line) => {
    const y = middle(line.box[1], line.box[3]);
    return y > top && y < bottom;
  });
  return { top, bottom, lines: inside.map((line) => lineToPieces(line)) };
}

/** A heading between two tables' rules: what stands above and below it are bands of their own. */
function cutAtHeadings(band: Band, body: Pieces): Band[] {
  const at = band.lines.findIndex((line) => isHeadingOver(line, body));
  const heading = band.lines[at];
  if (!heading) return [band];
  const [top, bottom] = [topOf(heading), bottomOf(heading)];
  const above = { top: band.top, bottom: top, lines: band.lines.slice(0, at) };
  const below = { top: bottom, bottom: band.bottom, lines: band.lines.slice(at + 1) };
  return [
    ...(above.lines.length > 0 ? [above] : []),
    { top, bottom, lines: [heading], isHeading: true },
    ...(below.lines.length > 0 ? cutAtHeadings(below, body) : []),
  ];
}

function splitAtProse(bands: readonly Band[], width: number): Band[][] {
  const parts: Band[][] = [[]];
  for (const band of bands) {
    if (band.isHeading || isProse(band, width)) parts.push([]);
    else parts.at(-1)?.push(band);
  }
  return parts.filter((part) => part.length > 0);
}

/** The band with its lines cut more finely, now that it is known to hold no prose. */
const cutFinely = (band: Band): Band => ({
  ...band,
  lines: band.lines.map((line) => line.flatMap((piece) => lineToPieces(piece, NUMBERS_APART))),
});

function joinSpreadWords(bands: readonly Band[]): Band[] {
  const spread = findSpreadColumns(bands.flatMap(({ lines }) => lines));
  return bands.map((band) => ({ ...band, lines: band.lines.map((line) => joinSpread(line, spread)) }));
}

const isProse = ({ lines }: Band, width: number): boolean =>
  lines.filter((line) => line.length === 1 && line[0]!.box[2] - line[0]!.box[0] > PROSE_WIDTH * width)
    .length >= 2 ||
  (lines.length > 2 && lines.every((line) => line.length === 1));

function bandsToRulings(
  bands: readonly Band[],
  group: readonly Ruling[],
  left: number,
  right: number,
): Ruling[] | undefined {
  const lines = bands.flatMap((band) => band.lines);
  if (lines.filter((line) => line.length > 1).length < 2) return undefined;
  const columns = findColumns(lines);
  if (columns.length < 2) return undefined;
  const borders = columnBorders(columns);
  const [top, bottom] = [bands[0]!.top, bands.at(-1)!.bottom];
  const rules = group.filter((rule) => rule.at >= top - SNAP && rule.at <= bottom + SNAP);
  const rows = bands.flatMap((band) => splitBand(band, rules, borders));
  const inner = rows
    .slice(1)
    .map(({ top: at }) => at)
    .filter((at) => !rules.some((rule) => Math.abs(rule.at - at) <= SNAP))
    .map((at): Ruling => ({ axis: 'horizontal', at, from: left, to: right, origin: 'aligned' }));
  return [...rules, ...inner, ...columnRulings(rows, borders), ...sideRulings(left, right, top, bottom)];
}

/** A band cut at partial rules inside it, and between lines when it holds several rows. */
function splitBand(band: Band, rules: readonly Ruling[], borders: readonly number[]): RowBand[] {
  const inside = rules.map((rule) => rule.at).filter((at) => at > band.top + SNAP && at < band.bottom - SNAP);
  const edges = [band.top, ...inside, band.bottom];
  return edges.slice(1).flatMap((bottom, index) => {
    const top = edges[index]!;
    const lines = band.lines.filter((line) => {
      const y = middle(topOf(line), bottomOf(line));
      return y > top && y < bottom;
    });
    return holdsSeveralRows(lines, borders)
      ? rowsToBands(linesToTableRows(lines, borders), top, bottom)
      : [{ top, bottom, pieces: lines.flat() }];
  });
}

const holdsSeveralRows = (lines: readonly Pieces[], borders: readonly number[]): boolean =>
  lines.some((line, index) => sharesFigureColumn(lines.slice(0, index), line, borders));
