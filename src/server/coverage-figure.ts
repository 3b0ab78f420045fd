/** Coverage as it is drawn and told: of the parts of a place, and of its agencies one by one. */
import { type Markup, markup } from '#inspect/markup.js';
import type { AgencyYears } from '#store/agency-years.js';
import type { Place, PlaceCoverage } from '#store/coverage.js';
import type { ExplainGap, Gap } from '#store/coverage-gaps.js';
import { addressOfAgency } from './browse-lists.js';
import type { Column } from './listing.js';
import { type CellKind, type CoverageCell, type CoverageLine, drawCoverage } from './plots/coverage.js';
import { toFigure } from './plots/figure.js';
import { spanYears } from './plots/plot.js';
import type { OverviewWording } from './wording/overview.js';

export const coverageAddress = (place: Place, more: Readonly<Record<string, string>> = {}): string =>
  `/coverage?${new URLSearchParams({ division: place, ...more })}`;

/** Up to the last year that can have been reported on, whether anybody did or not. */
export const yearsOf = (
  lines: readonly { readonly years: readonly { readonly year: number }[] }[],
  today: string,
): number[] =>
  spanYears([Number(today.slice(0, 4)) - 1, ...lines.flatMap(({ years }) => years.map(({ year }) => year))]);

export const placeName = ({ place, name }: Pick<PlaceCoverage, 'place' | 'name'>, wording: OverviewWording) =>
  name ?? (place === 'unknown' ? wording.unknown : place === 'country' ? wording.country : place);

export function placesToLines(
  parts: readonly PlaceCoverage[],
  years: readonly number[],
  wording: OverviewWording,
): CoverageLine[] {
  return parts.map((part) => {
    const [name, href] = [placeName(part, wording), coverageAddress(part.place)];
    const cells = years.map((year): CoverageCell => {
      const reported = part.years.find((one) => one.year === year)?.agencies ?? 0;
      return {
        ...{ year, href, kind: reported > 0 ? 'reported' : 'none', share: reported / part.agencies },
        ...{ text: wording.cover(name, year, reported, part.agencies), told: reported },
      };
    });
    return { id: part.place, name, href, cells };
  });
}

const kindOf: Readonly<Record<Gap['why'], CellKind>> = {
  ...{ failed: 'failed', 'not-due': 'not-due', 'not-on-site': 'overdue', overdue: 'overdue' },
  'not-imported': 'none',
};

export function agenciesToLines(
  place: Place,
  agencies: readonly AgencyYears[],
  { years, explain, wording }: { years: readonly number[]; explain: ExplainGap; wording: OverviewWording },
): CoverageLine[] {
  return agencies.map((agency) => {
    const { key: id, agency: name } = agency;
    const cells = years.map((year): CoverageCell => {
      const own = agency.reports.filter((report) => report.year === year);
      const [report] = own;
      if (!report) return gapToCell(place, agency, year, explain(agency, year), wording);
      const errors = own.reduce((sum, one) => sum + one.errors, 0);
      const text = errors > 0 ? wording.faulty(name, year, errors) : wording.reported(name, year);
      const kind = errors > 0 ? 'faulty' : 'reported';
      return { ...{ year, kind, share: 1, text }, href: `/reports/${report.id}`, told: errors };
    });
    return { id, name, href: addressOfAgency(id), cells };
  });
}

function gapToCell(
  place: Place,
  { key, agency }: AgencyYears,
  year: number,
  gap: Gap,
  wording: OverviewWording,
): CoverageCell {
  const text = wording.gap(agency, year, gapToText(gap, wording));
  const href = coverageAddress(place, { agency: key, year: String(year) });
  return { year, kind: kindOf[gap.why], share: 0, text, href, told: null };
}

export function gapToText(gap: Gap, { why }: OverviewWording): string {
  const say = why[gap.why] as (gap: Gap) => string;
  return say(gap);
}

/** The map, and the same as a table in which every number leads where its cell leads. */
export async function coverageToFigure(
  title: string,
  lines: readonly CoverageLine[],
  { years, of, wording }: { years: readonly number[]; of: 'place' | 'agency'; wording: OverviewWording },
): Promise<Markup> {
  const cellOf = ({ cells }: CoverageLine, year: number) => cells.find((cell) => cell.year === year);
  const columns: Column<CoverageLine>[] = [
    {
      ...{ key: 'name', heading: wording.columns[of], value: ({ name }) => name },
      draw: ({ name, href }) => markup`<a href="${href}">${name}</a>`,
    },
    ...years.map(
      (year): Column<CoverageLine> => ({
        ...{ key: String(year), heading: String(year), value: (line) => cellOf(line, year)?.told ?? null },
        draw: (line) => {
          const cell = cellOf(line, year);
          return markup`${cell && markup`<a href="${cell.href}" title="${cell.text}">${cell.told ?? '—'}</a>`}`;
        },
      }),
    ),
  ];
  return toFigure({
    ...{
      title,
      columns,
      rows: lines,
      numbers: wording.numbers,
      note: of === 'place' ? wording.shades : wording.key,
    },
    plot: await drawCoverage(title, lines, years),
  });
}
