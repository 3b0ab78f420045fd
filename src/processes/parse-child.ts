/** A child process that makes a line of each document it is sent. */
import { answerParent } from './answer-parent.js';
import type { ParseReply } from './child-messages.js';
import { loadEngines } from './engines.js';
import { parseFile } from './parse-file.js';

const engines = loadEngines();

answerParent(async (request): Promise<ParseReply> => {
  const record = await parseFile(request, engines);
  return { line: JSON.stringify(record), failed: 'failure' in record };
});
