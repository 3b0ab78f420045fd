/** A child process that draws each document it is sent: documents are hostile, and some hang or grow. */
import { readFile } from 'node:fs/promises';
import { inspectDocument } from '#inspect/inspect-document.js';
import { inspectionToSource } from '#inspect/source-page.js';
import { answerParent } from '#processes/answer-parent.js';
import { loadEngines } from '#processes/engines.js';
import type { DrawReply, DrawRequest } from './source-messages.js';

const engines = loadEngines();

answerParent<DrawReply, DrawRequest>(async ({ path, places, ...context }) => {
  const inspection = await inspectDocument(await readFile(path), context, engines);
  return { page: inspectionToSource(inspection, places, context.language) };
});
