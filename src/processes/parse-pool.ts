/** Files parsed in child processes, each to a line. */
import { builtFile } from './built-file.js';
import type { ParseReply, ParseRequest } from './child-messages.js';
import { ChildPool } from './child-pool.js';
import { failedFile } from './failed-file.js';
import type { ProcessLimits } from './process-limits.js';

export class ParsePool {
  private readonly children: ChildPool<ParseRequest, ParseReply>;

  constructor(size: number, limits: ProcessLimits) {
    this.children = new ChildPool(builtFile(import.meta.url, './parse-child.js'), size, limits);
  }

  /** A document that breaks its child has a failure for a record. */
  async parse(request: ParseRequest): Promise<ParseReply> {
    const outcome = await this.children.run(request);
    if ('line' in outcome) return outcome;
    return { line: JSON.stringify(await failedFile(request, outcome.failure)), failed: true };
  }

  close(): void {
    this.children.close();
  }
}
