/** What the world did, told by classes; their messages say what to do. */
import { ExportError } from '#export/export-error.js';
import { NoChild } from '#processes/child-pool.js';
import { StoreError } from '#store/store-error.js';

export const isWorldError = (error: unknown): error is StoreError | ExportError | NoChild =>
  error instanceof StoreError || error instanceof ExportError || error instanceof NoChild;
