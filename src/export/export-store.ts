/**
 * A store as files: one a table, and a manifest that tells what they are. Equal stores give equal bytes, whatever
 * the order and the times in which they were filled: nothing that differs between them is written. The files are
 * of one moment, even while an import is running; they take their places together, when all are whole.
 */
import { mkdir } from 'node:fs/promises';
import type { Store } from '#store/store.js';
import { type CsvOptions, csv } from './csv.js';
import { toExportError } from './export-error.js';
import { jsonl } from './jsonl.js';
import {
  EngineCounts,
  type ExportedFile,
  type ExportManifest,
  manifestName,
  toManifest,
  type Written,
} from './manifest.js';
import { readDocuments } from './read-documents.js';
import type { RowFormat } from './row-format.js';
import { readWithdrawn } from './stored-rows.js';
import { TableFile } from './table-file.js';
import type { exportTables } from './tables.js';
import { WholeFile } from './whole-file.js';

const formats = {
  csv,
  jsonl: () => jsonl,
} as const satisfies Readonly<Record<string, (options: CsvOptions) => RowFormat>>;

export type ExportFormat = keyof typeof formats;
export const exportFormats = Object.keys(formats) as ExportFormat[];

export interface ExportOptions extends CsvOptions {
  readonly format: ExportFormat;
  /** Where the files go; made where it is not there. */
  readonly folder: string;
}

/** Throws a StoreError or an ExportError; what stood in the folder before is then still there. */
export async function exportStore(store: Store, options: ExportOptions): Promise<ExportManifest> {
  const { folder, format, bom } = options;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw toExportError(error, folder);
  });
  const files: WholeFile[] = [];
  try {
    const open = async (name: string): Promise<WholeFile> => {
      const file = await WholeFile.open(folder, name);
      files.push(file);
      return file;
    };
    const written = await writeTables(store, formats[format]({ bom }), open);
    const manifest = toManifest(options, written);
    const file = await open(manifestName);
    await file.write(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.done();
    for (const whole of files) await whole.keep();
    return manifest;
  } finally {
    for (const file of files) await file.discard();
  }
}

async function writeTables(
  store: Store,
  format: RowFormat,
  open: (name: string) => Promise<WholeFile>,
): Promise<Written> {
  const openTable = async <Name extends keyof typeof exportTables>(name: Name): Promise<TableFile<Name>> =>
    TableFile.start(name, format, await open(`${name}.${format.extension}`));
  const tables = {
    reports: await openTable('reports'),
    documents: await openTable('documents'),
    figures: await openTable('figures'),
    anomalies: await openTable('anomalies'),
    statements: await openTable('statements'),
  };
  const engines = new EngineCounts();
  const withdrawn = await store.read(async (snapshot) => {
    for await (const { document, report, figures, anomalies, statements } of readDocuments(snapshot)) {
      engines.add(document);
      if (report) await tables.reports.add([report]);
      await tables.documents.add([document]);
      await tables.figures.add(figures);
      await tables.anomalies.add(anomalies);
      await tables.statements.add(statements);
    }
    return readWithdrawn(snapshot);
  });
  const files: ExportedFile[] = [];
  for (const table of Object.values(tables)) files.push(await table.done());
  return { files, engines, withdrawn };
}
