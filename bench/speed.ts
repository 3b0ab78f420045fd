/**
 * How long one document takes, bytes in memory → record → a line of JSON, warm and on one thread, beside
 * what others take for the same bytes in the same run.
 */

import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import type { Format } from '../test/generator/case.js';
import { type Counterpart, counterpartsOf } from './counterparts.js';
import { findInputs, type Input } from './documents.js';
import { type Effort, interleave, type Timing } from './interleave.js';

export interface Comparison {
  readonly with: string;
  /** Milliseconds a document: processor time, or by the wall clock where theirs is a process of its own. */
  readonly ours: number;
  readonly theirs: number;
  /** Our median as a multiple of theirs. */
  readonly ratio: number;
  readonly target?: number;
  readonly met?: boolean;
}

export interface SpeedRow {
  readonly name: string;
  readonly kind: Input['kind'];
  readonly documents: number;
  readonly bytes: number;
  readonly pages?: number;
  /** Milliseconds a document. */
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly cpu: number;
  readonly rounds: number;
  /** Of all documents, those that were read a second time. */
  readonly secondReadings: number;
  readonly failures: number;
  readonly comparisons: readonly Comparison[];
}

export interface Speed {
  readonly rows: readonly SpeedRow[];
  readonly absent: readonly string[];
}

export async function measureSpeed(format: Format, quick: boolean): Promise<Speed> {
  const { inputs, absent } = await findInputs(format, quick ? 6 : 40);
  const rows: SpeedRow[] = [];
  for (const input of quick ? fewer(inputs) : inputs) rows.push(await measureInput(format, input, quick));
  return { rows, absent };
}

/** The mixed batch, and one report: a published one where there is any. */
function fewer(inputs: readonly Input[]): Input[] {
  const first = (kind: Input['kind']) => inputs.find((input) => input.kind === kind);
  return [first('mixed'), first('published') ?? first('clean')].filter((input) => input !== undefined);
}

/** V8 goes on compiling for some 300 documents of ten pages: before, a third of the processor time is its own. */
const efforts: Readonly<Record<'quick' | 'thorough', Effort>> = {
  quick: { warmUp: 250, warmUpCalls: 60, turn: 50, budget: 1200, fewestRounds: 5 },
  thorough: { warmUp: 1500, warmUpCalls: 400, turn: 100, budget: 6000, fewestRounds: 9 },
};

async function measureInput(format: Format, input: Input, quick: boolean): Promise<SpeedRow> {
  const engines = loadEngines();
  const ours = async (): Promise<string[]> => {
    const lines: string[] = [];
    for (const bytes of input.documents)
      lines.push(JSON.stringify(await processDocument(bytes, { name: input.name }, engines)));
    return lines;
  };
  const counterparts = input.kind === 'mixed' ? [] : counterpartsOf(format);
  const timings = await interleave(
    [{ name: 'gouji', run: ours }, ...counterparts.map((counterpart) => contend(counterpart, input))],
    efforts[quick ? 'quick' : 'thorough'],
  );
  const lines = await ours();
  return toRow(input, timings, counterparts, lines);
}

const contend = ({ name, read }: Counterpart, { documents }: Input) => ({
  name,
  run: async () => {
    for (const bytes of documents) await read(bytes);
  },
});

function toRow(
  { name, kind, documents, pages }: Input,
  timings: readonly Timing[],
  counterparts: readonly Counterpart[],
  lines: readonly string[],
): SpeedRow {
  const [ours, ...theirs] = timings as readonly [Timing, ...Timing[]];
  const count = documents.length;
  return {
    name,
    kind,
    documents: count,
    bytes: Math.round(documents.reduce((sum, { length }) => sum + length, 0) / count),
    ...(pages === undefined ? {} : { pages: pages / count }),
    ...{ median: ours.median / count, lower: ours.lower / count, upper: ours.upper / count },
    ...{ cpu: ours.cpu / count, rounds: ours.rounds },
    secondReadings: lines.filter((line) => /"engine":\{[^}]*"reading":"[^"]*\+/.test(line)).length,
    failures: lines.filter((line) => /"engine":\{[^}]*\},"failure":/.test(line)).length,
    comparisons: counterparts.flatMap((counterpart, index) => {
      const timing = theirs[index];
      return timing ? [compare(ours, timing, counterpart)] : [];
    }),
  };
}

function compare(ours: Timing, theirs: Timing, { name, target, isProcess }: Counterpart): Comparison {
  const unit = isProcess ? 'median' : 'cpu';
  const ratio = ours[unit] / theirs[unit];
  const judged = target === undefined ? {} : { target, met: ratio <= target };
  return { with: name, ours: ours[unit], theirs: theirs[unit], ratio, ...judged };
}
