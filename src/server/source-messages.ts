/** What the server and the child that draws documents say to each other. */
import type { MarkedPlace } from '#inspect/source-page.js';
import type { Language } from '#model/anomaly.js';
import type { ParseRequest } from '#processes/child-messages.js';

export interface DrawRequest extends ParseRequest {
  readonly language: Language;
  readonly places: readonly MarkedPlace[];
}

export interface DrawReply {
  /** HTML. */
  readonly page: string;
}
