/** A child process that makes rows of the documents it is sent, one at a time, until it is told to stop. */
import { loadEngines } from '#processes/engines.js';
import { parseFile } from '#processes/parse-file.js';
import type { IngestRequest } from './ingest-messages.js';
import { recordToReply } from './record-to-reply.js';

const engines = loadEngines();

process.on('message', (request: IngestRequest) => {
  parseFile(request, engines)
    .then(recordToReply)
    .then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        process.stderr.write(`${request.name}: ${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
});
