/** What a child process does: it answers the documents it is sent, one at a time, until it is ended. */
import type { ParseRequest } from './child-messages.js';
import { endWithParent } from './parent-watch.js';

/**
 * It ends with its parent, whose number is its first argument. A fault of this program ends it too, with a word
 * on standard error; the parent then starts another.
 */
export function answerParent<Reply, Request extends ParseRequest = ParseRequest>(
  answer: (request: Request) => Promise<Reply>,
): void {
  endWithParent(Number(process.argv[2] ?? process.ppid));
  // Ctrl-C reaches every process of a terminal. What becomes of the document is the parent's business: a child that
  // died of it would look as if the document had broken it.
  process.on('SIGINT', () => undefined);
  process.on('message', (request: Request) => {
    answer(request).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        process.stderr.write(`${request.path}: ${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
