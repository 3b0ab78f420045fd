/** The measurements as aligned plain text. */
import type { Tally } from './accuracy.js';
import type { CorpusRow } from './corpus-accuracy.js';
import type { CounterpartTally } from './counterpart-accuracy.js';
import type { Extrapolation } from './extrapolation.js';
import type { ImportSpeed } from './import.js';
import type { Memory } from './memory.js';
import type { ReviewSpeed } from './review.js';
import type { Comparison, Speed, SpeedRow } from './speed.js';
import type { StartUp } from './startup.js';
import type { Sizing, WorkerSpeed } from './workers.js';

/** The first column to the left, the others to the right. */
function toTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map((row) => `  ${line(row).trimEnd()}`).join('\n');
}

const verdict = (met: boolean | undefined): string => (met === undefined ? '' : met ? 'met' : 'NOT MET');

export function showSpeed({ rows, absent }: Speed): string {
  const head = ['', 'KB', 'pages', 'ms', 'quarter–three quarters', 'ms cpu', 'docs/s·core', 'read twice'];
  const lines = rows.map(showSpeedRow);
  const compared = rows.flatMap((row) =>
    row.comparisons.map((comparison) => showComparison(row.name, comparison)),
  );
  const ratios =
    compared.length > 0
      ? [toTable([['in turns with', 'ms ours', 'ms theirs', 'ours is', 'target', ''], ...compared])]
      : [];
  return [toTable([head, ...lines]), ...absent.map((sentence) => `  ${sentence}`), ...ratios].join('\n');
}

function showSpeedRow(row: SpeedRow): string[] {
  return [
    `${row.name}${row.failures > 0 ? ` (${row.failures} failed)` : ''}`,
    (row.bytes / 1000).toFixed(0),
    row.pages === undefined ? '' : row.pages.toFixed(row.kind === 'mixed' ? 1 : 0),
    row.median.toFixed(2),
    `${row.lower.toFixed(2)}–${row.upper.toFixed(2)}`,
    row.cpu.toFixed(2),
    (1000 / row.cpu).toFixed(0),
    `${row.secondReadings} of ${row.documents}`,
  ];
}

function showComparison(
  input: string,
  { with: name, ours, theirs, ratio, target, met }: Comparison,
): string[] {
  return [
    `${name}: ${input}`,
    ours.toFixed(2),
    theirs.toFixed(2),
    showRatio(ratio),
    target === undefined ? '' : `${target < 1 ? '≥ ' : '≤ '}${showRatio(target)}`,
    verdict(met),
  ];
}

const showRatio = (ratio: number): string =>
  ratio < 1 ? `${(1 / ratio).toFixed(1)} × faster` : `${ratio.toFixed(2)} × its time`;

export function showMemory(rows: readonly (readonly [string, Memory])[]): string {
  const lines = rows.map(([format, { documents, died, everyFifty, peak, growth, target, met }]) => [
    died ? `${format}: ${died}` : format,
    `${documents}`,
    everyFifty.map((mebibytes) => mebibytes.toFixed(0)).join(' '),
    peak.toFixed(0),
    `${((growth - 1) * 100).toFixed(1)} %`,
    `< ${target.peak}, ≤ ${((target.growth - 1) * 100).toFixed(0)} %`,
    verdict(met),
  ]);
  return toTable([['', 'documents', 'MiB every 50', 'peak', 'growth', 'target', ''], ...lines]);
}

export function showStartUp(rows: readonly StartUp[]): string {
  const lines = rows.map(({ name, median, lower, upper, target, met }) => [
    name,
    median.toFixed(3),
    `${lower.toFixed(3)}–${upper.toFixed(3)}`,
    target === undefined ? '' : `≤ ${target}`,
    verdict(met),
  ]);
  return toTable([['', 'seconds', 'quarter–three quarters', 'target', ''], ...lines]);
}

export function showAccuracy(rows: readonly (readonly [string, Tally])[]): string {
  const head = ['', 'reports', 'failed', 'right', 'wrong', 'missing', 'silently', 'flags per 1000 right'];
  const faults = ['faults found', 'false errors', 'first repair right'];
  const lines = rows.map(([format, tally]) => [
    format,
    ...[tally.reports, tally.failures, tally.right, tally.wrong, tally.missing, tally.silentlyWrong].map(
      String,
    ),
    ((1000 * tally.falseDoubts) / tally.right).toFixed(2),
    `${tally.faults - tally.missedFaults} of ${tally.faults}`,
    `${tally.falseErrors}`,
    `${tally.firstRepairRight} of ${tally.determined}`,
  ]);
  return toTable([[...head, ...faults], ...lines]);
}

