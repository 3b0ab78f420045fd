/** `gouji export`: the data set as files. */
import { join } from 'node:path';
import { type ExportFormat, exportStore } from '#export/export-store.js';
import { manifestName } from '#export/manifest.js';
import { type StoreSettings, withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

export interface ExportCommand {
  readonly format: ExportFormat;
  readonly out: string;
  readonly bom?: boolean;
  readonly store: StoreSettings;
}

/** Throws a StoreError or an ExportError. */
export async function runExport(
  { format, out, bom = false, store: settings }: ExportCommand,
  print: (text: string) => void,
): Promise<void> {
  if (bom && format !== 'csv') throw new UsageError('--bom is for --format csv');
  await withStore(settings, { readOnly: true }, async (store) => {
    const { files } = await exportStore(store, { folder: out, format, bom });
    for (const { name, rows } of files) print(`${join(out, name)}\t${rows} rows`);
    print(join(out, manifestName));
  });
}
