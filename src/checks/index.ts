/** All checks, in the order in which their anomalies are listed. */
import type { Anomaly } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';
import { alteredLabels } from './altered-labels.js';
import { alteredRows } from './altered-rows.js';
import { blankFigures } from './blank-figures.js';
import { carrierRemarks } from './carrier-remarks.js';
import type { Check, CheckContext } from './check.js';
import { conflictingCells } from './conflicting-cells.js';
import { coverageGap } from './coverage-gap.js';
import { type CopyCheck, differingCopies } from './differing-copies.js';
import { differingReadings } from './differing-readings.js';
import { doubtfulCells } from './doubtful-cells.js';
import { withFingerprint } from './fingerprint.js';
import { formYear } from './form-year.js';
import { markFigures } from './mark-figures.js';
import { missingTable } from './missing-table.js';
import { negativeCounts } from './negative-counts.js';
import { orphanedFigures } from './orphaned-figures.js';
import { plainCounts } from './plain-counts.js';
import { relationsCheck } from './relations.js';
import { reportedFigures } from './reported-figure.js';
import { statementsCheck } from './statements.js';
import { undecidedFigures } from './undecided-figures.js';
import { unreadRows } from './unread-rows.js';

export const checks: readonly Check[] = [
  ...[relationsCheck, negativeCounts, statementsCheck, formYear, missingTable],
  ...[
    differingReadings,
    conflictingCells,
    undecidedFigures,
    doubtfulCells,
    unreadRows,
    orphanedFigures,
    coverageGap,
  ],
  ...[blankFigures, markFigures, plainCounts, alteredRows, alteredLabels],
  carrierRemarks,
];

/** Those of the copies of one report, which are looked at when an import has ended. */
export const copyChecks: readonly CopyCheck[] = [differingCopies];

/** All codes there are, with those that only a person gives. */
export const knownChecks: readonly Pick<Check, 'rule' | 'codes' | 'summary'>[] = [
  ...checks,
  ...copyChecks,
  reportedFigures,
];

const weight = { error: 0, warning: 1, notice: 2 } as const;

/** Every anomaly of one report, the gravest first. */
export function runChecks(context: CheckContext): Anomaly<Field>[] {
  const anomalies = checks.flatMap((check) => [...check.run(context)]);
  return anomalies
    .sort((a, b) => weight[a.severity] - weight[b.severity])
    .map((finding) => withFingerprint(finding, context.extraction));
}
