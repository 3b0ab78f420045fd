/** A child process that draws each document it is sent: documents are hostile, and some hang or grow. */
import { readFile } from 'node:fs/promises';
import { toCaseInput } from '#inspect/case-input.js';
import { inspectDocument } from '#inspect/inspect-document.js';
import { inspectionToSource } from '#inspect/source-page.js';
import { answerParent } from '#processes/answer-parent.js';
import { loadEngines } from '#processes/engines.js';
import type { DrawReply, DrawRequest } from './source-messages.js';

const engines = loadEngines();

answerParent<DrawReply, DrawRequest>(async ({ path, places, as, ...context }) => {
  const bytes = await readFile(path);
  const inspection = await inspectDocument(bytes, context, engines);
  if (as === 'case') return { input: toCaseInput(bytes, inspection, context.charset) };
  return { page: inspectionToSource(inspection, places, context.language) };
});
