/** The job `export`: the data set as files, written by a worker, where the store is near. */
import { join } from 'node:path';
import { z } from 'zod';
import { ExportError } from '#export/export-error.js';
import { exportFormats, exportStore } from '#export/export-store.js';
import type { ExportManifest } from '#export/manifest.js';
import { type Handle, type Job, TryLater, toJobId } from '#queue/queue.js';
import type { Store } from '#store/store.js';
import { orTryLater } from './ingest-work.js';

/** One folder, in the worker's folder of exports: no way leads out of it. */
const folderName = z.string().regex(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]{0,99}$/u);

const exportPayload = z.object({ format: z.enum(exportFormats), bom: z.boolean(), name: folderName });

export type LeftExport = z.infer<typeof exportPayload>;

export const isFolderName = (name: string): boolean => folderName.safeParse(name).success;

export const exportToJob = (payload: LeftExport): Job => ({
  ...{ queue: 'export', payload },
  id: toJobId(`export ${payload.format} ${payload.bom} ${payload.name}`),
});

export interface ExportWorkOptions {
  readonly store: Store;
  /** Where the folders of exports go. */
  readonly exportsFolder: string;
  readonly onExported: (folder: string, manifest: ExportManifest) => void;
}

/** What handles the job. Done twice it writes the same, or what is stored by then. */
export const handleExport =
  ({ store, exportsFolder, onExported }: ExportWorkOptions): Handle =>
  (payload) =>
    orTryLater(async () => {
      const { name, ...options } = exportPayload.parse(payload);
      const folder = join(exportsFolder, name);
      onExported(folder, await exportStore(store, { ...options, folder }).catch(orLater));
    });

/** On a disk that is full there may be room later. */
function orLater(error: unknown): never {
  const isFull = error instanceof ExportError && error.code === 'full';
  throw isFull ? new TryLater(error.message, undefined, { cause: error }) : error;
}
