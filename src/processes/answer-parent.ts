/** What a child process does: it answers the documents it is sent, one at a time, until it is ended. */
import type { ParseRequest } from './child-messages.js';

/** A fault of this program ends the child, with a word on standard error; the parent then starts another. */
export function answerParent<Reply>(answer: (request: ParseRequest) => Promise<Reply>): void {
  process.on('message', (request: ParseRequest) => {
    answer(request).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        process.stderr.write(`${request.path}: ${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
