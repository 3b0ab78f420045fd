/** A child process that makes rows of each document it is sent. */
import { answerParent } from '#processes/answer-parent.js';
import { loadEngines } from '#processes/engines.js';
import { parseFile } from '#processes/parse-file.js';
import { recordToReply } from './record-to-reply.js';

const engines = loadEngines();

answerParent(async (request) => recordToReply(await parseFile(request, engines)));
