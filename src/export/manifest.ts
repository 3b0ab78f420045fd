/** What the files of an export are. Without a clock in it: equal stores have equal manifests. */
import type { ExportOptions } from './export-store.js';
import type { DocumentRow, TableName } from './tables.js';

export const manifestName = 'export.json';

export interface ExportManifest {
  readonly schema: 'gouji/export@1';
  readonly format: string;
  readonly bom: boolean;
  readonly files: readonly ExportedFile[];
  readonly engines: readonly ExportedEngine[];
  /** Documents that were withdrawn by hand, and are in none of the files. */
  readonly withdrawn: readonly WithdrawnDocument[];
}

export interface WithdrawnDocument {
  readonly sha256: string;
  readonly reason: string | null;
}

export interface ExportedFile {
  readonly table: TableName;
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** By which code how many documents were read and judged. */
export interface ExportedEngine {
  readonly engine_version: string;
  readonly reading: string;
  readonly judging: string;
  readonly documents: number;
}

export const toManifest = (
  { format, bom }: ExportOptions,
  { files, engines, withdrawn }: Written,
): ExportManifest => ({
  ...{ schema: 'gouji/export@1', format, bom, files },
  ...{ engines: engines.list(), withdrawn },
});

export interface Written {
  readonly files: readonly ExportedFile[];
  readonly engines: EngineCounts;
  readonly withdrawn: readonly WithdrawnDocument[];
}

export class EngineCounts {
  private readonly counts = new Map<string, ExportedEngine>();

  add({ engine_version, reading, judging }: DocumentRow): void {
    const key = [engine_version, reading, judging].join('\n');
    const documents = (this.counts.get(key)?.documents ?? 0) + 1;
    this.counts.set(key, { engine_version, reading, judging, documents });
  }

  /** In the order of their names. */
  list(): ExportedEngine[] {
    return [...this.counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, engine]) => engine);
  }
}