export function showCounterparts(rows: readonly CounterpartTally[]): string {
  const lines = rows.map(({ name, reports, figures, found }) => [
    name,
    `${reports}`,
    `${found} of ${figures}`,
    `${((100 * found) / figures).toFixed(1)} %`,
  ]);
  return toTable([['counterpart', 'reports', 'figures in rows found', ''], ...lines]);
}

export function showCorpus(rows: readonly CorpusRow[]): string {
  const head = ['', 'figures', 'right', 'wrong', 'missing', 'silently', 'flags', 'errors', 'known errors'];
  const lines = rows.map((row) => [
    row.failure ? `${row.name}: ${row.failure}` : row.name,
    ...[row.expected, row.right, row.wrong, row.missing, row.silentlyWrong].map(String),
    ...[row.doubts, row.errors, row.knownErrors].map(String),
  ]);
  return toTable([head, ...lines]);
}

export function showExtrapolation(rows: readonly Extrapolation[]): string {
  const lines = rows.map(({ on, html, docx, pdf, minutes, target, met }) => [
    `${on} reports`,
    ...[html, docx, pdf].map((cost) => cost.toFixed(2)),
    minutes.toFixed(1),
    `< ${target}`,
    verdict(met),
  ]);
  return toTable([['', 'ms HTML', 'ms DOCX', 'ms PDF', 'minutes', 'target', ''], ...lines]);
}

export function showImport(speed: ImportSpeed): string {
  const { documents, processes, parsing, importing, again, ratio, peak, middle, late, stored } = speed;
  const rate = (perSecond: number): string => `${perSecond.toFixed(perSecond < 100 ? 1 : 0)} /s`;
  return toTable([
    [`${documents} documents, ${processes} processes`, '', 'target', ''],
    ['parsing alone', rate(parsing), '', ''],
    ['import', rate(importing), '', ''],
    ['import to parsing', ratio.toFixed(2), `≥ ${speed.target.ratio}`, verdict(ratio >= speed.target.ratio)],
    ['the same again', rate(again), 'guide: 2000 /s', ''],
    [
      'memory of all processes, peak',
      `${peak.toFixed(0)} MiB`,
      `< ${speed.target.peak} MiB`,
      verdict(peak < speed.target.peak),
    ],
    ['second third → last third', `${middle.toFixed(0)} → ${late.toFixed(0)} MiB`, '', ''],
    ['in the store a document', `${(stored / 1000).toFixed(1)} KB`, '', ''],
  ]);
}

const targets = { gain: 0.9, overhead: 0.05 };

export function showWorkers(speed: WorkerSpeed): string {
  const { documents, bare, workers, gain, job, overhead, adding, waiting } = speed;
  const rates = ([one, two]: readonly [number, number]): string => `${one.toFixed(1)} → ${two.toFixed(1)} /s`;
  return toTable([
    [`${documents} documents, one → two`, '', 'target', ''],
    ['bare processes', rates(bare), '', ''],
    ['workers', rates(workers), '', ''],
    ['gain to gain', gain.toFixed(2), `≥ ${targets.gain}`, verdict(gain >= targets.gain)],
    ['a job that does nothing', `${job.toFixed(2)} ms`, '', ''],
    [
      'that to a document',
      `${(100 * overhead).toFixed(1)} %`,
      `< ${100 * targets.overhead} %`,
      verdict(overhead < targets.overhead),
    ],
    ['100,000 jobs: who adds them', `+${adding.toFixed(0)} MiB`, '', ''],
    ['100,000 jobs: in Redis', `+${waiting.toFixed(0)} MiB`, '', ''],
  ]);
}

export function showReview({ reports, anomalies, rows }: ReviewSpeed): string {
  const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
  return toTable([
    [`${anomalies} anomalies, ${reports} reports`, 'median', 'longest', 'guide', ''],
    ...rows.map(({ what, median, longest, target }) => [
      ...[what, milliseconds(median), milliseconds(longest)],
      ...(target === undefined ? ['', ''] : [`< ${target} ms`, verdict(median < target)]),
    ]),
  ]);
}

/** As docs/deploy.md has it. */
export function showSizing(sizing: Sizing): string {
  const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`;
  const rows = [
    ['what', 'how much'],
    ['--', '--'],
    ['reports an hour, per core', sizing.reportsPerHourAndCore.toFixed(0).replace(/(?=(\d{3})+$)\B/g, ',')],
    ['Redis, per 100,000 waiting jobs', mebibytes(sizing.redisPer100000Jobs)],
    ['Postgres, per document', kilobytes(sizing.postgresPerDocument)],
    ['documents (bucket or folder), per document', kilobytes(sizing.documentsPerDocument)],
    ['Postgres connections, per worker', `${sizing.postgresConnections}`],
    ['Redis connections, per worker', `${sizing.redisConnections}`],
    ['memory, per worker besides its children', mebibytes(sizing.worker)],
    ['memory, per child (`--jobs` of them)', mebibytes(sizing.child)],
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
