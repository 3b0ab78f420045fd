/** A child process that parses the documents it is sent, one at a time, until it is told to stop. */
import type { ParseReply, ParseRequest } from './child-messages.js';
import { loadEngines } from './engines.js';
import { parseFile } from './parse-file.js';

const engines = loadEngines();

process.on('message', (request: ParseRequest) => {
  parseFile(request, engines).then(
    (record) => reply({ id: request.id, line: JSON.stringify(record), failed: 'failure' in record }),
    (error: unknown) => {
      process.stderr.write(`${request.path}: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});

function reply(message: ParseReply): void {
  process.send?.(message);
}
