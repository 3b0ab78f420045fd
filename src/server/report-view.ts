/** What a report's page is drawn from. */

import type { Form } from '#forms/form.js';
import { forms } from '#forms/index.js';
import type { Language } from '#model/anomaly.js';
import type { BrowsedAnomaly, BrowsedFigure, BrowsedReport } from '#store/browse-report.js';
import type { ResultVersion } from '#store/browse-versions.js';
import type { NamedDivision } from './division-path.js';
import { messageIn } from './message-in.js';
import type { User } from './site.js';
import { type BrowseWording, browseWordingOf } from './wording/browse.js';
import { type ReportWording, reportWordingOf } from './wording/report.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface ReportView extends BrowsedReport {
  readonly divisions: readonly NamedDivision[];
  /** Of each copy, in their order. */
  readonly versions: readonly (readonly ResultVersion[])[];
  readonly user: User;
  /** Of the paper: per cent of its frame. */
  readonly zoom: number;
  readonly language: Language;
}

export interface ToldAnomaly extends Omit<BrowsedAnomaly, 'fields'> {
  readonly fields: readonly string[];
  readonly message: string;
}

/** With what follows from it, looked up once. */
export interface ReportDrawing extends Omit<ReportView, 'anomalies'> {
  readonly anomalies: readonly ToldAnomaly[];
  /** Undefined where no layout is known of it. */
  readonly knownForm: Form | undefined;
  readonly byField: ReadonlyMap<string, BrowsedFigure>;
  /** Anomalies that name a field, the gravest first; not those that say nothing is wrong with it. */
  readonly flags: ReadonlyMap<string, readonly ToldAnomaly[]>;
  readonly wording: ReportWording & { readonly browse: BrowseWording; readonly review: Wording };
}

export function toDrawing(view: ReportView): ReportDrawing {
  const { language, figures, report } = view;
  const anomalies = view.anomalies.map((anomaly) => ({
    ...anomaly,
    fields: JSON.parse(anomaly.fields) as string[],
    message: messageIn(language, report.form, anomaly),
  }));
  return {
    ...{ ...view, anomalies, knownForm: forms.find(({ id }) => id === report.form) },
    byField: new Map(figures.map((figure) => [figure.field, figure])),
    flags: findFlags(anomalies),
    wording: {
      ...reportWordingOf[language],
      ...{ browse: browseWordingOf[language], review: wordingOf[language] },
    },
  };
}

const cleared: readonly string[] = ['dismissed', 'misread'];

/** Notices may name a hundred blanks, and stand in the list of anomalies alone. */
function findFlags(anomalies: readonly ToldAnomaly[]): ReadonlyMap<string, readonly ToldAnomaly[]> {
  const flags = new Map<string, ToldAnomaly[]>();
  for (const anomaly of anomalies) {
    if (anomaly.severity === 'notice' || cleared.includes(anomaly.state)) continue;
    for (const field of new Set(anomaly.fields)) flags.set(field, [...(flags.get(field) ?? []), anomaly]);
  }
  return flags;
}
