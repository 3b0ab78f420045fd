/** What the world did, told by classes; their messages say what to do. */
import { ExportError } from '#export/export-error.js';
import { StoreError } from '#store/store-error.js';

export const isWorldError = (error: unknown): error is StoreError | ExportError =>
  error instanceof StoreError || error instanceof ExportError;
