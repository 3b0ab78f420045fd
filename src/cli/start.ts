/** `npm start`: the samples into the data folder, and what to do next. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '#config/settings.js';
import { placeToText } from '#model/place.js';
import type { OutputRecord } from '#records/record.js';
import { parseFiles } from './parse.js';
import { UsageError } from './usage-error.js';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));

export async function start(
  { dataFolder, language }: Settings,
  print: (text: string) => void,
): Promise<void> {
  const names = (await readdir(samples).catch(() => []))
    .filter((name) => !/^\.|\.(?:md|csv)$/.test(name))
    .sort();
  if (names.length === 0) throw new UsageError(`no samples in ${samples}`);
  const lines: string[] = [];
  const files = names.map((name) => join(samples, name));
  await parseFiles(files, { secondReading: 'when-in-doubt', language }, (line) => lines.push(line));
  const records = lines.map((line) => JSON.parse(line) as OutputRecord);
  const summary = summarize(records);
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'records.jsonl'), `${lines.join('\n')}\n`);
  await writeFile(join(dataFolder, 'summary.txt'), summary);
  print(summary);
  print(nextSteps(dataFolder));
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

function nextSteps(dataFolder: string): string {
  return [
    `Records: ${join(dataFolder, 'records.jsonl')} (one JSON line a file), summary: ${join(dataFolder, 'summary.txt')}`,
    'Next:    npx gouji parse YOUR-REPORT.pdf        one report to one record',
    '         npx gouji read --tables md ANY-FILE    the tables of any document',
    '         npx gouji --help                       everything else',
  ].join('\n');
}
