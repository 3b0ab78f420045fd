/** What the server and the child that draws documents say to each other. */
import type { CaseInput } from '#inspect/case-input.js';
import type { MarkedPlace } from '#inspect/source-page.js';
import type { Language } from '#model/anomaly.js';
import type { ParseRequest } from '#processes/child-messages.js';

export interface DrawRequest extends ParseRequest {
  readonly language: Language;
  readonly places: readonly MarkedPlace[];
  /** A page to look at, or the input of a regression case. */
  readonly as: 'page' | 'case';
}

export type DrawReply =
  | {
      /** HTML. */
      readonly page: string;
    }
  | { readonly input: CaseInput };
