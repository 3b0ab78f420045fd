/** Accuracy over the published reports of the corpus, held against what was typed from them by eye. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import type { OutputRecord } from '#records/record.js';
import { parsePrintedNumber } from '#text/printed-number.js';
import { corpus, type Expected, isThere, readCorpus, readExpected } from '../test/corpus/folder.js';
import { judge } from '../test/generator/judge.js';
import { makeReport, type PrintedFigure, type Report } from '../test/generator/report.js';

export interface CorpusRow {
  readonly name: string;
  readonly failure: string | null;
  readonly expected: number;
  readonly right: number;
  readonly wrong: number;
  readonly missing: number;
  readonly silentlyWrong: number;
  readonly doubts: number;
  readonly errors: number;
  /** Errors known to stand in the original. */
  readonly knownErrors: number;
}

/** `undefined` where there is no corpus. */
export async function measureCorpus(): Promise<CorpusRow[] | undefined> {
  if (!isThere) return undefined;
  const pages = readdirSync(join(corpus, 'expected')).map((file) => file.replace(/\.json$/, ''));
  const rows: CorpusRow[] = [];
  for (const folder of ['reports', 'derived'])
    for (const name of readdirSync(join(corpus, folder)).sort()) {
      const page = findPage(pages, name);
      const expected = page && readExpected(page);
      if (!expected || Object.keys(expected.figures).length === 0) continue;
      rows.push(await measureFile(name, readCorpus(`${folder}/${name}`), expected));
    }
  return rows;
}

/** `pingtan-2024-gbk-nometa.html` has the figures of `pingtan-2024.html`. */
function findPage(pages: readonly string[], name: string): string | undefined {
  const stem = (file: string): string => file.replace(/\.\w+$/, '');
  return pages.find((page) => page === name) ?? pages.find((page) => stem(name).startsWith(stem(page)));
}

async function measureFile(name: string, bytes: Uint8Array, expected: Expected): Promise<CorpusRow> {
  const record = withoutUnknown(await processDocument(bytes, { name }, loadEngines()), expected);
  const { failure, right, wrong, missing, silentlyWrong, falseDoubts } = judge(toReport(expected), record);
  const errors =
    'anomalies' in record ? record.anomalies.filter(({ severity }) => severity === 'error').length : 0;
  return {
    name,
    failure: failure ?? null,
    expected: knownFigures(expected).length,
    right,
    wrong: wrong.length,
    missing: missing.length,
    silentlyWrong: silentlyWrong.length,
    doubts: falseDoubts.length,
    errors,
    knownErrors: expected.known_errors_in_the_original?.length ?? 0,
  };
}

/** Without the figures that the person could not read either. */
function withoutUnknown(record: OutputRecord, { figures }: Expected): OutputRecord {
  if ('failure' in record) return record;
  return { ...record, figures: record.figures.filter(({ field }) => figures[field] !== '?') };
}

const knownFigures = ({ figures }: Expected): [field: string, raw: string][] =>
  Object.entries(figures).filter(([, raw]) => raw !== '?');

/** Nothing of it but figures, agency, year and form is looked at. */
function toReport(expected: Expected): Report {
  const { agency, year, family } = expected;
  const entries = knownFigures(expected).map(([field, raw]) => [field, toFigure(raw)] as const);
  const form = family.startsWith('2019') ? '2019' : '2021';
  return { ...makeReport(1), faults: [], agency, year, form, figures: Object.fromEntries(entries) };
}

/** 251000元 is the number 251000. */
function toFigure(raw: string): PrintedFigure {
  const printed = parsePrintedNumber(raw);
  if (printed.state === 'unreadable') throw new Error(`${raw}: what was typed by eye is no figure`);
  return printed.state === 'number'
    ? { state: 'number', value: printed.value, raw }
    : { state: printed.state, raw };
}
