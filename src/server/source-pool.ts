/** Documents drawn in child processes, with the limits that parsing has; those just drawn are kept for a while. */
import type { CaseInput } from '#inspect/case-input.js';
import type { Failure } from '#model/failure.js';
import { builtFile } from '#processes/built-file.js';
import { ChildPool } from '#processes/child-pool.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import type { DrawReply, DrawRequest } from './source-messages.js';

/** Characters of drawn pages that are kept. */
const mostKept = 2 ** 27;

/** What was not asked for counts as nothing. */
const codeOf = (outcome: object): string =>
  'failure' in outcome ? (outcome.failure as Failure).code : 'corrupt';

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
    request: Omit<DrawRequest, 'as'>,
  ): Promise<{ readonly page: string } | { readonly code: string }> {
    const known = this.kept.get(key);
    const outcome =
      known === undefined ? await this.children.run({ ...request, as: 'page' }) : { page: known };
    if (!('page' in outcome)) return { code: codeOf(outcome) };
    this.keep(key, outcome.page);
    return outcome;
  }

  /** What of it a regression case takes; else the code of the failure. */
  async toCaseInput(
    request: Omit<DrawRequest, 'as' | 'places'>,
  ): Promise<{ readonly input: CaseInput } | { readonly code: string }> {
    const outcome = await this.children.run({ ...request, places: [], as: 'case' });
    return 'input' in outcome ? outcome : { code: codeOf(outcome) };
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
