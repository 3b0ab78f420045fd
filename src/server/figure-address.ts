/** A figure through the years: where its page is, and what is drawn of it there, on an agency's page, beside an anomaly. */
import type { FigureYear } from '#store/figure-years.js';
import type { YearValue } from './plots/years.js';
import type { OverviewWording } from './wording/overview.js';

/** Without a scope: of what most of the agency's reports speak of. */
export const addressOfFigure = (agencyKey: string, field: string, scope?: string): string =>
  `/figures?${new URLSearchParams({ agency: agencyKey, field, ...(scope === undefined ? {} : { scope }) })}`;

export function yearsToValues(years: readonly FigureYear[], { doubts }: OverviewWording): YearValue[] {
  return years.map(
    ({ year, valuePrinted: printed, valueReviewed: reviewed, state, raw, anomaly, reportId }) => {
      const doubt = anomaly && isDoubt(anomaly.kind) ? anomaly.kind : null;
      const said = printed ?? (state === 'blank' ? '▢' : raw || '—');
      const text = [
        `${year}: ${said}`,
        reviewed !== printed && `→ ${reviewed ?? '▢'}`,
        doubt && `(${doubts[doubt]})`,
      ];
      return {
        year,
        printed,
        reviewed,
        doubt,
        text: text.filter(Boolean).join(' '),
        href: `/reports/${reportId}`,
      };
    },
  );
}

const isDoubt = (kind: string): kind is NonNullable<YearValue['doubt']> =>
  kind === 'source' || kind === 'reading' || kind === 'undecided';
