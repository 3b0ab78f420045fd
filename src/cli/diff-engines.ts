/** `gouji diff-engines`: what a new engine changed, document by document, and in numbers at the end. */
import type { KnownAnomaly, PrintedFigure, RecordChange } from '#store/compare-records.js';
import { diffEngines, type EngineDiff } from '#store/diff-engines.js';
import { type StoreSettings, withStore } from './open-store.js';

export interface DiffEnginesCommand {
  readonly format: keyof typeof writers;
  readonly store: StoreSettings;
}

/** Throws a StoreError. */
export async function runDiffEngines(
  { format, store: settings }: DiffEnginesCommand,
  print: (text: string) => void,
): Promise<void> {
  const counts = newCounts();
  await withStore(settings, { readOnly: true }, (store) =>
    store.read(async (snapshot) => {
      for await (const diff of diffEngines(snapshot)) {
        count(counts, diff);
        if (diff.change) print(writers[format].change(diff, diff.change));
      }
    }),
  );
  print(writers[format].counts(counts));
}

const newCounts = () => ({
  compared: 0,
  changed: 0,
  nowRecords: 0,
  nowFailures: 0,
  heads: 0,
  figures: 0,
  appeared: 0,
  gone: 0,
  rejudged: 0,
});

type Counts = ReturnType<typeof newCounts>;

function count(counts: Counts, { change }: EngineDiff): void {
  counts.compared++;
  if (!change) return;
  const { failure, head, figures, anomalies } = change;
  counts.changed++;
  if (failure?.to === null) counts.nowRecords++;
  if (failure?.from === null) counts.nowFailures++;
  if (!failure) counts.heads += head.length;
  counts.figures += figures.length;
  counts.appeared += anomalies.appeared.length;
  counts.gone += anomalies.gone.length;
  counts.rejudged += anomalies.rejudged.length;
}

interface Writer {
  change(diff: EngineDiff, change: RecordChange): string;
  counts(counts: Counts): string;
}

const writers = {
  jsonl: {
    change: (diff) => JSON.stringify({ event: 'document', ...diff }),
    counts: (counts) => JSON.stringify({ event: 'counts', ...counts }),
  },
  text: { change: changeToText, counts: countsToText },
} as const satisfies Readonly<Record<string, Writer>>;

function changeToText({ sha256, charset, name, from, to }: EngineDiff, change: RecordChange): string {
  const { failure, head, figures, anomalies } = change;
  const lines = [
    `engine ${from.reading}/${from.judging} → ${to.reading}/${to.judging}`,
    ...(failure ? [`${failure.from ?? 'record'} → ${failure.to ?? 'record'}`] : []),
    ...head.map(({ key, from: was, to: is }) => `${key}: ${was ?? '?'} → ${is ?? '?'}`),
    ...figures.map(({ field, from: was, to: is }) => `${field}: ${figureToText(was)} → ${figureToText(is)}`),
    ...anomalies.gone.map((anomaly) => `- ${anomalyToText(anomaly)}`),
    ...anomalies.appeared.map((anomaly) => `+ ${anomalyToText(anomaly)}`),
    ...anomalies.rejudged.map(
      (anomaly) => `~ ${anomalyToText(anomaly)}, was ${anomaly.was.severity} (${anomaly.was.kind})`,
    ),
  ];
  const title = [sha256, charset, name].filter((part) => part).join(' ');
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

const figureToText = (figure: PrintedFigure | null): string =>
  figure ? [figure.state, JSON.stringify(figure.raw), figure.value ?? ''].join(' ').trim() : 'no such field';

const anomalyToText = ({ code, severity, kind, fields }: KnownAnomaly): string =>
  [`${severity} (${kind})`, code, ...fields.slice(0, 1)].join(' ');

function countsToText(counts: Counts): string {
  return [
    `documents: ${counts.compared} compared, ${counts.changed} changed`,
    `  now records: ${counts.nowRecords}, now failures: ${counts.nowFailures}`,
    `  agency, year, scope or form: ${counts.heads} changed`,
    `  figures: ${counts.figures} changed`,
    `  anomalies: ${counts.appeared} appeared, ${counts.gone} gone, ${counts.rejudged} judged otherwise`,
  ].join('\n');
}
