/** `gouji export`: the data set as files, written here or by a worker. */
import { join } from 'node:path';
import { type ExportFormat, exportStore } from '#export/export-store.js';
import { manifestName } from '#export/manifest.js';
import { exportToJob, isFolderName } from '#jobs/export-work.js';
import { withQueue } from './open-queue.js';
import { type StoreSettings, withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

export interface ExportCommand {
  readonly format: ExportFormat;
  readonly out: string;
  readonly bom?: boolean;
  readonly store: StoreSettings;
}

export type LeaveExportCommand = Omit<ExportCommand, 'store'> & { readonly redisUrl: string | undefined };

/** Throws a UsageError or a QueueError. */
export async function leaveExport(
  { format, out, bom = false, redisUrl }: LeaveExportCommand,
  print: (text: string) => void,
): Promise<void> {
  expectCsv(format, bom);
  if (!isFolderName(out))
    throw new UsageError(`with --queue, --out is the name of a folder at the worker, no path: ${out}`);
  const job = exportToJob({ format, bom, name: out });
  await withQueue(redisUrl, async (queue) => {
    // One that failed before gets another chance.
    if ((await queue.replay('export', [job.id])) === 0) await queue.add([job]);
  });
  print(`left to workers: exports/${out} in the data folder of the one that takes it`);
}

function expectCsv(format: ExportFormat, bom: boolean): void {
  if (bom && format !== 'csv') throw new UsageError('--bom is for --format csv');
}

/** Throws a StoreError or an ExportError. */
export async function runExport(
  { format, out, bom = false, store: settings }: ExportCommand,
  print: (text: string) => void,
): Promise<void> {
  expectCsv(format, bom);
  await withStore(settings, { readOnly: true }, async (store) => {
    const { files } = await exportStore(store, { folder: out, format, bom });
    for (const { name, rows } of files) print(`${join(out, name)}\t${rows} rows`);
    print(join(out, manifestName));
  });
}
