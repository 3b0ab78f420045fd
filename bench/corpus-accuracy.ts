/** Accuracy over the published reports of the corpus, held against what was typed from them by eye. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { loadEngines } from '#cli/engines.js';
import { processDocument } from '#pipeline/process-document.js';
import { judge } from '../test/generator/judge.js';
import { makeReport, type PrintedFigure, type Report } from '../test/generator/report.js';

const corpus = new URL('../../shared/corpus/', import.meta.url);

const expectation = z.object({
  agency: z.string(),
  year: z.number(),
  family: z.string(),
  figures: z.record(z.string(), z.string()),
  known_errors_in_the_original: z.array(z.unknown()).optional(),
});
type Expectation = z.infer<typeof expectation>;

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
  if (!existsSync(new URL('expected/', corpus))) return undefined;
  const expectations = readExpectations();
  const rows: CorpusRow[] = [];
  for (const folder of ['reports/', 'derived/'])
    for (const name of readdirSync(new URL(folder, corpus)).sort()) {
      const expected = findExpectation(expectations, name);
      if (!expected || Object.keys(expected.figures).length === 0) continue;
      rows.push(await measureFile(name, readFileSync(new URL(folder + name, corpus)), expected));
    }
  return rows;
}

function readExpectations(): Map<string, Expectation> {
  const folder = new URL('expected/', corpus);
  return new Map(
    readdirSync(folder).map((file) => [
      file.replace(/\.json$/, ''),
      expectation.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
    ]),
  );
}

/** `pingtan-2024-gbk-nometa.html` has the figures of `pingtan-2024.html`. */
function findExpectation(
  expectations: ReadonlyMap<string, Expectation>,
  name: string,
): Expectation | undefined {
  const stem = (file: string): string => file.replace(/\.\w+$/, '');
  const own = expectations.get(name);
  return own ?? [...expectations].find(([file]) => stem(name).startsWith(stem(file)))?.[1];
}

async function measureFile(name: string, bytes: Uint8Array, expected: Expectation): Promise<CorpusRow> {
  const record = await processDocument(bytes, { name }, loadEngines());
  const { failure, right, wrong, missing, silentlyWrong, falseDoubts } = judge(toReport(expected), record);
  const errors =
    'anomalies' in record ? record.anomalies.filter(({ severity }) => severity === 'error').length : 0;
  return {
    name,
    failure: failure ?? null,
    expected: Object.keys(expected.figures).length,
    right,
    wrong: wrong.length,
    missing: missing.length,
    silentlyWrong: silentlyWrong.length,
    doubts: falseDoubts.length,
    errors,
    knownErrors: expected.known_errors_in_the_original?.length ?? 0,
  };
}

/** Nothing of it but figures, agency, year and form is looked at. */
function toReport({ agency, year, family, figures }: Expectation): Report {
  const entries = Object.entries(figures).map(([field, raw]) => [field, toFigure(raw)] as const);
  const form = family.startsWith('2019') ? '2019' : '2021';
  return { ...makeReport(1), faults: [], agency, year, form, figures: Object.fromEntries(entries) };
}

function toFigure(raw: string): PrintedFigure {
  if (raw === '') return { state: 'blank', raw };
  const value = Number(raw.replaceAll(',', ''));
  return Number.isNaN(value) ? { state: 'mark', raw } : { state: 'number', value, raw };
}
