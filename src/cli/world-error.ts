/** What the world did, told by classes; their messages say what to do. */
import { ExportError } from '#export/export-error.js';
import { ListenError } from '#monitor/open-server.js';
import { NoChild } from '#processes/child-pool.js';
import { QueueError } from '#queue/queue-error.js';
import { StoreError } from '#store/store-error.js';

const classes = [StoreError, ExportError, NoChild, QueueError, ListenError];

export const isWorldError = (error: unknown): error is Error =>
  classes.some((worldError) => error instanceof worldError);
