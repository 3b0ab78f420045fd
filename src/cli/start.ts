/** `npm start`: the samples into the store, the weightiest of what was flagged, and what to do next. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Settings } from '#config/settings.js';
import { placeToText } from '#model/place.js';
import type { OutputRecord } from '#records/record.js';
import { unpack } from '#store/packed.js';
import type { Store } from '#store/store.js';
import { ingestInputs } from './ingest-inputs.js';
import { openStore } from './open-store.js';
import { UsageError } from './usage-error.js';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));

export async function start(settings: Settings, print: (text: string) => void): Promise<void> {
  const names = (await readdir(samples).catch(() => []))
    .filter((name) => !/^\.|\.(md|csv)$/.test(name))
    .sort();
  if (names.length === 0) throw new UsageError(`no samples in ${samples}`);
  const given = names.map((name) => join(samples, name));
  await ingestInputs(given, { ...settings, talk: 'progress' }, print);
  const store = await openStore(settings, { readOnly: true });
  const records = await readRecords(store, given);
  await store.close();
  print(`\n${summarize(records)}`);
  print(nextSteps);
}

async function readRecords(store: Store, locations: readonly string[]): Promise<OutputRecord[]> {
  const results = await store.ask((db) =>
    db
      .selectFrom('sources')
      .innerJoin('results', (join) =>
        join
          .onRef('results.sha256', '=', 'sources.sha256')
          .on(sql<boolean>`results.charset = coalesce(sources.charset, '')`),
      )
      .select('record')
      .where('location', 'in', locations)
      .where('sources.is_current', '=', 1)
      .where('results.is_current', '=', 1)
      .orderBy('location')
      .execute(),
  );
  return results.map(({ record }) => unpack<OutputRecord>(record));
}

function summarize(records: readonly OutputRecord[]): string {
  const head = row(['file', 'year', 'form', 'figures', 'anomalies', 'agency']);
  return `${[head, ...records.map(summaryRow), '', ...records.flatMap(weightiest)].join('\n')}\n`;
}

function summaryRow(record: OutputRecord): string {
  if ('failure' in record) return row([record.document.name, '', '', '', '', `✗ ${record.failure.code}`]);
  const { report, coverage, anomalies } = record;
  return row([
    record.document.name,
    String(report.year ?? '?'),
    report.form ?? '?',
    `${coverage.mapped}/${coverage.printed}`,
    String(anomalies.length),
    report.agency?.name ?? '?',
  ]);
}

const widths = [28, 6, 6, 9, 11, 0];

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('')
    .trimEnd();
}

/** The gravest anomalies of a record, each with its first place. */
function weightiest(record: OutputRecord): string[] {
  if ('failure' in record) return [];
  return record.anomalies.slice(0, 2).map(({ severity, kind, message, at }) => {
    const place = at[0] ? `\n    ${placeToText(at[0])}` : '';
    return `${record.document.name}: ${severity} (${kind}) ${message}${place}`;
  });
}

const nextSteps = [
  'Next:  npx gouji review                         judge what was flagged, each beside its paper',
  '       npx gouji ingest FOLDER-OR-ZIP           your own reports into the same store',
  '       npx gouji inspect YOUR-REPORT.pdf        how one was read, drawn over its pages',
  '       npx gouji export --format csv --out DIR  the figures as tables',
  '       npx gouji --help                         everything else',
].join('\n');
