/**
 * Accuracy over generated reports: figures right, wrong, missing and silently wrong, doubts on right
 * figures, planted faults found, errors on clean reports, and the first repairs that were right.
 */

import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import { type Format, makeCase } from '../test/generator/case.js';
import { type Judgement, judge } from '../test/generator/judge.js';
import { closeBrowser } from '../test/generator/pdf.js';

export interface Tally {
  reports: number;
  failures: number;
  right: number;
  wrong: number;
  missing: number;
  silentlyWrong: number;
  falseDoubts: number;
  faults: number;
  missedFaults: number;
  falseErrors: number;
  determined: number;
  firstRepairRight: number;
  headerWrong: number;
  sectionsMissing: number;
}

const nothing: Tally = {
  ...{ reports: 0, failures: 0, right: 0, wrong: 0, missing: 0, silentlyWrong: 0, falseDoubts: 0 },
  ...{ faults: 0, missedFaults: 0, falseErrors: 0, determined: 0, firstRepairRight: 0 },
  ...{ headerWrong: 0, sectionsMissing: 0 },
};

/** One line a case that is not as it should be. */
export type Complain = (line: string) => void;

export async function measureAccuracy(
  format: Format,
  first: number,
  count: number,
  complain: Complain,
): Promise<Tally> {
  const engines = loadEngines();
  const tally: Tally = { ...nothing };
  for (let seed = first; seed < first + count; seed++) {
    const { name, report, bytes } = await makeCase(format, seed);
    const record = await processDocument(bytes, { name }, engines);
    const judgement = judge(report, record);
    add(tally, judgement, report.faults.length);
    for (const line of complaints(judgement)) complain(`${name}: ${line}`);
  }
  await closeBrowser();
  return tally;
}

function add(tally: Tally, judgement: Judgement, faults: number): void {
  tally.reports++;
  if (judgement.failure) tally.failures++;
  tally.right += judgement.right;
  tally.wrong += judgement.wrong.length;
  tally.missing += judgement.missing.length;
  tally.silentlyWrong += judgement.silentlyWrong.length;
  tally.falseDoubts += judgement.falseDoubts.length;
  tally.faults += faults;
  tally.missedFaults += judgement.missedFaults.length;
  tally.falseErrors += judgement.falseErrors.length;
  tally.determined += judgement.determined;
  tally.firstRepairRight += judgement.firstRepairRight;
  const { year, form, agency } = judgement.header;
  if (!year || !form || !agency) tally.headerWrong++;
  tally.sectionsMissing += judgement.missingSections.length;
}

function complaints(judgement: Judgement): string[] {
  const { failure, wrong, missing, silentlyWrong, missedFaults, falseErrors, header, missingSections } =
    judgement;
  const show = (list: readonly { field: string; expected: string; got: string }[]): string =>
    list
      .slice(0, 4)
      .map(({ field, expected, got }) => `${field} ${expected}→${got}`)
      .join(', ');
  return [
    ...(failure ? [`failure ${failure}`] : []),
    ...(silentlyWrong.length > 0 ? [`SILENT ${silentlyWrong.length}: ${show(silentlyWrong)}`] : []),
    ...(silentlyWrong.length === 0 && wrong.length > 0 ? [`wrong ${wrong.length}: ${show(wrong)}`] : []),
    ...(silentlyWrong.length === 0 && missing.length > 0
      ? [`missing ${missing.length}: ${show(missing)}`]
      : []),
    ...missedFaults.map(
      (fault) =>
        `MISSED ${fault.rule} ${fault.fields.slice(0, 3).join(' ')} ${JSON.stringify(fault).slice(0, 240)}`,
    ),
    ...falseErrors.map((error) => `FALSE ERROR ${error}`),
    ...(judgement.determined > judgement.firstRepairRight ? ['repair: first is not right'] : []),
    ...(header.year && header.form && header.agency ? [] : [`header ${JSON.stringify(header)}`]),
    ...(missingSections.length > 0 ? [`sections missing ${missingSections.join(' ')}`] : []),
    ...(judgement.falseDoubts.length > 0
      ? [`doubts ${judgement.falseDoubts.length}: ${judgement.falseDoubts.slice(0, 3).join(' ')}`]
      : []),
  ];
}
