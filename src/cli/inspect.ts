/** `gouji inspect FILE`: how a document was read, as a page to look at. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { inspectDocument, inspectFailed } from '#inspect/inspect-document.js';
import type { Inspection } from '#inspect/inspection.js';
import { inspectionToPage } from '#inspect/page.js';
import type { Language } from '#model/anomaly.js';
import { defaultLimits } from '#model/reading.js';
import { loadEngines } from '#processes/engines.js';
import { failedFile } from '#processes/failed-file.js';
import { UsageError } from './usage-error.js';

export interface InspectOptions {
  /** Where the page goes. */
  readonly out?: string;
  readonly language: Language;
  readonly charset?: string;
}

/** Also a document that becomes no record gives a page, which shows how far it was read. */
export async function inspectFile(
  path: string,
  options: InspectOptions,
  print: (text: string) => void,
): Promise<void> {
  const { language, out = `${basename(path)}.inspect.html` } = options;
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`no such file: ${path}`);
  if (resolve(out) === resolve(path)) throw new UsageError('the page would take the place of the file');
  const inspection = await inspect(path, found.size, options);
  const page = inspectionToPage(inspection, language);
  await writeFile(out, page).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot write ${out}: ${error.code}`);
  });
  print(
    [`${out} (${Math.ceil(Buffer.byteLength(page) / 1024)} KiB)`, summarize(inspection), next].join('\n'),
  );
}

async function inspect(
  path: string,
  size: number,
  { language, charset }: InspectOptions,
): Promise<Inspection> {
  const name = basename(path);
  if (size > defaultLimits.fileBytes) {
    const request = { path, name };
    return inspectFailed(await failedFile(request, { code: 'too-large', detail: `${size} bytes` }));
  }
  const context = { name, language, ...(charset && { charset }) };
  return inspectDocument(await readFile(path), context, loadEngines());
}

function summarize({ record }: Inspection): string {
  if ('failure' in record) return `no record: ${record.failure.code}`;
  const { report, coverage, anomalies, engine } = record;
  return `form ${report.form ?? '?'}, numbers ${coverage.mapped}/${coverage.printed}, anomalies ${anomalies.length}, read by ${engine.reading}`;
}

const next =
  'Open it in a browser: the arrow keys go from anomaly to anomaly, a click lights what belongs together.';
