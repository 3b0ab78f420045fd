/** Documents drawn in child processes, with the limits that parsing has; those just drawn are kept for a while. */
import { builtFile } from '#processes/built-file.js';
import { ChildPool } from '#processes/child-pool.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { DrawReply, DrawRequest } from './source-messages.js';

/** Characters of drawn pages that are kept. */
const mostKept = 2 ** 27;

export class SourcePool {
  private readonly children = new ChildPool<DrawRequest, DrawReply>(
    builtFile(import.meta.url, './source-child.js'),
    2,
    defaultProcessLimits,
  );
  /** The one used longest ago first. */
  private readonly kept = new Map<string, string>();
  private size = 0;

  /** `key`: equal for what is drawn alike. The code of the failure, where it cannot be drawn. */
  async draw(
    key: string,
    request: DrawRequest,
  ): Promise<{ readonly page: string } | { readonly code: string }> {
    const known = this.kept.get(key);
    const outcome = known === undefined ? await this.children.run(request) : { page: known };
    if ('failure' in outcome) return { code: outcome.failure.code };
    this.keep(key, outcome.page);
    return outcome;
  }

  close(): void {
    this.children.close();
  }

  private keep(key: string, page: string): void {
    if (this.kept.delete(key)) this.size -= page.length;
    this.kept.set(key, page);
    this.size += page.length;
    for (const [oldest, { length }] of this.kept) {
      if (this.size <= mostKept || oldest === key) break;
      this.kept.delete(oldest);
      this.size -= length;
    }
  }
}
