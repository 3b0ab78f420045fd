/** What a report's page is drawn from. */

import type { Form } from '#forms/form.js';
import { forms } from '#forms/index.js';
import type { Language } from '#model/anomaly.js';
import type { BrowsedAnomaly, BrowsedFigure, BrowsedReport } from '#store/browse-report.js';
import type { ResultVersion } from '#store/browse-versions.js';
import type { NamedDivision } from './division-path.js';
import type { User } from './site.js';
import { type BrowseWording, browseWordingOf } from './wording/browse.js';
import { type ReportWording, reportWordingOf } from './wording/report.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface ReportView extends BrowsedReport {
  readonly divisions: readonly NamedDivision[];
  /** Of each copy, in their order. */
  readonly versions: readonly (readonly ResultVersion[])[];
  readonly user: User;
  readonly language: Language;
}

/** With what follows from it, looked up once. */
export interface ReportDrawing extends ReportView {
  /** Undefined where no layout is known of it. */
  readonly knownForm: Form | undefined;
  readonly byField: ReadonlyMap<string, BrowsedFigure>;
  /** Anomalies that name a field, the gravest first; not those that say nothing is wrong with it. */
  readonly flags: ReadonlyMap<string, readonly BrowsedAnomaly[]>;
  readonly wording: ReportWording & { readonly browse: BrowseWording; readonly review: Wording };
}

export function toDrawing(view: ReportView): ReportDrawing {
  const { language, figures, report } = view;
  return {
    ...{ ...view, knownForm: forms.find(({ id }) => id === report.form) },
    byField: new Map(figures.map((figure) => [figure.field, figure])),
    flags: findFlags(view.anomalies),
    wording: {
      ...reportWordingOf[language],
      ...{ browse: browseWordingOf[language], review: wordingOf[language] },
    },
  };
}

const cleared: readonly string[] = ['dismissed', 'misread'];

/** Notices may name a hundred blanks, and stand in the list of anomalies alone. */
function findFlags(anomalies: readonly BrowsedAnomaly[]): ReadonlyMap<string, readonly BrowsedAnomaly[]> {
  const flags = new Map<string, BrowsedAnomaly[]>();
  for (const anomaly of anomalies) {
    if (anomaly.severity === 'notice' || cleared.includes(anomaly.state)) continue;
    for (const field of new Set(anomaly.fields)) flags.set(field, [...(flags.get(field) ?? []), anomaly]);
  }
  return flags;
}
